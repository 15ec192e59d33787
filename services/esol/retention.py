"""What is held about people who learn English, and how it goes."""

from typing import Any

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who

_THEIRS: dict[str, Any] = {
    "participant": "participant",
    "purpose": "services",
    "period": "service_record",
}
_STAYS: dict[str, Any] = {"goes": STAYS, "purpose": "accountability"}

declare(
    "esol.assessment",
    called="Assessment of English",
    plain="id organisation uuid created_at participant",
    clock="held_on",
    row=REMOVED,
    kind=said("Whether it was at the start, on the way or at the end."),
    held_on=said("On which day it was."),
    assessor=who("Who assessed, so that others can ask them."),
    speaking=said("To find the right class: speaking and listening."),
    reading=said("To find the right class: reading."),
    writing=said("To find the right class: writing."),
    first_language_reading=said(
        "Whether the person reads in any language: who does not needs another course."
    ),
    notes=identifies("What the assessor noted, to teach the person well.", special=True),
    **_THEIRS,
)
declare("esol.classlevel", plain="id organisation uuid created_at group lowest highest")
declare("esol.course", plain="id organisation uuid created_at group name starts_on ends_on")
declare(
    "esol.learner",
    called="Place on an English course",
    plain="id organisation uuid created_at course participant",
    clock="started_on",
    remark="It stays as a place of somebody, so that the rates stay true.",
    started_on=said("Since when the person is on the course.", **_STAYS),
    ended_on=said("Until when they were.", **_STAYS),
    completion=said("Whether they stayed to the end.", **_STAYS),
    outcome=said("What came of it.", **_STAYS),
    is_transfer=said("Whether they moved to another course.", **_STAYS),
    **_THEIRS,
)
declare(
    "esol.target",
    called="Target in English",
    plain="id organisation uuid created_at participant",
    clock="set_on",
    row=REMOVED,
    words=identifies("What the person wants to be able to do, in their words.", special=True),
    stage=said("To which part of the learning plan it belongs."),
    mode=said("Whether it is about speaking, reading or writing."),
    state=said("What became of it."),
    set_on=said("Since when they work on it."),
    set_by=who(),
    reviewed_on=said("When it was last looked at."),
    reviewed_by=who(),
    reached_on=said("When it was reached."),
    reached_by=who(),
    **_THEIRS,
)
declare(
    "esol.review",
    called="Review of progress",
    plain="id organisation uuid created_at participant",
    clock="held_on",
    row=REMOVED,
    held_on=said("On which day it was."),
    reviewer=who(),
    went_well=identifies("What went well, to build on it.", special=True),
    next_steps=identifies("What comes next.", special=True),
    next_level=said("Which level comes next."),
    **_THEIRS,
)
declare("esol.reviewinterval", plain="id organisation uuid created_at weeks")
declare(
    "esol.examentry",
    called="Entry for an English exam",
    plain="id organisation uuid created_at participant awarding_body",
    remark="It stays as an exam of somebody, so that the number of passes stays true.",
    mode=said("Which exam it was.", **_STAYS),
    level=said("At which level.", **_STAYS),
    sits_on=said("On which day.", **_STAYS),
    result=said("What came of it.", **_STAYS),
    entered_by=who(),
    **_THEIRS,
)
declare(
    "esol.circumstances",
    called="What stands between a learner and class",
    plain="id organisation uuid created_at participant",
    clock="stated_on",
    row=REMOVED,
    stated_on=said("When they said so."),
    informal_hours=said("How many hours a week they learn elsewhere."),
    barriers=said("What keeps them from class, to take it away.", special=True),
    funding=said("Whether public money pays for the class."),
    **_THEIRS,
)
