"""Naming colleagues: who logs a group."""

from collections.abc import Iterable

from django.db import transaction

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core import audit

from ..models import Group, GroupStaff


def colleagues_who_log(organisation_id: int) -> list[StaffMembership]:
    """Return who logs registers there and sees only the groups they are named on, by name."""
    who = StaffMembership.objects.for_organisation(organisation_id).holding(Right.LOG)
    who = who.select_related("user").order_by("user__name", "pk")
    return [one for one in who if not one.has_right(Right.SEE_ALL_GROUPS)]


def named_on(group: Group) -> list[StaffMembership]:
    """Return the colleagues who are named on a group and still work here, by name."""
    named = GroupStaff.objects.for_organisation(group.organisation_id).filter(group=group)
    who = StaffMembership.objects.for_organisation(group.organisation_id).current()
    return list(
        who.filter(pk__in=named.values("membership"))
        .select_related("user")
        .order_by("user__name", "pk")
    )


@transaction.atomic
def name_on(*, by: StaffMembership, group: Group, colleagues: Iterable[StaffMembership]) -> None:
    """Let exactly these colleagues be named on the group.

    The others who log lose it; who sees every group anyway stays as they were.
    """
    wanted = {one.pk for one in colleagues}
    rows = GroupStaff.objects.for_organisation(group.organisation_id).filter(group=group)
    before = set(rows.values_list("membership_id", flat=True))
    asked = {one.pk for one in colleagues_who_log(group.organisation_id)}
    gone = (before & asked) - wanted
    rows.filter(membership__in=gone).delete()
    GroupStaff.objects.bulk_create(
        [
            GroupStaff(organisation_id=group.organisation_id, group=group, membership_id=pk)
            for pk in wanted - before
        ]
    )
    if gone or wanted - before:
        audit.record(
            "loggers named", by=by, subject=group, added=len(wanted - before), removed=len(gone)
        )
