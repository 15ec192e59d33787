"""Erasing somebody: the person goes, the counts stay.

What goes and what stays is said by the declarations (each app's retention.py): rows are removed,
or stay without what could say who it was. The participant's row becomes a husk that attendances
and outcomes still hang on, so that a figure counted again gives the same total.
"""

from collections import Counter
from datetime import date
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import transaction
from django.db.models import Field, Max, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.models import Organisation, StaffMembership
from rco_network.core import audit, history
from rco_network.core.access import Refused
from rco_network.core.enums import ErasureKind
from rco_network.core.models import Erasure, Hold
from rco_network.core.personal_data import (
    ANONYMOUS,
    BLANKED,
    REMOVED,
    STAYS,
    Declaration,
    Personal,
    declarations,
)
from rco_network.core.personal_data.questions import rows_of
from rco_network.core.tenancy import ERASE, scope

from ..models import FileImport, Household, Participant
from ..permissions import check_can_answer_people
from .coarsening import coarse_answers, leave_household
from .links import let_go

SUBJECT = Participant._meta.label_lower
_OWN_WAY = {SUBJECT, Household._meta.label_lower}


@transaction.atomic
def erase_participant(*, by: StaffMembership, participant: Participant) -> Counter[str]:
    """Erase somebody who asked for it; return how many rows went, by model.

    Raises Refused where a record is held. Twice changes nothing.
    """
    check_can_answer_people(by)
    if participant.organisation_id != by.organisation_id:
        raise Refused(_("This belongs to another organisation."))
    with scope(
        user_id=by.user_id,
        organisation_ids=[by.organisation_id],
        rights=by.scope.rights | {ERASE},
    ):
        if hold := hold_on(participant):
            raise Refused(
                _("This record is kept until %(day)s: %(reason)s. End that first.")
                % {
                    "day": date_format(hold.until, "j F Y"),
                    "reason": hold.get_reason_display().lower(),
                }
            )
        return erase(participant.pk, by.organisation, kind=ErasureKind.ASKED, by=by)


def hold_on(participant: Participant) -> Hold | None:
    """Return what keeps the record beyond its time today, None where nothing does."""
    return Hold.objects.filter(
        organisation_id=participant.organisation_id,
        subject_type=SUBJECT,
        subject_uuid=participant.uuid,
        until__gte=timezone.localdate(),
    ).first()


def erase(
    pk: int,
    organisation: Any,
    *,
    kind: str,
    by: StaffMembership | None,
    ledger: dict[str, Any] | None = None,
) -> Counter[str]:
    """Make a participant anonymous, in a scope that has the right ERASE; return what went.

    `ledger` holds the columns of the Erasure row where it was written before (after a restore).
    An erased participant is left alone: the counter is empty.
    """
    own = Participant.objects.for_organisation(organisation).select_for_update(of=("self",))
    participant = own.filter(pk=pk).first()
    if participant is None or participant.erased_at is not None:
        return Counter()
    last = last_came(participant)
    Erasure.objects.get_or_create(
        organisation=organisation,
        subject_type=SUBJECT,
        subject_uuid=participant.uuid,
        kind=kind,
        defaults={name: ledger[name] for name in ("uuid", "at")} if ledger else {},
    )
    went = Counter[str]()
    let_go(participant)
    for found in sorted(_leading_to_people(), key=lambda one: one.erased_in):
        if found.model == SUBJECT:
            _make_husk(participant, last)
        elif found.model not in _OWN_WAY:
            went[found.model] += _erase_rows(found, participant)
    leave_household(participant.household_id)
    history.forget(Participant, [participant.pk])
    _forget_uploads(organisation)
    audit.record(
        "participant erased",
        by=by,
        organisation=organisation,
        subject=participant,
        kind=str(kind),
        rows=sum(went.values()),
    )
    return went


def last_came(participant: Participant) -> date:
    """Return the last day on which something of this person was recorded."""
    days = [participant.joined_on, participant.left_on]
    for found in _leading_to_people():
        if found.clock and found.model != SUBJECT:
            rows = rows_of(apps.get_model(found.model), found, participant)
            days.append(_day(rows.aggregate(last=Max(found.clock))["last"]))
    return max(day for day in days if day is not None)


def _day(moment: Any) -> date | None:
    return timezone.localdate(moment) if hasattr(moment, "tzinfo") else moment


def _leading_to_people() -> list[Declaration]:
    return [found for found in declarations().values() if found.participant is not None]


def neutral_values(model: type[Model], fields: dict[str, Personal]) -> dict[str, Any]:
    """Return what stands in each of these columns once it says nothing any more."""
    return {name: _neutral(model._meta.get_field(name), one) for name, one in fields.items()}


def _neutral(field: Any, personal: Personal) -> Any:
    if personal.has_own_value:
        return personal.becomes
    if field.null:
        return None
    return field.get_default() if isinstance(field, Field) and field.has_default() else ""


def _erase_rows(found: Declaration, participant: Participant) -> int:
    """Remove the rows of one table about this person, or blank what identifies in them."""
    model = apps.get_model(found.model)
    if found.row == REMOVED:
        return rows_of(model, found, participant).delete()[0]
    going = {
        name: one
        for name, one in found.fields.items()
        if found.row == ANONYMOUS and one.goes != STAYS and not one.about_staff
    }
    if going:
        rows_of(model, found, participant).update(**neutral_values(model, going))
    return 0


def _make_husk(participant: Participant, last: date) -> None:
    """Leave of the participant's own row what counts, and not more of that than many share."""
    found = declarations()[SUBJECT]
    blank = {name: one for name, one in found.fields.items() if one.goes == BLANKED}
    today = timezone.localdate()
    Participant.objects.filter(pk=participant.pk).update(
        **neutral_values(Participant, blank),
        **{k: v for k, v in coarse_answers(participant, last).items() if k not in blank},
        left_on=participant.left_on or max(today, participant.joined_on),
        uuid=uuid4(),
        erased_at=timezone.now(),
    )


def _forget_uploads(organisation: Any) -> None:
    """Files of the last day hold names that no machine finds in them: they go, for everybody."""
    mine = FileImport.objects.for_organisation(organisation)
    mine.unsaved().delete()
    mine.forget_contents()


def erase_again(entry: dict[str, Any]) -> bool:
    """Do an erasure of the ledger again after a restore; return whether somebody had come back.

    `entry` has organisation_id, subject_uuid (the old one), kind, uuid and at of the Erasure.
    Opens the scope that it needs. What was held meanwhile is not asked: it is gone already.
    """
    organisation_id = entry["organisation_id"]
    with scope(installation=True):
        organisation = Organisation.objects.get(pk=organisation_id)
    with scope(organisation_ids=[organisation_id], rights={ERASE}):
        back = Participant.objects.for_organisation(organisation_id).filter(
            uuid=entry["subject_uuid"], erased_at=None
        )
        went = [
            erase(pk, organisation, kind=entry["kind"], by=None, ledger=entry)
            for pk in back.values_list("pk", flat=True)
        ]
        note(entry)
    return bool(went)


def note(entry: dict[str, Any]) -> None:
    """Keep an entry of the ledger that the database does not have (any more)."""
    wanted = ("organisation_id", "subject_type", "subject_uuid", "kind")
    more = {name: entry[name] for name in ("uuid", "at")}
    Erasure.objects.get_or_create(**{n: entry[n] for n in wanted}, defaults=more)
