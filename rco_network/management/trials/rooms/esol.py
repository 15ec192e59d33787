"""English classes: doors and rows."""

from datetime import date, timedelta
from typing import Any

from services.esol.enums import Level, Mode
from services.esol.models import (
    Assessment,
    Circumstances,
    ClassLevel,
    Course,
    ExamEntry,
    Learner,
    Review,
    ReviewInterval,
    Target,
)

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import CASEWORK, MANAGERS
from ..visitors import Visitor as V

PARTICIPANT, GROUP = "services.Participant", "services.Group"
_TEACH, _RUN = "whoever works with people teaches them", "classes are set up by who runs services"

DOORS: dict[str, Door] = {
    **doors_of(CASEWORK, "seen with participants", "english-home english-rates", methods="GET"),
    **doors_of(CASEWORK, "seen with participants", "english-reviews"),
    **doors_of(
        CASEWORK, "seen with participants", "english english-plan", of=PARTICIPANT, methods="GET"
    ),
    **doors_of(
        CASEWORK,
        _TEACH,
        "english-assess english-target-new english-review-new english-exam-new english-stated",
        of=PARTICIPANT,
    ),
    **doors_of(CASEWORK, _TEACH, "english-assessment-edit", of="esol.Assessment"),
    **doors_of(CASEWORK, _TEACH, "english-target-move", of="esol.Target", methods="POST"),
    **doors_of(CASEWORK, _TEACH, "english-exam-edit", of="esol.ExamEntry"),
    **doors_of(CASEWORK, _TEACH, "english-place", of="esol.Learner"),
    **doors_of(CASEWORK, "seen with participants", "english-class", of=GROUP, methods="GET"),
    **doors_of(CASEWORK, _RUN, "english-class-level english-course-new", of=GROUP),
    **doors_of(
        CASEWORK, "seen with participants", "english-course", of="esol.Course", methods="GET"
    ),
    **doors_of(CASEWORK, _RUN, "english-course-edit", of="esol.Course"),
    **doors_of(CASEWORK, _TEACH, "english-course-fill", of="esol.Course", methods="POST"),
    **doors_of(MANAGERS, "a file that names people", "english-return", methods="GET"),
    **doors_of(
        MANAGERS,
        "a file that names people",
        "english-return-file",
        methods="POST",
        sends={"group": GROUP, "people": PARTICIPANT},
        also=frozenset({422}),  # whoever is not offered on the form cannot be picked
    ),
}


def lay(world: World, today: date) -> None:
    """Write one row of each kind, and the same about somebody whom few see."""
    rco, own = world.rco, {"organisation": world.rco}
    group = world.rows[(GROUP, rco.pk)]
    ClassLevel.objects.create(**own, group=group, lowest=Level.ENTRY_1, highest=Level.ENTRY_2)
    ReviewInterval.objects.create(**own, weeks=12)
    course = Course.objects.create(
        **own,
        group=group,
        name=f"{mark(world.name, Kind.SERVICE)} term",
        starts_on=today - timedelta(days=60),
        ends_on=today,
    )
    world.keep(course, rco)
    for row in _about(world, course, world.rows[(PARTICIPANT, rco.pk)], Kind.EVIDENCE, today):
        world.keep(row, rco)
    hidden = world.rows[(f"near:{PARTICIPANT}", V.WORKER.name)]
    for row in _about(world, course, hidden, Kind.HIDDEN_PERSON, today):
        for visitor in (V.WORKER, V.LEAD):
            world.rows[(f"near:{row._meta.label}", visitor.name)] = row


def _about(world: World, course: Course, person: Any, kind: Kind, today: date) -> list[Any]:
    word = mark(world.name, kind)
    own = {"organisation": world.rco, "participant": person}
    Review.objects.create(**own, held_on=today, went_well=f"{word} rang the school")
    Circumstances.objects.create(**own, stated_on=today, informal_hours=2, barriers=["travel"])
    return [
        Assessment.objects.create(
            **own,
            kind="initial",
            held_on=today,
            speaking=Level.ENTRY_1,
            reading=Level.LEVEL_1,
            notes=f"{word} was shy",
        ),
        Target.objects.create(**own, words=f"{word} ring the doctor", set_on=today),
        ExamEntry.objects.create(
            **own, mode=Mode.READING, level=Level.ENTRY_1, sits_on=today, awarding_body=word
        ),
        Learner.objects.create(**own, course=course, started_on=course.starts_on),
    ]
