"""A permission is a sentence with a reason (HOUSE, habit 7)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """Not allowed, and why, in words for the person who asked. Answered with 403."""


def allows(check: Callable[..., None], *args: Any, **kwargs: Any) -> bool:
    """Return whether `check` passes: `can_x` is `allows(check_can_x, ...)`."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True
