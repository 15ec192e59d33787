"""Taking in what phones kept while there was no line: each entry once, in the order it was made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_unless_there

from ..models import Group, OutboxReceipt
from ..permissions import check_can_log
from .periods import PeriodClosed
from .register_sheet import RegisterRefused, Sheet
from .save_register import save_register

# After this long no phone has the entry any more (Period "phone_entry").
KEPT_FOR = timedelta(hours=72)


@dataclass(frozen=True)
class Entry:
    """One entry of an outbox, as read: `problem` says why it cannot be taken, "" where it can."""

    key: UUID
    kind: str
    group: Group | None = None
    sheet: Sheet | None = None
    problem: str = ""


def take_in(*, by: Any, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Do what each entry says, in order; return an answer for each.

    An answer has `key`, `state` ("done", "conflict", "refused"), and `said`, a sentence, where it
    is not done; `asks` names what the entry lacks. A key that was taken before, or is being taken
    at this moment by another request, gets the first answer and does nothing. Everything is
    written in the caller's transaction.
    """
    return [_take_one(by, entry) for entry in entries]


@transaction.atomic
def _take_one(by: Any, entry: Entry) -> dict[str, Any]:
    own: dict[str, Any] = {"organisation_id": by.organisation_id, "sent_by_id": by.user_id}
    receipt = OutboxReceipt(**own, key=entry.key, kind=entry.kind)
    # Waits for whoever is taking the same key now, and goes on if they gave up.
    if not add_unless_there(receipt):
        return {"key": str(entry.key)} | _first_answer(by, entry)
    answer: Any = _effect(by, entry)
    receipt.answer = answer
    receipt.save(update_fields=["answer"])
    return {"key": str(entry.key)} | answer


def _first_answer(by: Any, entry: Entry) -> dict[str, Any]:
    own = OutboxReceipt.objects.for_organisation(by.organisation_id)
    found = own.filter(key=entry.key, sent_by=by.user_id).first()
    if found is None:
        return _refusal(_("Somebody else sent this entry. Write it anew."))
    answer: Any = found.answer
    return dict(answer)


def _effect(by: Any, entry: Entry) -> dict[str, Any]:
    if entry.problem:
        return _refusal(entry.problem)
    if entry.group is None or entry.sheet is None:
        return _refusal(_("You do not keep this register any more. Ask a worker or a manager."))
    try:
        check_can_log(by, entry.group)
        with transaction.atomic():
            saved = save_register(by=by, group=entry.group, sheet=entry.sheet)
    except PeriodClosed as refusal:
        # The phone keeps the entry and asks for this; sent again with it, it is taken.
        return _refusal(str(refusal)) | {"asks": "because"}
    except (Refused, RegisterRefused) as refusal:
        return _refusal(str(refusal))
    if saved.conflicts:
        return {
            "state": "conflict",
            "said": _(
                "%(who)s had marked somebody differently. Their mark stands until "
                "somebody who keeps this register decides."
            )
            % {"who": saved.saved_before_by},
            "people": [str(uuid) for uuid in saved.conflicts],
        }
    return {"state": "done"}


def _refusal(said: str) -> dict[str, Any]:
    return {"state": "refused", "said": said}


def forget_receipts(organisation_id: int) -> None:
    """Delete the receipts that no phone asks for any more."""
    own = OutboxReceipt.objects.for_organisation(organisation_id)
    own.filter(received_at__lt=timezone.now() - KEPT_FOR).delete()
