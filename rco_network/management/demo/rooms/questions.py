"""Questionnaires of the demonstration: two groups asked at the start and again, some silent."""

from datetime import date, timedelta
from random import Random
from typing import Any

from django.db.models import Count, Q

from organisations.enums import Right
from outcomes.actions.instruments import copy_of
from outcomes.calculations.asking import may_be_asked
from outcomes.enums import AskState, Subject, WaveKind, Way
from outcomes.models import (
    Ask,
    Domain,
    DomainMapping,
    Instrument,
    OwnDomain,
    OwnFramework,
    Question,
    Response,
    Wave,
)
from outcomes.reference.instruments import Shipped, shipped
from rco_network.core.tenancy import scope
from services.enums import Counting
from services.models import Group, Participant

# The groups' lists begin with the term: nobody answered before they first came.
START, LATER = timedelta(days=70), timedelta(days=6)
ASKED = ("CONF5", "ONS4")
NEIGHBOURS = "CLS"
MOST_ASKED = 24
_OWN = {
    "Understood": ("Language and communication", "Digital skills"),
    "At home": ("Housing", "Stability", "Safety"),
    "Among others": ("Bonds", "Bridges", "Culture", "Leisure"),
    "Heard": ("Links", "Rights and responsibilities"),
    "Well": ("Health and social care",),
    "On the way": ("Work", "Education"),
}


def furnish_questions(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let two groups have answered twice, and neighbours once; and keep a framework of its own."""
    with scope(organisation_ids=[organisation], rights=[Right.RECORD_OUTCOMES]):
        own = {"organisation_id": organisation}
        listed = Count("enrolments", filter=Q(enrolments__left_on=None))
        groups = (
            Group.objects.for_organisation(organisation)
            .filter(closed_on=None, counting=Counting.BY_NAME)
            .annotate(listed=listed)
            .order_by("-listed", "pk")[:2]
        )
        for group, code in zip(groups, ASKED, strict=False):
            _ask_twice(own, group, _taken(organisation, code), users[0], rng, today)
        if groups:
            _ask_neighbours(own, groups[0], _taken(organisation, NEIGHBOURS), rng, today)
        _keep_framework(own, today)


def _taken(organisation: int, code: str) -> Instrument:
    found: Shipped = shipped(code)  # type: ignore[assignment]
    return copy_of(organisation, found)


def _ask_twice(
    own: dict[str, Any],
    group: Group,
    instrument: Instrument,
    user: int,
    rng: Random,
    today: date,
) -> None:
    people = Participant.objects.for_organisation(group.organisation_id).filter(
        enrolments__group=group, enrolments__left_on=None, erased_at=None
    )
    came = people.filter(joined_on__lte=today - START).order_by("pk")
    old_enough = [p for p in came if may_be_asked(p, instrument, today)]
    asked = old_enough[:MOST_ASKED]
    questions = list(Question.objects.filter(instrument=instrument).order_by("position"))
    first, later = (
        Wave.objects.create(
            **own,
            instrument=instrument,
            group=group,
            kind=kind,
            opened_on=today - ago,
            started_by_id=user,
        )
        for kind, ago in ((WaveKind.BASELINE, START), (WaveKind.FOLLOW_UP, LATER))
    )
    # Where each person stands, so that the second answer is theirs and not anybody's.
    stands = {p.pk: rng.gauss(0.42, 0.14) for p in asked}
    for wave, comes in ((first, 0.95), (later, 0.88)):
        gained = 0.0 if wave is first else 0.09
        _answer(own, wave, questions, asked, stands, gained, comes, user, rng)


def _answer(
    own: dict[str, Any],
    wave: Wave,
    questions: list[Question],
    asked: list[Participant],
    stands: dict[int, float],
    gained: float,
    comes: float,
    user: int,
    rng: Random,
) -> None:
    asks, responses = [], []
    for person in asked:
        chance = rng.random()
        state = AskState.ANSWERED if chance < comes else AskState.OPEN
        if chance > 0.96:
            state = AskState.DECLINED
        asks.append(Ask(**own, wave=wave, participant=person, state=state, asked_on=wave.opened_on))
        if state != AskState.ANSWERED:
            continue
        stand = stands[person.pk] + rng.gauss(gained, 0.12)
        answers = [_one(question, stand, rng) for question in questions]
        responses.append(
            Response(
                **own,
                wave=wave,
                participant=person,
                answered_on=wave.opened_on + timedelta(days=rng.randint(0, 6)),
                way=rng.choice([Way.WORKER, Way.PHONE, Way.PHONE, Way.LINK]),
                answers=answers,
                unsaid=[n for n, one in enumerate(answers) if one is None],
                recorded_by_id=user,
            )
        )
    Ask.objects.bulk_create(asks)
    Response.objects.bulk_create(responses)


def _one(question: Question, stand: float, rng: Random) -> int | None:
    """An answer of somebody who stands at a place from 0 to 1; now and then none."""
    if rng.random() < 0.02:
        return None
    at = min(1.0, max(0.0, stand + rng.gauss(0, 0.1)))
    ordered = sorted(question.values, reverse=question.better == "low")
    return int(ordered[round(at * (len(ordered) - 1))])


def _ask_neighbours(
    own: dict[str, Any], group: Group, instrument: Instrument, rng: Random, today: date
) -> None:
    """The other side of integration: neighbours who came to an open day, without names."""
    questions = list(Question.objects.filter(instrument=instrument).order_by("position"))
    came = rng.randint(14, 26)
    wave = Wave.objects.create(
        **own,
        instrument=instrument,
        group=group,
        subject=Subject.COMMUNITY,
        is_anonymous=True,
        is_of_age=True,
        expected=came + rng.randint(2, 9),
        opened_on=today - timedelta(days=40),
        closed_on=today - timedelta(days=33),
    )
    Response.objects.bulk_create(
        Response(
            **own,
            wave=wave,
            answered_on=wave.opened_on,
            way=Way.PHONE,
            answers=[_one(question, rng.gauss(0.66, 0.2), rng) for question in questions],
        )
        for _ in range(came)
    )


def _keep_framework(own: dict[str, Any], today: date) -> None:
    framework = OwnFramework.objects.create(**own, name="What we work for", edition=f"{today:%Y}")
    national = {domain.name: domain for domain in Domain.objects.filter(framework__code="IOI")}
    domains = OwnDomain.objects.bulk_create(
        OwnDomain(**own, framework=framework, name=name, position=position)
        for position, name in enumerate(_OWN)
    )
    DomainMapping.objects.bulk_create(
        DomainMapping(**own, own_domain=domain, domain=national[name])
        for domain in domains
        for name in _OWN[domain.name]
    )
