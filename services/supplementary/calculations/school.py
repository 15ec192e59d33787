"""The school's terms, classes and children."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from organisations.models import StaffMembership

from ...enums import ServiceKind
from ...models import Enrolment, Group, Participant
from ..enums import AgreesTo
from ..models import Carer, ChildConsent, SchoolClass, Term


def is_school(group: Group) -> bool:
    """Whether a group is a class of the school; its service has to be loaded."""
    return group.service.kind == ServiceKind.SUPPLEMENTARY


def term_of(organisation_id: int, day: date) -> Term | None:
    """Return the term of a day: the one that runs, else the last that began."""
    begun = Term.objects.for_organisation(organisation_id).filter(starts_on__lte=day)
    return begun.order_by("-starts_on", "-pk").first()


def school_groups(membership: StaffMembership) -> list[Any]:
    """Return the classes that still meet, each with `children`; two queries."""
    groups = list(
        Group.objects.visible_to(membership)
        .filter(closed_on=None, service__kind=ServiceKind.SUPPLEMENTARY)
        .select_related("service", "school_class")
        .order_by("service__name", "name", "pk")
    )
    rows = (
        Enrolment.objects.for_organisation(membership.organisation_id)
        .filter(left_on=None, group__service__kind=ServiceKind.SUPPLEMENTARY)
        .order_by()
        .values("group")
        .annotate(many=Count("pk"))
    )
    counts = {row["group"]: row["many"] for row in rows}
    for group in groups:
        group.children = counts.get(group.pk, 0)
    return groups


def children_of(group: Group) -> QuerySet[Any]:
    """Return the children on the list of a class, by name."""
    listed = Enrolment.objects.for_organisation(group.organisation_id).filter(
        group=group, left_on=None
    )
    people = Participant.objects.for_organisation(group.organisation_id).known()
    return people.filter(pk__in=listed.values("participant")).order_by("name_key", "pk")


@dataclass
class Kept:
    """What is written down about a child, to see what is missing."""

    has_guardian: bool = False
    has_collector: bool = False
    consents: set[str] = field(default_factory=set)

    @property
    def missing(self) -> list[str]:
        """The consents that nobody gave."""
        return [to for to in AgreesTo.values if to not in self.consents]


def kept_of(organisation_id: int, children: Iterable[Participant]) -> dict[int, Kept]:
    """Return what is written down about each of these children; two queries."""
    found = {child.pk: Kept() for child in children}
    carers = Carer.objects.for_organisation(organisation_id).filter(participant__in=list(found))
    for key, guards, collects in carers.values_list("participant", "is_guardian", "may_collect"):
        found[key].has_guardian |= guards
        found[key].has_collector |= collects
    given = ChildConsent.objects.for_organisation(organisation_id).filter(
        participant__in=list(found), withdrawn_on=None
    )
    for key, to in given.values_list("participant", "to"):
        found[key].consents.add(to)
    return found


def fits(child: Participant, about: SchoolClass | None, day: date) -> bool:
    """Whether a child's age, as far as the year of birth tells it, is the class's.

    A child of the year turns that age within it, so one year to either side fits too.
    """
    if about is None or child.year_of_birth is None:
        return True
    age = day.year - child.year_of_birth
    low, high = about.age_from, about.age_to
    return (low is None or age >= low) and (high is None or age - 1 <= high)
