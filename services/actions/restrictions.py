"""Restricting a record to named people, and opening it again."""

from collections.abc import Iterable

from django.db import transaction

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core import audit

from ..models import NamedPerson, Participant, Restriction


def who_can_be_named(organisation_id: int) -> list[StaffMembership]:
    """Return the colleagues who work with people and do not see restricted records, by name."""
    who = StaffMembership.objects.for_organisation(organisation_id).holding(Right.LOG)
    who = who.select_related("user").order_by("user__name", "pk")
    return [one for one in who if not one.has_right(Right.SEE_RESTRICTED)]


def who_sees_all(organisation_id: int) -> list[StaffMembership]:
    """Return the colleagues who see every restricted record, by name."""
    who = StaffMembership.objects.for_organisation(organisation_id).holding(Right.SEE_RESTRICTED)
    return list(who.select_related("user").order_by("user__name", "pk"))


def named_for(participant: Participant) -> list[StaffMembership]:
    """Return the colleagues who are named on a restricted record and still work here, by name."""
    named = NamedPerson.objects.for_organisation(participant.organisation_id).filter(
        participant=participant
    )
    who = StaffMembership.objects.for_organisation(participant.organisation_id).current()
    who = who.filter(pk__in=named.values("membership"))
    return list(who.select_related("user").order_by("user__name", "pk"))


@transaction.atomic
def restrict(
    *, by: StaffMembership, participant: Participant, named: Iterable[StaffMembership]
) -> None:
    """Let only these colleagues, and those who see every restricted record, see the person.

    From the end of the transaction on there is no trace for anybody else, in lists, counts,
    searches and registers. Done again with other names it changes who is named.
    """
    own = {"organisation_id": participant.organisation_id, "participant": participant}
    _, is_new = Restriction.objects.get_or_create(**own, defaults={"restricted_by_id": by.user_id})
    wanted = {one.pk for one in named}
    rows = NamedPerson.objects.filter(**own)
    before = set(rows.values_list("membership_id", flat=True))
    rows.exclude(membership__in=wanted).delete()
    NamedPerson.objects.bulk_create(
        [NamedPerson(**own, membership_id=pk) for pk in wanted - before]
    )
    if is_new or wanted != before:
        action = "record restricted" if is_new else "named people changed"
        audit.record(
            action,
            by=by,
            subject=participant,
            named=len(wanted),
            added=len(wanted - before),
            removed=len(before - wanted),
        )


@transaction.atomic
def lift_restriction(*, by: StaffMembership, participant: Participant) -> None:
    """Let every colleague who sees participants see this one again."""
    own = {"organisation_id": participant.organisation_id, "participant": participant}
    NamedPerson.objects.filter(**own).delete()
    gone, _ = Restriction.objects.filter(**own).delete()
    if gone:
        audit.record("restriction lifted", by=by, subject=participant)
