"""The supplementary school: doors and rows."""

from datetime import date, timedelta
from typing import Any

from services.models import Enrolment, Group, Service
from services.supplementary.models import (
    Attainment,
    Carer,
    Child,
    ChildConsent,
    MainstreamSchool,
    QualityItem,
    Scale,
    SchoolClass,
    Term,
)

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import CASEWORK
from ..visitors import Visitor as V

PARTICIPANT, GROUP = "services.Participant", "services.Group"
CARER, CONSENT = "supplementary.Carer", "supplementary.ChildConsent"
_SEEN, _KEPT = "seen with participants", "written down by whoever works with people"
_RUN = "the school is set up by who runs services"

DOORS: dict[str, Door] = {
    **doors_of(CASEWORK, _SEEN, "school school-quality", methods="GET"),
    **doors_of(CASEWORK, _RUN, "school-term-new school-scale-new"),
    **doors_of(CASEWORK, _RUN, "school-term-edit", of="supplementary.Term"),
    **doors_of(CASEWORK, _RUN, "school-scale-edit", of="supplementary.Scale"),
    **doors_of(CASEWORK, _RUN, "school-quality-edit", fixed={"key": "e-safety"}),
    **doors_of(CASEWORK, _SEEN, "school-class", of=GROUP, methods="GET"),
    **doors_of(CASEWORK, _RUN, "school-class-edit", of=GROUP),
    **doors_of(CASEWORK, _KEPT, "school-attainment", of=GROUP),
    **doors_of(CASEWORK, _SEEN, "child", of=PARTICIPANT, methods="GET"),
    **doors_of(CASEWORK, _KEPT, "child-register carer-new child-day-school", of=PARTICIPANT),
    **doors_of(CASEWORK, _KEPT, "child-day-school-remove", of=PARTICIPANT, methods="POST"),
    **doors_of(CASEWORK, _KEPT, "child-consent-new", of=PARTICIPANT, fixed={"to": "trip"}),
    **doors_of(CASEWORK, _KEPT, "carer-edit", of=CARER),
    **doors_of(CASEWORK, _KEPT, "carer-remove", of=CARER, methods="POST"),
    **doors_of(CASEWORK, _KEPT, "child-consent-withdraw", of=CONSENT, methods="POST"),
}


def lay(world: World, today: date) -> None:
    """Write a class that the logger does not keep, a child in it, and the same of a hidden one."""
    rco, own = world.rco, {"organisation": world.rco}
    word = mark(world.name, Kind.EVIDENCE)
    term = Term.objects.create(
        **own, name=f"{word} term", starts_on=today - timedelta(days=30), ends_on=today
    )
    scale = Scale.objects.create(**own, name=f"{word} steps", steps=["Begins", f"{word} reads"])
    QualityItem.objects.create(**own, key="aims", evidence=f"{word} folder", expires_on=today)
    for row in (term, scale):
        world.keep(row, rco)
    SchoolClass.objects.create(
        **own, group=world.rows[(GROUP, rco.pk)], subject=f"{word} Arabic", age_from=7, age_to=9
    )
    service = Service.objects.create(
        **own, name=f"{mark(world.name, Kind.OTHER_GROUP)} school", kind="supplementary"
    )
    group = Group.objects.create(**own, service=service, name="Sunday school", starts_at="10:00")
    child = world.rows[(PARTICIPANT, rco.pk)]
    Enrolment.objects.create(**own, group=group, participant=child, enrolled_on=today)
    for row in _about(world, child, term, scale, Kind.EVIDENCE):
        world.keep(row, rco)
    hidden = world.rows[(f"near:{PARTICIPANT}", V.WORKER.name)]
    for row in _about(world, hidden, term, scale, Kind.HIDDEN_PERSON):
        for visitor in (V.WORKER, V.LEAD):
            world.rows[(f"near:{row._meta.label}", visitor.name)] = row


def _about(world: World, child: Any, term: Term, scale: Scale, kind: Kind) -> list[Any]:
    word = mark(world.name, kind)
    own = {"organisation": world.rco, "participant": child}
    Child.objects.create(**own, medical=f"{word} nuts", not_collect=f"{word} uncle")
    MainstreamSchool.objects.create(
        **own, name=f"{word} primary", agreed_on=term.starts_on, agreed_by=f"{word} mother"
    )
    Attainment.objects.create(
        **own, term=term, scale=scale, subject=f"{word} Arabic", at_start=0, at_end=1
    )
    return [
        Carer.objects.create(
            **own, name=f"{word} mother", relation="mother", is_guardian=True, may_collect=True
        ),
        ChildConsent.objects.create(
            **own, to="photo", given_on=term.starts_on, given_by=f"{word} mother"
        ),
    ]
