"""What a reader says of an edition: accepted, or sent back with a sentence."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.models import ReturnDue
from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once
from rco_network.core.tenancy import scope

from ..emails import tell_report_makers
from ..enums import Answer
from ..models import Edition, EditionAnswer
from ..permissions import check_can_answer


@transaction.atomic
def answer_edition(
    *, by: StaffMembership, edition: Edition, key: UUID, kind: str, note: str = ""
) -> EditionAnswer:
    """Accept an edition that was handed to one's organisation, or send it back.

    The return that it answers is met while the edition stands: sending it back opens the return
    again, until a restatement is handed over or the reader accepts after all. `key` makes a form
    sent twice one answer. Raises Refused where a newer edition is there to be answered.
    """
    check_can_answer(by, edition)
    if Edition.objects.filter(restates=edition).exists():
        raise Refused(_("There is a newer edition of this report. Answer that one."))
    answer, is_new = add_once(
        EditionAnswer(
            uuid=key,
            organisation_id=edition.organisation_id,
            edition=edition,
            reader_id=by.organisation_id,
            kind=kind,
            note=note if kind == Answer.SENT_BACK else "",
            at=timezone.now(),
            by_id=by.user_id,
        )
    )
    if is_new:
        _count(edition, by.organisation_id, answer)
        _say(by, edition, answer)
    return answer


def _count(edition: Edition, reader: int, answer: EditionAnswer) -> None:
    """Open the return again that the edition was handed over for, or close it."""
    handed = edition.readers.filter(reader=reader, return_due__isnull=False).first()
    if handed is None or handed.return_due_id is None:
        return
    due = ReturnDue.objects.filter(pk=handed.return_due_id)
    if answer.kind == Answer.SENT_BACK:
        due.update(met_at=None)
    else:
        due.filter(met_at=None).update(met_at=handed.handed_at)


def _say(by: StaffMembership, edition: Edition, answer: EditionAnswer) -> None:
    """Into both sides' trails; whoever makes the reports is written to when one comes back."""
    if answer.kind == Answer.SENT_BACK:
        audit.record("edition sent back", by=by, subject=edition)
    else:
        audit.record("edition accepted", by=by, subject=edition)
    with scope(organisation_ids=[edition.organisation_id], installation=True):
        action = "edition sent back" if answer.kind == Answer.SENT_BACK else "edition accepted"
        audit.record(action, by=None, organisation=edition.organisation, subject=edition)
    if answer.kind == Answer.SENT_BACK:
        tell_report_makers(edition.organisation_id, about=edition.uuid)
