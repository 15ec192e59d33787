"""What is held about people who learn English, and how it goes."""

from typing import Any

from django.utils.translation import gettext_noop as _

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who

_THEIRS: dict[str, Any] = {
    "participant": "participant",
    "purpose": "services",
    "period": "service_record",
}
_STAYS: dict[str, Any] = {"goes": STAYS, "purpose": "accountability"}

declare(
    "esol.assessment",
    called=_("Assessment of English"),
    plain="id organisation uuid created_at participant",
    clock="held_on",
    row=REMOVED,
    kind=said(_("Whether it was at the start, on the way or at the end.")),
    held_on=said(_("On which day it was.")),
    assessor=who(_("Who assessed, so that others can ask them.")),
    speaking=said(_("To find the right class: speaking and listening.")),
    reading=said(_("To find the right class: reading.")),
    writing=said(_("To find the right class: writing.")),
    first_language_reading=said(
        _("Whether the person reads in any language: who does not needs another course.")
    ),
    notes=identifies(_("What the assessor noted, to teach the person well."), special=True),
    **_THEIRS,
)
declare("esol.classlevel", plain="id organisation uuid created_at group lowest highest")
declare("esol.course", plain="id organisation uuid created_at group name starts_on ends_on")
declare(
    "esol.learner",
    called=_("Place on an English course"),
    plain="id organisation uuid created_at course participant",
    clock="started_on",
    remark=_("It stays as a place of somebody, so that the rates stay true."),
    started_on=said(_("Since when the person is on the course."), **_STAYS),
    ended_on=said(_("Until when they were."), **_STAYS),
    completion=said(_("Whether they stayed to the end."), **_STAYS),
    outcome=said(_("What came of it."), **_STAYS),
    is_transfer=said(_("Whether they moved to another course."), **_STAYS),
    **_THEIRS,
)
declare(
    "esol.target",
    called=_("Target in English"),
    plain="id organisation uuid created_at participant",
    clock="set_on",
    row=REMOVED,
    words=identifies(_("What the person wants to be able to do, in their words."), special=True),
    stage=said(_("To which part of the learning plan it belongs.")),
    mode=said(_("Whether it is about speaking, reading or writing.")),
    state=said(_("What became of it.")),
    set_on=said(_("Since when they work on it.")),
    set_by=who(),
    reviewed_on=said(_("When it was last looked at.")),
    reviewed_by=who(),
    reached_on=said(_("When it was reached.")),
    reached_by=who(),
    **_THEIRS,
)
declare(
    "esol.review",
    called=_("Review of progress"),
    plain="id organisation uuid created_at participant",
    clock="held_on",
    row=REMOVED,
    held_on=said(_("On which day it was.")),
    reviewer=who(),
    went_well=identifies(_("What went well, to build on it."), special=True),
    next_steps=identifies(_("What comes next."), special=True),
    next_level=said(_("Which level comes next.")),
    **_THEIRS,
)
declare("esol.reviewinterval", plain="id organisation uuid created_at weeks")
declare(
    "esol.examentry",
    called=_("Entry for an English exam"),
    plain="id organisation uuid created_at participant awarding_body",
    remark=_("It stays as an exam of somebody, so that the number of passes stays true."),
    mode=said(_("Which exam it was."), **_STAYS),
    level=said(_("At which level."), **_STAYS),
    sits_on=said(_("On which day."), **_STAYS),
    result=said(_("What came of it."), **_STAYS),
    entered_by=who(),
    **_THEIRS,
)
declare(
    "esol.circumstances",
    called=_("What stands between a learner and class"),
    plain="id organisation uuid created_at participant",
    clock="stated_on",
    row=REMOVED,
    stated_on=said(_("When they said so.")),
    informal_hours=said(_("How many hours a week they learn elsewhere.")),
    barriers=said(_("What keeps them from class, to take it away."), special=True),
    funding=said(_("Whether public money pays for the class.")),
    **_THEIRS,
)
