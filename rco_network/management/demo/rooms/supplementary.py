"""The supplementary schools of the demonstration: a term, classes, guardians, attainment."""

from datetime import date, timedelta
from random import Random
from typing import Any

from organisations.enums import Right
from rco_network.core.tenancy import scope
from services.enums import ServiceKind
from services.models import Enrolment, Group, Participant
from services.supplementary.models import (
    Attainment,
    Carer,
    Child,
    ChildConsent,
    QualityItem,
    Scale,
    SchoolClass,
    Term,
)

STEPS = ["Knows the letters", "Reads words", "Reads sentences", "Reads a page", "Reads a story"]
_SUBJECTS = ("Mother tongue", "Maths", "English")
_ADULTS = (("mother", "Mama"), ("father", "Baba"), ("grandparent", "Grandmother"))
_MEDICAL = (
    "Nut allergy. Carries an EpiPen in the red bag; ring 999 at once when it was used.",
    "Asthma: blue inhaler in the front pocket.",
    "No gelatine and no pork, please.",
)
MOST_CHILDREN = 16


def furnish_supplementary(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let a school have run for a term, with most of what it should keep written down."""
    with scope(organisation_ids=[organisation], rights=[Right.CHANGE_PEOPLE, Right.RUN_SERVICES]):
        groups = Group.objects.for_organisation(organisation).filter(
            service__kind=ServiceKind.SUPPLEMENTARY, closed_on=None
        )
        if not groups:
            return
        own = {"organisation_id": organisation}
        start = today - timedelta(weeks=10)
        term = Term.objects.create(
            **own, name=f"Term from {start:%B %Y}", starts_on=start, ends_on=today + timedelta(21)
        )
        scale = Scale.objects.create(**own, name="Reading steps", steps=STEPS)
        _file(own, rng, today)
        seen: set[int] = set()
        for place, group in enumerate(groups.order_by("pk")[:3]):
            subject = _SUBJECTS[place]
            SchoolClass.objects.create(
                **own, group=group, subject=subject, age_from=6 + 2 * place, age_to=11 + 2 * place
            )
            children = list(_children(group))
            Attainment.objects.bulk_create(
                _attained(own, child, term, scale, subject, rng) for child in children
            )
            for child in [one for one in children if one.pk not in seen]:
                seen.add(child.pk)
                _write_down(own, child, users[0], rng, start)


def _children(group: Group) -> Any:
    listed = Enrolment.objects.for_organisation(group.organisation_id).filter(
        group=group, left_on=None
    )
    people = Participant.objects.for_organisation(group.organisation_id)
    return people.filter(pk__in=listed.values("participant")).order_by("pk")[:MOST_CHILDREN]


def _attained(
    own: dict[str, Any], child: Participant, term: Term, scale: Scale, subject: str, rng: Random
) -> Attainment:
    first = rng.randint(0, 3)
    last = min(len(STEPS) - 1, first + rng.choice([0, 1, 1]))
    return Attainment(
        **own,
        participant=child,
        term=term,
        scale=scale,
        subject=subject,
        at_start=first,
        at_end=last if rng.random() < 0.7 else None,
    )


def _write_down(own: dict[str, Any], child: Participant, user: int, rng: Random, day: date) -> None:
    whose = {**own, "participant": child}
    if rng.random() < 0.85:
        relation, called = rng.choice(_ADULTS)
        name = f"{called} of {child.name.split()[0]}"
        phone = f"07700 900{rng.randint(0, 999):03d}"
        Carer.objects.create(
            **whose, name=name, relation=relation, phone=phone, is_guardian=True, may_collect=True
        )
        for to in ("photo", "trip", "medical"):
            if rng.random() < 0.75:
                ChildConsent.objects.create(
                    **whose, to=to, given_on=day, given_by=name, recorded_by_id=user
                )
    if rng.random() < 0.2:
        Child.objects.create(**whose, medical=rng.choice(_MEDICAL))


def _file(own: dict[str, Any], rng: Random, today: date) -> None:
    kept = ("registration-form", "parent-agreement", "safeguarding-statement", "registers")
    for key in (*kept, "staff-list", "health-safety", "child-protection", "standard-9"):
        since = today - timedelta(days=rng.randint(60, 340))
        QualityItem.objects.create(
            **own,
            key=key,
            evidence="Blue folder in the office",
            on_file_since=since,
            expires_on=since + timedelta(days=365),
        )
