"""What was asked and answered in an organisation, read once, with linked records as one person.

Runs inside `counting(...)` too: only keys, days and numbers are read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from services.enums import ATTENDED
from services.models import Attendance, Participant, Session

from ..models import Ask, Instrument, Question, Response, Wave

# A person: the key of their record (of the first of their linked records), or their code.
Who = tuple[str, int | str]


@dataclass(frozen=True)
class Among:
    """Whose answers count: people by their records, and anonymous ones by the groups asked."""

    participants: frozenset[int]
    groups: frozenset[int]


def among(sessions: QuerySet[Session]) -> Among:
    """Return who came to these sessions. Inside `counting(...)` where the sessions were found."""
    found = sessions.values_list("pk", "group_id")
    keys = [pk for pk, _ in found]
    came = Attendance.objects.filter(session__in=keys, mark__in=ATTENDED)
    people = came.order_by().values_list("participant", flat=True).distinct()
    return Among(frozenset(people), frozenset(group for _, group in found))


@dataclass
class Answered:
    """One instrument asked of one side (`subject`): who was asked when, and who answered what."""

    instrument: Instrument
    questions: list[Question]
    subject: str
    asked: list[tuple[Who, Wave, date]] = field(default_factory=list)
    answers: list[tuple[Who, Wave, date, list[int | None], int]] = field(default_factory=list)
    waves: dict[int, Wave] = field(default_factory=dict)


def read(
    organisation_id: int,
    end: date,
    *,
    only: Among | None = None,
    instruments: Iterable[int] | None = None,
) -> list[Answered]:
    """Return everything asked up to `end`, by instrument and side, in the order of the names.

    `only` keeps to some people; `instruments` to some keys. Four queries, however many rows.
    """
    waves = Wave.objects.for_organisation(organisation_id).filter(opened_on__lte=end)
    if instruments is not None:
        waves = waves.filter(instrument__in=list(instruments))
    by_key = {wave.pk: wave for wave in waves.defer("started_by", "uuid", "created_at")}
    found = _tables(organisation_id, by_key.values())
    if not found:
        return []
    persons = _Persons(organisation_id, only)
    asks = Ask.objects.for_organisation(organisation_id).filter(wave__in=by_key, asked_on__lte=end)
    for wave_id, person, day in asks.exclude(participant=None).values_list(
        "wave", "participant", "asked_on"
    ):
        wave = by_key[wave_id]
        if persons.counts(person, wave):
            _of(found, wave).asked.append((persons.who(person), wave, day))
    rows = Response.objects.for_organisation(organisation_id).filter(
        wave__in=by_key, answered_on__lte=end
    )
    told = ("pk", "wave", "participant", "match_key", "answered_on", "answers")
    for pk, wave_id, person, code, day, answers in rows.order_by("answered_on", "pk").values_list(
        *told
    ):
        wave = by_key[wave_id]
        if persons.counts(person, wave):
            who = persons.who(person) if person else ("code", code or f"row {pk}")
            _of(found, wave).answers.append((who, wave, day, answers, pk))
    return sorted(found.values(), key=lambda one: (one.instrument.name, one.subject))


class _Persons:
    """Who is who: linked records are one person (services.actions.links)."""

    def __init__(self, organisation_id: int, only: Among | None) -> None:
        own = Participant.objects.for_organisation(organisation_id)
        self.linked = dict(own.exclude(person_id=None).values_list("pk", "person_id"))
        self.only = only
        self.people = {self.linked.get(pk, pk) for pk in only.participants} if only else set()

    def who(self, record: int) -> Who:
        return ("person", self.linked.get(record, record))

    def counts(self, record: int | None, wave: Wave) -> bool:
        if self.only is None:
            return True
        if record is None:
            return wave.group_id in self.only.groups
        return self.linked.get(record, record) in self.people


def _tables(organisation_id: int, waves: Iterable[Wave]) -> dict[tuple[int, str], Answered]:
    """Return an empty table for each instrument and side, with the waves that belong to it."""
    waves = list(waves)
    own = Instrument.objects.for_organisation(organisation_id)
    instruments = {i.pk: i for i in own.filter(pk__in={w.instrument_id for w in waves})}
    questions: dict[int, list[Question]] = {pk: [] for pk in instruments}
    rows = Question.objects.for_organisation(organisation_id).filter(instrument__in=instruments)
    for question in rows.order_by("position"):
        questions[question.instrument_id].append(question)
    found: dict[tuple[int, str], Answered] = {}
    for wave in waves:
        key = (wave.instrument_id, wave.subject)
        if key not in found:
            found[key] = Answered(
                instruments[wave.instrument_id], questions[wave.instrument_id], wave.subject
            )
        found[key].waves[wave.pk] = wave
    return found


def _of(found: dict[tuple[int, str], Answered], wave: Any) -> Answered:
    return found[wave.instrument_id, wave.subject]
