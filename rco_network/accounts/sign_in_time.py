"""When a session began: written once, at sign-in, by whichever door."""

import time
from typing import Any

from django.contrib.auth import user_logged_in
from django.http import HttpRequest

SESSION_KEY = "signed_in_at"


def signed_in_at(request: HttpRequest) -> float:
    """Return when the person signed in: a moment in seconds, 0 where nobody did."""
    return float(request.session.get(SESSION_KEY, 0))


def note_sign_in(sender: Any, request: HttpRequest | None, **kwargs: Any) -> None:
    """Receiver of Django's own signal, which every way of signing in sends."""
    if request is not None:
        request.session[SESSION_KEY] = time.time()


def connect() -> None:
    """Listen, once, when the app is ready."""
    user_logged_in.connect(note_sign_in, dispatch_uid="note_sign_in")
