"""The resettlement return: one row a person, one column a data item that councils are asked for.

What the product does not hold is a column left empty. Immigration status is nowhere in it: whoever
makes the return picks the people, among those who agreed that their details are passed on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from organisations.models import StaffMembership

from ...enums import ServiceKind
from ...models import Enrolment, Group, Participant
from ..enums import Barrier, Level, Mode
from ..models import Circumstances
from ..reference.return_fields import FIELDS
from .hours import first_classes, weekly_hours
from .profiles import Profile, profiles_of

# The consent without which details are not passed on. A value of the wing's neighbour
# `data_rights`, asked through the person's own relations, since rooms do not know each other.
AGREEMENT = "share"
OTHER_ROOM = "Volunteering"
FILLED = (
    "ESOL level",
    "Class attendance start date",
    "Average weekly hours of formal provision",
    "Average weekly hours of informal provision",
    "Barriers to attending",
    "Access to ESOL funding",
    "Participation in a group, club or organisation",
)
NOT_ASKED = tuple(item for _theme, item in FIELDS if item not in (*FILLED, OTHER_ROOM))


@dataclass
class _Known:
    """What the columns are made of, by person."""

    profiles: Mapping[int, Profile]
    since: Mapping[int, date]
    formal: Mapping[int, Decimal]
    stated: Mapping[int, Circumstances]
    groups: Mapping[int, int]


def people_for_return(membership: StaffMembership, group: Group) -> QuerySet[Any]:
    """Return the people on the list of a group, with `has_agreed` to being passed on.

    Whose record is kept and not used is not among them, for managers either.
    """
    agreed = Participant.objects.filter(
        pk=OuterRef("pk"), consents__to=AGREEMENT, consents__withdrawn_on=None
    )
    on_list = Enrolment.objects.for_organisation(membership.organisation_id).filter(
        group=group, left_on=None
    )
    people = Participant.objects.visible_to(membership).known().filter(limit=None)
    people = people.filter(pk__in=on_list.values("participant"))
    return people.annotate(has_agreed=Exists(agreed)).order_by("name_key", "pk")


def return_rows(
    organisation_id: int, people: Sequence[Participant], first: date, last: date
) -> list[list[Any]]:
    """Return the table with its head: a name, our number, then the fields in their order."""
    keys = [person.pk for person in people]
    known = _Known(
        profiles=profiles_of(organisation_id, keys),
        since=first_classes(organisation_id, keys),
        formal=weekly_hours(organisation_id, keys, first, last),
        stated={
            one.participant_id: one
            for one in Circumstances.objects.for_organisation(organisation_id).filter(
                participant__in=keys
            )
        },
        groups=_other_groups(organisation_id, keys),
    )
    head = [_("Name"), _("Our number"), *(f"{theme}: {item}" for theme, item in FIELDS)]
    return [head, *(_row(person, known) for person in people)]


def _row(person: Participant, known: _Known) -> list[Any]:
    values = _values(person.pk, known)
    return [person.name, str(person.uuid), *(values.get(item, "") for _theme, item in FIELDS)]


def _values(key: int, known: _Known) -> dict[str, Any]:
    stated = known.stated.get(key)
    groups = known.groups.get(key, 0)
    return {
        "ESOL level": levels_in_words(known.profiles.get(key)),
        "Class attendance start date": known.since.get(key, ""),
        "Average weekly hours of formal provision": known.formal.get(key, ""),
        "Average weekly hours of informal provision": _given(stated and stated.informal_hours),
        "Barriers to attending": "; ".join(
            str(Barrier(one).label) for one in (stated.barriers if stated else [])
        ),
        "Access to ESOL funding": str(stated.get_funding_display()) if stated else "",
        "Participation in a group, club or organisation": groups or "",
    }


def _given(value: Any) -> Any:
    return "" if value is None else value


def levels_in_words(profile: Profile | None) -> str:
    """Return "Speaking and listening: Entry 2 (A2); Reading: …", "" where nothing is known."""
    if profile is None:
        return ""
    parts = [
        f"{Mode(mode).label}: {Level(profile.levels[mode]).label}"
        for mode in Mode.values
        if mode in profile.levels
    ]
    return "; ".join(parts)


def _other_groups(organisation_id: int, keys: Sequence[int]) -> dict[int, int]:
    """Return in how many groups other than classes and advice each person is now."""
    rows = (
        Enrolment.objects.for_organisation(organisation_id)
        .filter(participant__in=keys, left_on=None)
        .exclude(group__service__kind__in=(ServiceKind.ESOL, ServiceKind.ADVICE))
        .filter(Q(group__closed_on=None))
        .order_by()
        .values("participant")
        .annotate(many=Count("pk"))
    )
    return {row["participant"]: row["many"] for row in rows}
