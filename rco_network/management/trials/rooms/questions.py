"""Questionnaires and frameworks: doors and rows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from outcomes.actions.links import hash_of
from outcomes.models import (
    Ask,
    Domain,
    DomainMapping,
    Instrument,
    MatchingKey,
    OwnDomain,
    OwnFramework,
    Question,
    Response,
    Wave,
    Wording,
)

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import CASEWORK, EVERYBODY, IN_CHARGE, MANAGERS
from ..visitors import Visitor as V

PARTICIPANT, GROUP = "services.Participant", "services.Group"
INSTRUMENT, WAVE, ASK = "outcomes.Instrument", "outcomes.Wave", "outcomes.Ask"
FRAMEWORK = "outcomes.OwnFramework"
_ASK = "what changed is asked by those who work with people"
_SET_UP = "managers say what is asked, and read what it adds up to"
_REPORT = "a framework is kept by those who make or read reports"
# Not in the state in which it can be done, said with the reason.
_SAYS_WHY = frozenset({403})

DOORS: dict[str, Door] = {
    **doors_of(CASEWORK, _ASK, "instruments", methods="GET"),
    **doors_of(CASEWORK, _ASK, "instrument", of=INSTRUMENT, methods="GET"),
    **doors_of(MANAGERS, _SET_UP, "instrument-take", methods="POST", also=_SAYS_WHY),
    **doors_of(MANAGERS, _SET_UP, "instrument-new"),
    **doors_of(MANAGERS, _SET_UP, "instrument-edit instrument-words", of=INSTRUMENT),
    **doors_of(MANAGERS, _SET_UP, "instrument-close", of=INSTRUMENT, methods="POST"),
    **doors_of(MANAGERS, _SET_UP, "instrument-results", of=INSTRUMENT, methods="GET"),
    **doors_of(CASEWORK, _ASK, "wave-new", of=GROUP),
    **doors_of(CASEWORK, _ASK, "wave-new-person", of=PARTICIPANT),
    **doors_of(CASEWORK, _ASK, "person-answers", of=PARTICIPANT, methods="GET"),
    **doors_of(CASEWORK, _ASK, "wave", of=WAVE, methods="GET"),
    **doors_of(CASEWORK, _ASK, "wave-close", of=WAVE, methods="POST"),
    **doors_of(CASEWORK, _ASK, "wave-link wave-hand-over", of=WAVE, methods="POST", also=_SAYS_WHY),
    **doors_of(CASEWORK, _ASK, "ask", of=ASK, methods="GET"),
    **doors_of(CASEWORK, _ASK, "ask-write", of=ASK),
    **doors_of(
        CASEWORK, _ASK, "ask-decline ask-take-back ask-link ask-hand-over", of=ASK, methods="POST"
    ),
    **doors_of(CASEWORK, "the one who handed a phone over", "answering answering-back"),
    **doors_of(
        EVERYBODY,
        "whoever holds the secret address answers without signing in",
        "answer",
        of="token",
        is_open=True,
        also=frozenset({403, 404}),
    ),
    **doors_of(
        CASEWORK | IN_CHARGE, "frameworks are for all who tell change", "frameworks", methods="GET"
    ),
    **doors_of(IN_CHARGE, _REPORT, "framework-new"),
    **doors_of(
        CASEWORK | IN_CHARGE,
        "those of one's own organisation",
        "framework",
        of=FRAMEWORK,
        methods="GET",
    ),
    **doors_of(IN_CHARGE, _REPORT, "framework-edit framework-map", of=FRAMEWORK),
    **doors_of(IN_CHARGE, _REPORT, "framework-close", of=FRAMEWORK, methods="POST"),
}


def lay(world: World, today: date) -> None:
    """Write one row of each kind, and the same about somebody whom few see."""
    rco, own = world.rco, {"organisation": world.rco}
    word = mark(world.name, Kind.SERVICE)
    instrument = world.keep(
        Instrument.objects.create(
            **own, code="own-trial", name=f"{word} ladder", smallest_change=Decimal(1)
        ),
        rco,
    )
    question = {"labels": ["Little", "Some", "Much"], "values": [1, 2, 3]}
    Question.objects.create(
        **own, instrument=instrument, key="q1", position=0, words=f"{word} how much?", **question
    )
    Wording.objects.create(
        **own,
        instrument=instrument,
        language="so",
        words=[f"{word} imisa?"],
        labels=["a", "b", "c"],
    )
    MatchingKey.objects.create(**own, secret=f"{mark(world.name, Kind.CONCERN)} secret")
    wave = Wave.objects.create(
        **own, instrument=instrument, group=world.rows[(GROUP, rco.pk)], opened_on=today
    )
    world.keep(wave, rco)
    secret = world.tokens["rco"]
    world.keep(_asked(world, wave, world.rows[(PARTICIPANT, rco.pk)], secret, today), rco)
    hidden = world.rows[(f"near:{PARTICIPANT}", V.WORKER.name)]
    near = _asked(world, wave, hidden, f"{secret} near", today)
    for visitor in (V.WORKER, V.LEAD):
        world.rows[(f"near:{ASK}", visitor.name)] = near
    _framework(world, rco, Kind.SERVICE)
    for key, kind in (
        ("forum", Kind.STAFF_FORUM),
        ("funder", Kind.STAFF_FUNDER),
        ("council", Kind.STAFF_COUNCIL),
    ):
        _framework(world, world.organisations[key], kind)


def _asked(world: World, wave: Wave, person: Any, secret: str, today: date) -> Ask:
    """Somebody who answered at the start and is asked again by a link."""
    own: dict[str, Any] = {"organisation": world.rco, "participant": person}
    before = Wave.objects.filter(instrument=wave.instrument, kind="baseline").exclude(pk=wave.pk)
    first = before.first() or Wave.objects.create(
        organisation=world.rco, instrument=wave.instrument, opened_on=today - timedelta(days=90)
    )
    Ask.objects.create(**own, wave=first, state="answered", asked_on=first.opened_on)
    Response.objects.create(
        **own, wave=first, answered_on=first.opened_on, way="worker", answers=[2]
    )
    return Ask.objects.create(
        **own,
        wave=wave,
        asked_on=today,
        secret_hash=hash_of(secret),
        link_ends_at=timezone.now() + timedelta(days=3),
    )


def _framework(world: World, owner: Any, kind: Kind) -> None:
    word = mark(world.name, kind)
    framework = OwnFramework.objects.create(
        organisation=owner, name=f"{word} framework", edition="2026"
    )
    domain = OwnDomain.objects.create(
        organisation=owner, framework=framework, name=f"{word} domain", position=0
    )
    national = Domain.objects.earliest("pk")
    DomainMapping.objects.create(organisation=owner, own_domain=domain, domain=national)
    world.keep(framework, owner)
