"""Questionnaires for tests: plain functions, to be called inside a scope."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from outcomes.enums import AskState, WaveKind, Way
from outcomes.models import Ask, Instrument, Question, Response, Wave

_numbers = count(1)
START, LATER = date(2026, 1, 12), date(2026, 6, 15)


def make_instrument(organisation: Any, questions: int = 1, **fields: Any) -> Instrument:
    """An instrument with questions answered from 1 to 5, the mean of which is its score."""
    fields.setdefault("code", f"own-{next(_numbers)}")
    fields.setdefault("name", "Our ladder")
    fields.setdefault("smallest_change", Decimal(1))
    fields.setdefault("least_answered", questions)
    values = fields.pop("values", [1, 2, 3, 4, 5])
    instrument = Instrument.objects.create(organisation=organisation, **fields)
    for position in range(questions):
        Question.objects.create(
            organisation=organisation,
            instrument=instrument,
            key=f"q{position + 1}",
            position=position,
            words=f"How much, {position + 1}?",
            labels=[f"{value} points" for value in values],
            values=values,
            better=fields.get("better", "high"),
        )
    return instrument


def make_wave(instrument: Instrument, **fields: Any) -> Wave:
    fields.setdefault("opened_on", START)
    return Wave.objects.create(
        organisation_id=instrument.organisation_id, instrument=instrument, **fields
    )


def ask_of(wave: Wave, *people: Any) -> list[Ask]:
    return [
        Ask.objects.create(
            organisation_id=wave.organisation_id,
            wave=wave,
            participant=person,
            asked_on=wave.opened_on,
        )
        for person in people
    ]


def answered(wave: Wave, person: Any, *answers: int | None, **fields: Any) -> Response:
    """Somebody was asked and answered; None is no answer. `person` None: with a code."""
    fields.setdefault("answered_on", wave.opened_on)
    fields.setdefault("way", Way.WORKER)
    if person is not None:
        Ask.objects.get_or_create(
            organisation_id=wave.organisation_id,
            wave=wave,
            participant=person,
            defaults={"asked_on": wave.opened_on, "state": AskState.ANSWERED},
        )
    return Response.objects.create(
        organisation_id=wave.organisation_id,
        wave=wave,
        participant=person,
        answers=list(answers),
        **fields,
    )


def two_waves(instrument: Instrument, **fields: Any) -> tuple[Wave, Wave]:
    """A wave at the start and one later on."""
    return (
        make_wave(instrument, **fields),
        make_wave(instrument, kind=WaveKind.FOLLOW_UP, opened_on=LATER, **fields),
    )
