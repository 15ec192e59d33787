"""Classes: who is in them, how far each is, and for whom the class is the wrong one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from organisations.models import StaffMembership

from ...enums import ServiceKind
from ...models import Enrolment, Group, Participant
from ..models import Assessment, ClassLevel
from .profiles import Profile, is_far, profiles_of


@dataclass
class Placed:
    """Somebody on the list of a class, with how far they are."""

    person: Participant
    profile: Profile
    is_far: bool


def is_english(group: Group) -> bool:
    """Whether a group is an English class; its service has to be loaded."""
    return group.service.kind == ServiceKind.ESOL


def level_of(group: Group) -> ClassLevel | None:
    """Return at which level a class is taught, None where nobody said."""
    return ClassLevel.objects.for_organisation(group.organisation_id).filter(group=group).first()


def people_of(group: Group) -> QuerySet[Any]:
    """Return who is on the list of a group now."""
    listed = Enrolment.objects.for_organisation(group.organisation_id).filter(
        group=group, left_on=None
    )
    people = Participant.objects.for_organisation(group.organisation_id).known()
    return people.filter(pk__in=listed.values("participant")).order_by("name_key", "pk")


def placed_in(group: Group, level: ClassLevel | None) -> list[Placed]:
    """Return everybody on the list with their profile, by name; two queries."""
    people = list(people_of(group).only("uuid", "name", "name_key", "organisation"))
    profiles = profiles_of(group.organisation_id, [person.pk for person in people])
    found = []
    for person in people:
        profile = profiles.get(person.pk) or Profile()
        found.append(Placed(person, profile, is_far(profile, level)))
    return found


def english_groups(membership: StaffMembership) -> list[Any]:
    """Return the English classes that still meet, each with `people` and how many `unassessed`."""
    own = membership.organisation_id
    groups = (
        Group.objects.visible_to(membership)
        .filter(closed_on=None, service__kind=ServiceKind.ESOL)
        .select_related("service", "class_level")
        .order_by("service__name", "name", "pk")
    )
    known = Assessment.objects.filter(organisation_id=own, participant=OuterRef("participant"))
    counts = {
        row["group"]: row
        for row in Enrolment.objects.for_organisation(own)
        .filter(left_on=None, group__service__kind=ServiceKind.ESOL)
        .order_by()
        .values("group")
        .annotate(people=Count("pk"), unassessed=Count("pk", filter=~Exists(known)))
    }
    found = list(groups)
    for group in found:
        row = counts.get(group.pk, {})
        group.people, group.unassessed = row.get("people", 0), row.get("unassessed", 0)
    return found
