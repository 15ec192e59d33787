"""What English classes show on pages of the wing (services/parts.py)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.enums import Right
from organisations.models import StaffMembership
from services.enums import ServiceKind
from services.models import Group, Participant, Service
from services.parts import Block, Row, Task, in_menu, on_group, on_person, to_do

from .calculations.classes import is_english, level_of, placed_in
from .calculations.profiles import profile_of
from .calculations.reviews import due_on, reviews_due, weeks_between
from .models import Assessment
from .permissions import can_see_english, can_teach
from .words import bars_of, level_in_words

# Below this age nobody learns on a course for adults (the adult ESOL core curriculum: 16 and over).
ADULT = 16

in_menu(gettext_lazy("English"), "english-home", Right.SEE_PEOPLE)


@on_person
def english_of_person(membership: StaffMembership, person: Participant) -> Block | None:
    """How far somebody is, for who sees participants; for children only once assessed."""
    if not can_see_english(membership):
        return None
    own: Any = Assessment.objects.for_organisation(person.organisation_id).filter(
        participant=person
    )
    profile = profile_of(own.filter(participant=person).newest_first().defer("notes"))
    if profile.is_empty and not _could_learn(person):
        return None
    page = reverse("english", args=[person.uuid])
    rows: list[Row] = [
        {"title": bar["label"], "url": page, "detail": bar["text"]}
        for bar in bars_of(profile)
        if bar["width"]
    ]
    assess = reverse("english-assess", args=[person.uuid])
    return Block(
        _("English"),
        rows,
        empty=_("Not assessed yet."),
        action_label=_("Assess") if can_teach(membership) else _("English"),
        action_url=assess if can_teach(membership) else page,
    )


def _could_learn(person: Participant) -> bool:
    """Whether there are English classes here, and the person is not known to be a child."""
    if person.year_of_birth and timezone.localdate().year - person.year_of_birth < ADULT:
        return False
    services = Service.objects.for_organisation(person.organisation_id)
    return services.filter(kind=ServiceKind.ESOL, closed_on=None).exists()


@on_group
def english_of_group(membership: StaffMembership, group: Group) -> Block | None:
    """What a class is for, who has no assessment, and whom it does not fit."""
    if not is_english(group) or not can_see_english(membership):
        return None
    page = reverse("english-class", args=[group.uuid])
    level = level_of(group)
    placed = placed_in(group, level)
    said = level_in_words(level) or _("Nobody has said it yet")
    rows: list[Row] = [{"title": _("Level of the class"), "url": page, "detail": said}]
    unassessed = sum(one.profile.is_empty for one in placed)
    if unassessed:
        rows.append(_warning(_("Not assessed yet"), page, unassessed))
    far = sum(one.is_far for one in placed)
    if far:
        rows.append(_warning(_("Two levels or more away from this class"), page, far))
    return Block(_("English"), rows, action_label=_("Levels and courses"), action_url=page)


def _warning(title: str, page: str, people: int) -> Row:
    tag = ngettext("%(n)s person", "%(n)s people", people) % {"n": people}
    return {"title": title, "url": page, "tag": tag, "kind": "warn"}


@to_do
def reviews_to_do(membership: StaffMembership, today: date) -> Iterator[Task]:
    """One line for all reviews that are due: a class's fall due together."""
    if not can_teach(membership):
        return
    found = reviews_due(membership, today).aggregate(many=Count("pk"), last=Min("last_on"))
    if not found["many"]:
        return
    day = due_on(found["last"], weeks_between(membership.organisation_id))
    title = ngettext(
        "%(n)s review of progress in English", "%(n)s reviews of progress in English", found["many"]
    )
    yield Task(day, title % {"n": found["many"]}, reverse("english-reviews"), is_late=day < today)
