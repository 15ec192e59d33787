"""When a session began and was last used. Nobody's place is kept."""

import time
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import user_logged_in
from django.db.models.signals import pre_save
from django.http import HttpRequest
from django.utils import timezone

from rco_network.core.tenancy import SIGN_IN, scope

SESSION_KEY = "signed_in_at"
SEEN_KEY = "seen_at"
# How exactly idleness is known: a session is written at most this often for it.
_SEEN_EVERY = 60


def signed_in_at(request: HttpRequest) -> float:
    """Return when the person signed in: a moment in seconds, 0 where nobody did."""
    return float(request.session.get(SESSION_KEY, 0))


def note_sign_in(sender: Any, request: HttpRequest | None, **kwargs: Any) -> None:
    """Receiver of Django's own signal, which every way of signing in sends."""
    if request is not None:
        request.session[SESSION_KEY] = time.time()


def seen_at(request: HttpRequest) -> float:
    """Return when the session was last used, to the minute: a moment in seconds."""
    return float(request.session.get(SEEN_KEY, signed_in_at(request)))


def note_use(request: HttpRequest) -> None:
    """Keep a session alive, at most once a minute: it is a write."""
    now = time.time()
    if now - seen_at(request) > _SEEN_EVERY:
        request.session[SEEN_KEY] = now
        with scope(user_id=request.user.pk, rights=[SIGN_IN]):
            listed = UserSession.objects.filter(session_key=request.session.session_key)
            listed.update(last_seen_at=timezone.now())


def keep_no_place(sender: Any, instance: UserSession, **kwargs: Any) -> None:
    """Receiver: the list of sessions names devices; from where they asked is nobody's business."""
    instance.ip = "0.0.0.0"  # noqa: S104 (stands for "not kept")


def connect() -> None:
    """Listen, once, when the app is ready."""
    user_logged_in.connect(note_sign_in, dispatch_uid="note_sign_in")
    pre_save.connect(keep_no_place, sender=UserSession, dispatch_uid="keep_no_place")
