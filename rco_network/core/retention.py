"""What the ground floor holds about people: the trail, the history of rows, jobs."""

from typing import Any

from django.db.models import Q

from .personal_data import REMOVED, STAYS, declare, identifies, said, who


def _trail_of(participant: Any) -> Q:
    return Q(subject_uuid=participant.uuid)


def _history_of(participant: Any) -> Q:
    kind = participant._meta.label_lower
    itself = Q(record_type=kind, record_id=participant.pk)
    return itself | Q(about_type=kind, about_id=participant.pk)


declare(
    "core.auditevent",
    called="Line of the trail",
    plain="id uuid organisation subject_type subject_uuid detail is_confidential",
    participant=_trail_of,
    purpose="security",
    period="trail",
    remark="It holds no names and nothing of what was written.",
    actor=who(period="trail"),
    action=said("What was done with the record.", goes=STAYS),
    at=said("When it was done.", goes=STAYS),
)
declare("core.auditseal", plain="id chain position event_id sealed_at previous hash")
declare(
    "core.recordchange",
    called="Line of a history",
    plain="id uuid organisation record_type record_id about_type about_id kind fields at",
    participant=_history_of,
    purpose="security",
    period="service_record",
    row=REMOVED,
    erased_in=9,
    was=identifies("What a record said before it was changed, so that a mistake can be undone."),
    by=who(),
)
declare(
    "core.job",
    called="Background work",
    plain="id uuid kind organisation subject_uuid key state step progress attempts lease "
    "asked_at woken_at heartbeat_at ended_at",
    purpose="security",
    period="job",
    asked_by=who(period="job"),
    failure=identifies("Why the work could not be done.", about_staff=True),
)
declare(
    "core.mail",
    called="Mail",
    plain="id uuid kind about subject state attempts posted_at next_at good_until ended_at",
    purpose="contact",
    period="mail",
    remark="Address and text go as soon as it was sent, or could not be.",
    to=identifies("Where the mail goes.", about_staff=True),
    body=identifies("What it says.", about_staff=True),
    failure=identifies("Why it could not be sent.", about_staff=True),
)
declare("core.erasure", plain="id uuid organisation subject_type subject_uuid kind at")
declare(
    "core.keptfor",
    called="Length of keeping",
    plain="id organisation period months set_at",
    purpose="staff",
    set_by=who(),
)
declare(
    "core.announcement",
    plain="id organisation rule subject_type subject_uuid announced_on goes_on",
)
declare(
    "core.hold",
    called="Reason to keep a record longer",
    plain="id uuid organisation subject_type subject_uuid",
    participant=_trail_of,
    purpose="rights",
    period="service_record",
    row=REMOVED,
    until=said("Until when the record is kept longer than its time."),
    reason=said("Why it is kept longer."),
    words=identifies("What there is to say about that."),
    set_by=who(),
    set_at=said("Since when it is kept longer."),
)
declare("core.retentionrun", plain="id organisation run_on started_at ended_at announced held done")
