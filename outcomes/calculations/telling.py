"""Which stories may be told now, to whom: the one place where that is worked out.

A report asks `stories_for` when it is made, and `still_tellable` when it is issued, since somebody
may have taken their story back in between.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from services.data_rights.calculations import not_to_be_quoted

from ..enums import Theme, Use
from ..models import Story, StoryConsent, StoryThemeOf, StoryUse


@dataclass(frozen=True)
class Tellable:
    """A story as it may leave the house: checked words, the chosen name, what it is about.

    `with_picture` and `with_recording` say what else was agreed to for this use.
    """

    uuid: UUID
    words: str
    language: str
    name: str
    themes: tuple[str, ...]
    told_on: date
    with_picture: bool
    with_recording: bool


def stories_for(
    organisation: Any,
    *,
    funder: Any = None,
    period: tuple[date, date] | None = None,
    is_public: bool = False,
    used_in: str = "",
    people: Any = None,
    most: int | None = None,
) -> list[Tellable]:
    """Return what may be told now: to a funder, or to everybody (`is_public`), newest first.

    `organisation` and `funder` are organisations or their keys. `period` (first and last day)
    chooses by the day on which a story was told. `used_in` names the report that is made: a
    consent for one report holds for the report in which it was used first. `people` are
    participants (rows or keys) to whom it is narrowed, such as those who came to what an award
    paid for; who is no participant is not left out by it. In a scope of the organisation.
    """
    own, payer = getattr(organisation, "pk", organisation), getattr(funder, "pk", funder)
    consents = _consents(own, payer, is_public, used_in)
    rows = _open(own).filter(Exists(consents.filter(story=OuterRef("pk"))))
    if period is not None:
        rows = rows.filter(told_on__range=period)
    if people is not None:
        rows = rows.filter(Q(participant=None) | Q(participant__in=people))
    stories = list(rows.order_by("-told_on", "-pk")[:most])
    by_story = _by_story(consents.filter(story__in=stories))
    themes = themes_of(stories)
    return [
        Tellable(
            uuid=one.uuid,
            words=one.words,
            language=one.language,
            name=one.chosen_name,
            themes=tuple(themes[one.pk]),
            told_on=one.told_on,
            with_picture=any(c.with_picture for c in by_story[one.pk]),
            with_recording=any(c.with_recording for c in by_story[one.pk]),
        )
        for one in stories
    ]


def still_tellable(
    organisation: Any,
    stories: Collection[UUID],
    *,
    funder: Any = None,
    is_public: bool = False,
    used_in: str = "",
) -> set[UUID]:
    """Return which of these stories may still be told there. Ask before anything is issued."""
    own, payer = getattr(organisation, "pk", organisation), getattr(funder, "pk", funder)
    consents = _consents(own, payer, is_public, used_in)
    rows = _open(own).filter(Exists(consents.filter(story=OuterRef("pk"))))
    return set(rows.filter(uuid__in=list(stories)).values_list("uuid", flat=True))


def _open(organisation_id: int) -> QuerySet[Any]:
    """Stories that were looked through and whose tellers neither took back nor objected."""
    checked = Story.objects.for_organisation(organisation_id).checked()
    return not_to_be_quoted(checked.filter(Q(participant=None) | Q(participant__erased_at=None)))


def _consents(
    organisation_id: int, funder_id: int | None, is_public: bool, used_in: str
) -> QuerySet[Any]:
    """The standing consents that cover this use. Who agreed to everybody agreed to a funder too."""
    rows = StoryConsent.objects.for_organisation(organisation_id).standing(timezone.localdate())
    if is_public or funder_id is None:
        return rows.filter(use=Use.PUBLIC)
    elsewhere = StoryUse.objects.filter(
        story=OuterRef("story"), use=Use.REPORT, funder=funder_id, removed_on=None
    ).exclude(used_in=used_in)
    return rows.filter(
        Q(use__in=(Use.PUBLIC, Use.FUNDERS))
        | Q(use=Use.FUNDER, funder=funder_id)
        | (Q(use=Use.REPORT, funder=funder_id) & ~Exists(elsewhere))
    )


def consent_for(
    story: Story, *, funder: Any = None, is_public: bool = False, used_in: str = ""
) -> StoryConsent | None:
    """Return the narrowest standing consent that covers a use of a story, None without one."""
    payer = getattr(funder, "pk", funder)
    rows = _consents(story.organisation_id, payer, is_public, used_in).filter(story=story)
    narrowest = [Use.FUNDER, Use.REPORT, Use.FUNDERS, Use.PUBLIC]
    return min(rows, key=lambda one: narrowest.index(one.use), default=None)


def _by_story(consents: Iterable[StoryConsent]) -> dict[int, list[StoryConsent]]:
    found: dict[int, list[StoryConsent]] = {}
    for one in consents:
        found.setdefault(one.story_id, []).append(one)
    return found


def themes_of(stories: Collection[Story]) -> dict[int, list[str]]:
    """Return what each story is about, in words, by its key."""
    found = {one.pk: [str(Theme(theme).label) for theme in one.themes] for one in stories}
    rows = StoryThemeOf.objects.filter(story__in=list(found)).order_by("theme__name")
    for story, name in rows.values_list("story_id", "theme__name"):
        found[story].append(name)
    return found
