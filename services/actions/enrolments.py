"""Who is on a group's list, and whether there is room for them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from organisations.models import StaffMembership
from rco_network.core import audit

from ..calculations.room import places_left
from ..models import Enrolment, Group, Participant


class GroupFull(Exception):
    """The group has no room for so many; nobody was put on its list. Says what to do."""

    def __init__(self, group: Group, left: int) -> None:
        said = {"capacity": group.capacity, "left": left}
        super().__init__(
            gettext(
                "This group has room for %(capacity)d, and no place is left. Put them on its "
                "waiting list, or add them all the same."
            )
            % said
            if left <= 0
            else gettext(
                "This group has room for %(capacity)d, and %(left)d more can join. Tick fewer, "
                "put them on its waiting list, or add them all the same."
            )
            % said
        )


@transaction.atomic
def enrol(
    *,
    by: StaffMembership,
    group: Group,
    people: Iterable[Participant],
    is_knowing: bool = False,
) -> int:
    """Put people on the group's list from today; who had left comes back. Returns how many.

    Raises GroupFull where the places, those that are offered to somebody among them, do not
    reach, unless `is_knowing` says that somebody wants it all the same.
    """
    people = list(people)
    locked = Group.objects.for_organisation(group.organisation_id).select_for_update(of=("self",))
    left = places_left(locked.get(pk=group.pk))
    on_list = Enrolment.objects.for_organisation(group.organisation_id).filter(
        group=group, left_on=None, participant__in=people
    )
    if left is not None and not is_knowing and len(people) - on_list.count() > left:
        raise GroupFull(group, left)
    rows = [
        Enrolment(
            organisation_id=group.organisation_id,
            group=group,
            participant=person,
            enrolled_on=timezone.localdate(),
        )
        for person in people
    ]
    Enrolment.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["group", "participant"],
        update_fields=["left_on"],
    )
    audit.record("people enrolled", by=by, subject=group, people=len(rows))
    return len(rows)


@transaction.atomic
def take_off_list(*, by: StaffMembership, group: Group, people: Iterable[Participant]) -> int:
    """Take people off the group's list from today; what they attended stays. Returns how many."""
    rows = Enrolment.objects.for_organisation(group.organisation_id)
    rows = rows.filter(group=group, left_on=None, participant__in=list(people))
    many = rows.update(left_on=timezone.localdate())
    audit.record("people left group", by=by, subject=group, people=many)
    return many
