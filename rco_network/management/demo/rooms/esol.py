"""English classes of the demonstration: levels, two courses a class, plans, exams."""

from datetime import date, timedelta
from random import Random
from typing import Any

from organisations.enums import Right
from rco_network.core.tenancy import scope
from services.enums import ServiceKind
from services.esol.enums import Completion, ExamResult, Level, Mode, Outcome, Stage, TargetState
from services.esol.models import (
    Assessment,
    Circumstances,
    ClassLevel,
    Course,
    ExamEntry,
    Learner,
    Review,
    Target,
)
from services.models import Enrolment, Group

LEVELS = list(Level.values)
TERM = timedelta(weeks=12)
MOST_LEARNERS = 14
_WANTS = (
    "Ring the doctor and make an appointment myself",
    "Read the letters from my daughter’s school",
    "Fill in a job application on the computer",
    "Talk with the neighbour about more than the weather",
    "Understand the driver when the bus does not come",
    "Write an e-mail to the landlord about the damp",
)
_WENT_WELL = (
    "Speaks without waiting to be asked; helped a newcomer find the page.",
    "Read the whole bus timetable aloud and understood it.",
    "Rang the surgery in class, with the phone on speaker, and got the appointment.",
)
_NEXT = (
    "Past tenses; a phone call every week.",
    "Read one short news text a week and tell us about it.",
    "Ready for the reading exam in spring.",
)


def furnish_esol(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let the English classes of an organisation have been taught for two terms."""
    with scope(organisation_ids=[organisation], rights=[Right.CHANGE_PEOPLE, Right.RUN_SERVICES]):
        own = {"organisation_id": organisation}
        groups = Group.objects.for_organisation(organisation).filter(
            service__kind=ServiceKind.ESOL, closed_on=None
        )
        planned: set[int] = set()
        for place, group in enumerate(groups.order_by("pk")[:4]):
            at = min(1 + place, len(LEVELS) - 2)
            highest = LEVELS[at + place % 2]
            ClassLevel.objects.create(**own, group=group, lowest=LEVELS[at], highest=highest)
            _teach(own, group, at, users[0], rng, today, planned)


def _teach(
    own: dict[str, Any],
    group: Group,
    at: int,
    user: int,
    rng: Random,
    today: date,
    planned: set[int],
) -> None:
    people = list(
        Enrolment.objects.for_organisation(group.organisation_id)
        .filter(group=group, left_on=None)
        .order_by("pk")
        .values_list("participant", flat=True)[:MOST_LEARNERS]
    )
    start = today - timedelta(weeks=13)
    past, now = (
        Course.objects.create(**own, group=group, name=name, starts_on=first, ends_on=first + TERM)
        for name, first in (
            (f"Term from {start - TERM:%B %Y}", start - TERM - timedelta(weeks=1)),
            (f"Term from {start:%B %Y}", start),
        )
    )
    now.ends_on = today + timedelta(weeks=3)
    now.save(update_fields=["ends_on"])
    Learner.objects.bulk_create(_before(own, past, person, rng) for person in people)
    Learner.objects.bulk_create(
        Learner(**own, course=now, participant_id=person, started_on=start) for person in people
    )
    known = people[:-2]
    Assessment.objects.bulk_create(
        _assessment(own, person, at, user, rng, start) for person in known
    )
    # Some go to two classes, and have one plan.
    for person in [one for one in known[:6] if one not in planned]:
        planned.add(person)
        _plan(own, person, user, rng, today)


def _before(own: dict[str, Any], course: Course, person: int, rng: Random) -> Learner:
    stayed = rng.random() < 0.8
    outcome = rng.choice([Outcome.ACHIEVED, Outcome.ACHIEVED, Outcome.ACHIEVED, Outcome.PARTIAL])
    return Learner(
        **own,
        course=course,
        participant_id=person,
        started_on=course.starts_on,
        ended_on=course.ends_on if stayed else course.starts_on + timedelta(weeks=5),
        completion=Completion.COMPLETED if stayed else Completion.WITHDRAWN,
        outcome=outcome if stayed else Outcome.NONE,
    )


def _assessment(
    own: dict[str, Any], person: int, at: int, user: int, rng: Random, day: date
) -> Assessment:
    def level() -> str:
        return LEVELS[max(0, min(len(LEVELS) - 1, at + rng.choice([-1, 0, 0, 0, 1, 1])))]

    return Assessment(
        **own,
        participant_id=person,
        kind="initial",
        held_on=day - timedelta(days=rng.randint(1, 12)),
        assessor_id=user,
        speaking=level(),
        reading=level() if rng.random() < 0.9 else LEVELS[max(0, at - 2)],
        writing=LEVELS[max(0, at - rng.choice([0, 1, 1]))],
        first_language_reading=rng.choice(["other", "other", "latin", "little"]),
    )


def _plan(own: dict[str, Any], person: int, user: int, rng: Random, today: date) -> None:
    whose = {**own, "participant_id": person}
    wants = rng.sample(_WANTS, 2)
    day = today - timedelta(weeks=11)
    Target.objects.create(
        **whose, words=wants[0], stage=Stage.OBJECTIVES, set_on=day, set_by_id=user
    )
    Target.objects.create(
        **whose,
        words=wants[1],
        set_on=day,
        set_by_id=user,
        state=TargetState.REACHED,
        reached_on=day + timedelta(weeks=6),
        reached_by_id=user,
    )
    if rng.random() < 0.6:
        Review.objects.create(
            **whose,
            held_on=today - timedelta(weeks=rng.randint(2, 12)),
            reviewer_id=user,
            went_well=rng.choice(_WENT_WELL),
            next_steps=rng.choice(_NEXT),
        )
    result = rng.choice([ExamResult.PASSED, ExamResult.PASSED, ExamResult.WAITING])
    ExamEntry.objects.create(
        **whose,
        mode=rng.choice(Mode.values),
        level=Level.ENTRY_2,
        awarding_body="Ascentis",
        sits_on=today - timedelta(weeks=4),
        result=result,
    )
    Circumstances.objects.create(
        **whose,
        stated_on=day,
        informal_hours=rng.choice([0, 1, 2]),
        barriers=rng.choice([[], ["childcare"], ["travel", "work"]]),
    )
