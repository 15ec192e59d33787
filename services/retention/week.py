"""What the week leaves behind: when groups meet, registers, and who waits for a place."""

from django.utils.translation import gettext_noop as _

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
        _("Why a session does not take place, which may tell of a colleague."),
        about_staff=True,
        goes=STAYS,
    ),
)
declare(
    "services.leader",
    plain="id organisation series change",
    purpose="staff",
    period="staff_file",
    membership=who(_("Who leads the sessions of the group.")),
    name=identifies(_("Who leads them, from outside."), about_staff=True, goes=STAYS),
)
declare(
    "services.calendarfeed",
    plain="id organisation uuid created_at membership is_neutral",
    staff="user",
    purpose="staff",
    period="staff_file",
    row=REMOVED,
    user=who(_("Whose calendar it is.")),
    secret_hash=identifies(_("To know the calendar's secret address again."), about_staff=True),
)
declare(
    "services.enrolment",
    plain="id organisation group participant",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    enrolled_on=said(_("Since when the person is on the list of a group.")),
    left_on=said(_("Until when they were.")),
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
    called=_("Two marks that differ"),
    plain="id organisation uuid created_at session participant there_at sent_at",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    remark=_("It goes as soon as a colleague has decided which mark is right."),
    there=said(_("Which mark somebody had made.")),
    sent=said(_("Which other mark was sent by somebody who had not seen the first.")),
    there_by=who(),
    sent_by=who(),
)
declare(
    "services.outboxreceipt",
    called=_("Entry that a phone sent"),
    plain="id organisation key kind received_at",
    purpose="services",
    period="phone_entry",
    answer=identifies(
        _("What the phone was told of its entry, should it ask again."),
        about_staff=True,
        goes=STAYS,
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
    remark=_("It stays as a mark of somebody, so that the figures stay true."),
    held_on=said(_("On which day the person was expected."), goes=STAYS),
    mark=said(_("Whether they came."), goes=STAYS),
)
declare(
    "services.extra",
    plain="id organisation session participant",
    participant="participant",
    purpose="accountability",
    period="service_record",
    remark=_("It stays as given to somebody, so that the sums stay true."),
    kind=said(_("What helped the person to come."), special=True, goes=STAYS),
    number=said(_("How many meals, children or times."), goes=STAYS),
    pounds=said(_("What it cost."), goes=STAYS),
)
declare(
    "services.sessionnote",
    plain="id organisation session",
    participant=notes_that_name,
    purpose="services",
    period="service_record",
    row=REMOVED,
    remark=_("It is about a session; one in which the person's name stands goes with them."),
    erased_in=4,
    text=identifies(_("What to know about a session."), special=True),
)
declare(
    "services.periodlock",
    called=_("Days of an issued report"),
    plain="id organisation uuid created_at first_on last_on because locked_at",
    purpose="accountability",
    period="as_long_as_taken_part",
    locked_by=who(),
)
declare(
    "services.correction",
    called=_("Correction on days of an issued report"),
    plain="id organisation uuid created_at participant subject_type subject_uuid first_on last_on",
    participant=corrections_about,
    purpose="accountability",
    period="as_long_as_taken_part",
    remark=_("That something was corrected stays; why goes where it was about the person."),
    erased_in=4,
    at=said(_("When something about the person was corrected."), goes=STAYS),
    by=who(_("Which colleague corrected it.")),
    reason=identifies(
        _("Why something was corrected that a report counts."), special=True, becomes=REASON_GONE
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
    asked_on=said(_("Since when the person waits.")),
    obstacle=said(_("What kept the person from coming."), special=True),
    state=said(_("Whether they still wait.")),
    ended_on=said(_("When the waiting ended.")),
    added_by=who(),
)
declare(
    "services.offer",
    plain="id organisation uuid created_at place participant group",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    offered_on=said(_("When a place was offered.")),
    last_day=said(_("Until when it could be taken.")),
    answer=said(_("What the person said.")),
    answered_on=said(_("When they said it.")),
    out_of_turn=said(_("Why they were asked before others.")),
    offered_by=who(),
)
declare(
    "services.turnedaway",
    plain="id organisation uuid created_at service participant people",
    participant="participant",
    clock="happened_on",
    purpose="accountability",
    period="service_record",
    remark=_("It stays as a mark of somebody, so that the figures stay true."),
    why=said(_("Why the person could not be helped."), special=True, goes=STAYS),
    happened_on=said(_("When that was."), goes=STAYS),
    recorded_by=who(),
)
declare(
    "services.followup",
    plain="id organisation participant group",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    away_on=said(_("Which absence somebody called about.")),
    called_on=said(_("When they called.")),
    called_by=who(),
)
declare(
    "services.groupstaff",
    plain="id organisation group",
    purpose="staff",
    period="staff_file",
    membership=who(_("Who keeps the register of the group.")),
)
