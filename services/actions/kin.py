"""Writing down who is whose, and what somebody needs to take part."""

from collections.abc import Iterable

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit

from ..enums import THE_OTHER_IS
from ..models import Needs, Participant, Relationship


@transaction.atomic
def relate(
    *, by: StaffMembership, participant: Participant, other: Participant, other_is: str
) -> Relationship:
    """Write down what `other` is to `participant`, and with it the other way round.

    There is one row a pair: what was said of the two before is overwritten.
    """
    words = {other.pk: other_is, participant.pk: THE_OTHER_IS[other_is]}
    first, second = sorted((participant.pk, other.pk))
    relationship, is_new = Relationship.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={"first_is": words[first], "second_is": words[second]},
        create_defaults={
            "organisation_id": by.organisation_id,
            "first_is": words[first],
            "second_is": words[second],
        },
    )
    audit.record("relationship added", by=by, subject=participant, other=other.uuid, is_new=is_new)
    return relationship


@transaction.atomic
def part(*, by: StaffMembership, participant: Participant, relationship: Relationship) -> None:
    """Take a relationship away that was wrong or is over."""
    relationship.delete()
    audit.record("relationship removed", by=by, subject=participant)


def kin_of(participant: Participant) -> list[tuple[Relationship, Participant, str]]:
    """Return (row, the other person, what they are to this one) for those who may be seen."""
    rows = list(
        Relationship.objects.for_organisation(participant.organisation_id)
        .filter(first=participant)
        .select_related("second")
        .order_by("pk")
    )
    turned = Relationship.objects.for_organisation(participant.organisation_id)
    found = [(row, row.second, str(row.get_second_is_display())) for row in rows]
    found += [
        (row, row.first, str(row.get_first_is_display()))
        for row in turned.filter(second=participant).select_related("first").order_by("pk")
    ]
    return [one for one in found if one[1].erased_at is None]


@transaction.atomic
def save_needs(
    *, by: StaffMembership, participant: Participant, needs: Needs, changed: Iterable[str]
) -> Needs:
    """Save what somebody reads and needs; `changed` names the fields for the trail."""
    needs.organisation_id = participant.organisation_id
    needs.participant = participant
    needs.save()
    audit.record("needs changed", by=by, subject=participant, fields=sorted(changed))
    return needs
