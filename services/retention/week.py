"""What the week leaves behind: when groups meet, registers, and who waits for a place."""

from rco_network.core.personal_data import (
    REMOVED,
    STAYS,
    declare,
    identifies,
    said,
    who,
)

from ..actions.periods import corrections_about
from ..actions.session_notes import notes_that_name
from ..models.period_lock import REASON_GONE

declare("services.service", plain="id organisation uuid created_at name kind closed_on")
declare(
    "services.group",
    plain="id organisation uuid created_at service name starts_at minutes room place "
    "counting usual_mark capacity absences_before_call closed_on",
)
declare("services.room", plain="id organisation uuid created_at name capacity is_shared")
declare("services.closure", plain="id organisation uuid created_at name kind first_on last_on")
declare(
    "services.series",
    plain="id organisation uuid created_at group rule first_on last_on starts_at minutes room "
    "bank_holidays keeps_terms",
)
declare(
    "services.change",
    plain="id organisation uuid created_at group series kind day to_day starts_at minutes room "
    "reason",
    purpose="staff",
    period="staff_file",
    note=identifies(
        "Why a session does not take place, which may tell of a colleague.",
        about_staff=True,
        goes=STAYS,
    ),
)
declare(
    "services.leader",
    plain="id organisation series change",
    purpose="staff",
    period="staff_file",
    membership=who("Who leads the sessions of the group."),
    name=identifies("Who leads them, from outside.", about_staff=True, goes=STAYS),
)
declare(
    "services.calendarfeed",
    plain="id organisation uuid created_at membership is_neutral",
    staff="user",
    purpose="staff",
    period="staff_file",
    row=REMOVED,
    user=who("Whose calendar it is."),
    secret_hash=identifies("To know the calendar's secret address again.", about_staff=True),
)
declare(
    "services.enrolment",
    plain="id organisation group participant",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    enrolled_on=said("Since when the person is on the list of a group."),
    left_on=said("Until when they were."),
)
declare(
    "services.session",
    plain="id organisation uuid created_at group service held_on starts_at minutes place version "
    "saved_at",
    purpose="services",
    period="as_long_as_taken_part",
    saved_by=who(),
)
declare(
    "services.markconflict",
    called="Two marks that differ",
    plain="id organisation uuid created_at session participant there_at sent_at",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    remark="It goes as soon as a colleague has decided which mark is right.",
    there=said("Which mark somebody had made."),
    sent=said("Which other mark was sent by somebody who had not seen the first."),
    there_by=who(),
    sent_by=who(),
)
declare(
    "services.outboxreceipt",
    called="Entry that a phone sent",
    plain="id organisation key kind received_at",
    purpose="services",
    period="phone_entry",
    answer=identifies(
        "What the phone was told of its entry, should it ask again.", about_staff=True, goes=STAYS
    ),
    sent_by=who(),
)
declare("services.headcount", plain="id organisation session people women men children")
declare(
    "services.attendance",
    plain="id organisation session participant",
    participant="participant",
    clock="held_on",
    purpose="accountability",
    period="service_record",
    remark="It stays as a mark of somebody, so that the figures stay true.",
    held_on=said("On which day the person was expected.", goes=STAYS),
    mark=said("Whether they came.", goes=STAYS),
)
declare(
    "services.extra",
    plain="id organisation session participant",
    participant="participant",
    purpose="accountability",
    period="service_record",
    remark="It stays as given to somebody, so that the sums stay true.",
    kind=said("What helped the person to come.", special=True, goes=STAYS),
    number=said("How many meals, children or times.", goes=STAYS),
    pounds=said("What it cost.", goes=STAYS),
)
declare(
    "services.sessionnote",
    plain="id organisation session",
    participant=notes_that_name,
    purpose="services",
    period="service_record",
    row=REMOVED,
    remark="It is about a session; one in which the person's name stands goes with them.",
    erased_in=4,
    text=identifies("What to know about a session.", special=True),
)
declare(
    "services.periodlock",
    called="Days of an issued report",
    plain="id organisation uuid created_at first_on last_on because locked_at",
    purpose="accountability",
    period="as_long_as_taken_part",
    locked_by=who(),
)
declare(
    "services.correction",
    called="Correction on days of an issued report",
    plain="id organisation uuid created_at participant subject_type subject_uuid first_on last_on",
    participant=corrections_about,
    purpose="accountability",
    period="as_long_as_taken_part",
    remark="That something was corrected stays; why goes where it was about the person.",
    erased_in=4,
    at=said("When something about the person was corrected.", goes=STAYS),
    by=who("Which colleague corrected it."),
    reason=identifies(
        "Why something was corrected that a report counts.", special=True, becomes=REASON_GONE
    ),
)
declare(
    "services.waitingplace",
    plain="id organisation uuid created_at participant service group",
    participant="participant",
    clock="asked_on",
    purpose="services",
    period="service_record",
    row=REMOVED,
    erased_in=6,
    asked_on=said("Since when the person waits."),
    obstacle=said("What kept the person from coming.", special=True),
    state=said("Whether they still wait."),
    ended_on=said("When the waiting ended."),
    added_by=who(),
)
declare(
    "services.offer",
    plain="id organisation uuid created_at place participant group",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    offered_on=said("When a place was offered."),
    last_day=said("Until when it could be taken."),
    answer=said("What the person said."),
    answered_on=said("When they said it."),
    out_of_turn=said("Why they were asked before others."),
    offered_by=who(),
)
declare(
    "services.turnedaway",
    plain="id organisation uuid created_at service participant people",
    participant="participant",
    clock="happened_on",
    purpose="accountability",
    period="service_record",
    remark="It stays as a mark of somebody, so that the figures stay true.",
    why=said("Why the person could not be helped.", special=True, goes=STAYS),
    happened_on=said("When that was.", goes=STAYS),
    recorded_by=who(),
)
declare(
    "services.followup",
    plain="id organisation participant group",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    away_on=said("Which absence somebody called about."),
    called_on=said("When they called."),
    called_by=who(),
)
declare(
    "services.groupstaff",
    plain="id organisation group",
    purpose="staff",
    period="staff_file",
    membership=who("Who keeps the register of the group."),
)
