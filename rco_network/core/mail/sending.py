"""Sending what waits: each mail once, in its turn, and later when the mail server is away.

A mail is claimed by moving its `next_at` into the future and committing that; only then is the
server spoken to, and afterwards the mail is marked as sent and its text wiped. Two workers never
hold the same mail. A worker killed in the very moment between the server's "accepted" and the mark
sends that one mail again, with the same Message-ID, by which mail programs know it.
"""

import logging
import smtplib
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from ..enums import MailState
from ..models import Mail
from ..tenancy import scope
from .outbox import MAIL
from .permission import may_be_written_to

logger = logging.getLogger(__name__)

# Longer than one conversation with a slow server takes (EMAIL_TIMEOUT for each of its lines).
CLAIM = timedelta(minutes=3)
# Seconds until the next try after the first, second, ... failure; the last one from then on. A
# server that is away is asked with one mail for all, so it may be asked often; a server that puts
# one address off (it asks for patience) is not.
SERVER_AWAY = (5, 10, 20, 30, 60)
PUT_OFF = (60, 300, 900, 1800, 3600)
KEPT_DAYS = 90
AWAY = "mail-server-away"  # a hint in the cache; without it the server is asked once more
TOO_LATE = "The mail server did not take the message in time. Please ask for it again."
REFUSED = "The mail server refused the address. Check it and try again."
KEPT_IN = "This person asked not to be written to here, so nothing was sent."


def send_waiting(most: int = 500) -> int:
    """Send what is due, over one connection; return how many mails left.

    Safe to call at any time and from several workers. A server that does not answer ends the
    round, and is left alone for a while that grows.
    """
    if cache.get(AWAY):
        return 0
    sent = 0
    server: Any = None
    try:
        while sent < most and (mail := _claim()):
            server = server or get_connection()
            if not _attempt(mail, server):
                break
            sent += mail.state == MailState.SENT
    finally:
        if server:
            _hang_up(server)
    return sent


def _claim() -> Mail | None:
    now = timezone.now()
    with scope(rights=[MAIL]):
        due = Mail.objects.filter(state=MailState.WAITING, next_at__lte=now).order_by("next_at")
        mail: Mail | None = due.select_for_update(skip_locked=True).first()
        if mail is None:
            return None
        mail.attempts += 1
        mail.next_at = now + CLAIM
        mail.save(update_fields=["attempts", "next_at"])
    return mail


def _attempt(mail: Mail, server: Any) -> bool:
    """Send one claimed mail; return whether the server can be given the next one."""
    if mail.good_until <= timezone.now():
        _end(mail, MailState.FAILED, TOO_LATE)
    elif not may_be_written_to(mail.to, mail.kind, mail.about):
        _end(mail, MailState.FAILED, KEPT_IN)
    else:
        try:
            server.send_messages([message_of(mail)])
        except smtplib.SMTPRecipientsRefused as error:
            _refused(mail, [code for code, _ in error.recipients.values()])
        except (smtplib.SMTPException, OSError) as error:
            _leave_alone(mail, error)
            return False
        else:
            _end(mail, MailState.SENT, "")
    return True


def message_of(mail: Mail) -> EmailMessage:
    """Return what goes to the server: one recipient, plain text, nothing about anybody on top."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return EmailMessage(
        subject=mail.subject,
        body=mail.body,
        to=[mail.to],
        headers={"Message-ID": f"<{mail.uuid}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def _refused(mail: Mail, codes: list[int]) -> None:
    if any(code >= 500 for code in codes):
        _end(mail, MailState.FAILED, REFUSED)
    else:
        _wait(mail, PUT_OFF)


def _leave_alone(mail: Mail, error: Exception) -> None:
    seconds = _wait(mail, SERVER_AWAY)
    logger.warning("The mail server did not answer (%s).", type(error).__name__)
    cache.set(AWAY, "1", timeout=seconds)


def _wait(mail: Mail, waits: tuple[int, ...]) -> int:
    """Put a mail back for as long as its failures ask; return the seconds."""
    seconds = waits[min(mail.attempts, len(waits)) - 1]
    with scope(rights=[MAIL]):
        waiting = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING)
        waiting.update(next_at=timezone.now() + timedelta(seconds=seconds))
    return seconds


def _end(mail: Mail, state: str, failure: str) -> None:
    """Close a mail and wipe what it said and to whom."""
    mail.state = state
    with scope(rights=[MAIL]):
        Mail.objects.filter(pk=mail.pk, state=MailState.WAITING).update(
            state=state, failure=failure, to="", body="", ended_at=timezone.now()
        )


def give_up_all(failure: str) -> int:
    """Close every mail that waits: after a restore nobody knows which of them had left."""
    now = timezone.now()
    with scope(rights=[MAIL]):
        waiting = Mail.objects.filter(state=MailState.WAITING)
        return waiting.update(state=MailState.FAILED, failure=failure, to="", body="", ended_at=now)


def _hang_up(server: Any) -> None:
    try:
        server.close()
    except (smtplib.SMTPException, OSError) as error:
        logger.info("The mail server did not say goodbye (%s).", type(error).__name__)


def forget_ended() -> int:
    """Remove the rows, long empty, of mails that ended some months ago; return how many."""
    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    with scope(rights=[MAIL]):
        return Mail.objects.filter(ended_at__lt=limit).delete()[0]
