"""Ending somebody's sessions: all of them, all but one, or one."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from rco_network.core.tenancy import SIGN_IN, scope

from . import trail
from .models import User
from .sessions import SessionStore


def end_sessions(user: Any, *, keep: HttpRequest | None = None) -> None:
    """End every session of an account from its next request on, but for the one of `keep`.

    Counts, also for sessions that no list knows: what each of them carries no longer fits.
    """
    trail.session_ended(user, "all_others" if keep else "all")
    with scope(user_id=user.pk, rights=[SIGN_IN]):
        User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
        user.refresh_from_db(fields=["session_round"])
        listed = UserSession.objects.filter(user_id=user.pk)
        if keep is None:
            listed.delete()
            return
        before = keep.session.session_key
        listed.exclude(session_key=before).delete()
        update_session_auth_hash(keep, user)  # under a new name, as at every change of standing
        listed.filter(session_key=before).update(session_key=keep.session.session_key)


def end_one(user: Any, pk: int) -> bool:
    """End one listed session of an account; False where it is not theirs or has ended."""
    with scope(user_id=user.pk, rights=[SIGN_IN]):
        session = UserSession.objects.filter(user_id=user.pk, pk=pk).first()
        if session is None:
            return False
        session.end()
    trail.session_ended(user, "one_by_owner")
    return True


def forget_ended_sessions() -> None:
    """Remove what is kept of sessions whose time is over: contents, device and address.

    Twelve hours, for sessions that were never signed out of (Period "session").
    """
    SessionStore.clear_expired()
    over = timezone.now() - timedelta(seconds=settings.SESSION_LONGEST_SECONDS)
    with scope(rights=[SIGN_IN]):
        UserSession.objects.filter(created_at__lt=over).delete()
