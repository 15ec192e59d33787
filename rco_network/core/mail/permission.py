"""The one place where it is decided whether somebody may be written to.

Asked right before a mail leaves, so that what a person said a minute ago counts. The apps that
know people add their own conditions.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

# Given the address, the kind of mail and the record it is about; False keeps the mail in.
Condition = Callable[[str, str, UUID | None], bool]

_conditions: list[Condition] = []


def must_allow(condition: Condition) -> Condition:
    """Register a condition that every mail must meet (a decorator)."""
    _conditions.append(condition)
    return condition


def may_be_written_to(address: str, kind: str, about: UUID | None = None, **_: Any) -> bool:
    """Return whether no condition stands against this mail to this address."""
    return all(condition(address, kind, about) for condition in _conditions)
