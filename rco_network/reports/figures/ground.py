"""Whose work a report counts: the sessions of some organisations between two days."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from funding.calculations import sessions_counting
from services.models import Session


@dataclass(frozen=True)
class Only:
    """A part of the people, by what their records say ("" is everybody), and of the outcomes."""

    gender: str = ""
    age_band: str = ""
    main_language: str = ""
    domain: int | None = None

    @property
    def people(self) -> dict[str, str]:
        """The questions about people that are asked, with the answer that counts."""
        asked = {name: getattr(self, name) for name in ("gender", "age_band", "main_language")}
        return {name: answer for name, answer in asked.items() if answer}


@dataclass(frozen=True)
class Ground:
    """`sessions` are counted, of these organisations (their keys), both days included.

    `award` is the award that a return is about, None elsewhere. `is_part` says that not all work
    of the organisations counts: what hangs on a service (who waits for it, who was turned away)
    counts then where a session of that service does. `only` narrows to a part of the people;
    `forum` is the key of the forum whose members these are, None elsewhere.
    """

    organisations: tuple[int, ...]
    sessions: QuerySet[Session]
    start: date
    end: date
    award: Any = None
    forum: int | None = None
    is_part: bool = False
    only: Only = Only()

    def narrowed(self, **asked: Any) -> "Ground":
        """Return the ground with only those sessions that meet `asked` (a filter)."""
        return replace(self, sessions=self.sessions.filter(**asked), is_part=True)

    def of_forum(self, forum: int) -> "Ground":
        """Return the ground as that of a forum's members."""
        return replace(self, forum=forum)


def of_award(award: Any, start: date, end: date) -> Ground:
    """What counts towards an award, by its rules (funding.calculations)."""
    sessions = sessions_counting(award, start, end)
    return Ground((award.recipient_id,), sessions, start, end, award=award, is_part=True)


def of_organisations(organisations: tuple[int, ...], start: date, end: date) -> Ground:
    """Everything that these organisations logged."""
    sessions = Session.objects.filter(
        organisation__in=organisations, held_on__gte=start, held_on__lte=end
    )
    return Ground(organisations, sessions, start, end)


def in_place(organisations: tuple[int, ...], place: Any, start: date, end: date) -> Ground:
    """What these organisations held in a council's area."""
    return of_organisations(organisations, start, end).narrowed(place=place)
