"""Writing a mail: a row in the running transaction. The worker is woken by the commit."""

import logging
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ..enums import MailState
from ..models import Mail
from ..tenancy import scope
from .letters import Letter

logger = logging.getLogger(__name__)
# The right to read and write the outbox, which no role holds: the code here gives it to itself.
MAIL = "mail"


def post(letter: Letter, *, to: str, body: str, about: UUID | None = None) -> Mail:
    """Put one mail to one address into the outbox; it leaves when the transaction is committed.

    The text is encrypted, and gone once the mail was sent or given up. `about` is the uuid of the
    record that it concerns, by which `states_of` and `cancel` find it again. Raises
    IntegrityError for anything but exactly one address.
    """
    now = timezone.now()
    with scope(rights=[MAIL]):
        mail = Mail.objects.create(
            kind=letter.kind,
            about=about,
            to=to,
            subject=letter.subject,
            body=body,
            next_at=now,
            good_until=now + letter.good_for,
        )
        transaction.on_commit(wake, robust=True)
    return mail


def wake() -> None:
    """Tell the broker. A broker that is away costs seconds: the sweeper asks again."""
    from ..tasks import send_mail

    try:
        send_mail.apply_async(retry=False)
    except Exception as error:
        logger.warning("The broker did not answer (%s); the sweeper will.", type(error).__name__)


def states_of(records: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return (state, sentence) of the newest mail about each of these records."""
    with scope(rights=[MAIL]):
        rows = Mail.objects.filter(about__in=list(records)).order_by("pk")
        return {about: (state, why) for about, state, why in rows.values_list(*_STATE)}


_STATE = ("about", "state", "failure")


def cancel(about: UUID) -> int:
    """Take back what has not left yet about a record; return how many mails."""
    with scope(rights=[MAIL]):
        return Mail.objects.filter(about=about, state=MailState.WAITING).delete()[0]
