"""What the ground floor holds about people: the trail, the history of rows, jobs."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, ManyToOneRel, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

from .models import Job
from .personal_data import REMOVED, STAYS, declare, identifies, said, who
from .personal_data.lengths import over_on, started_by
from .personal_data.rules import Due, Rule, add_rule


def _trail_of(participant: Any) -> Q:
    return Q(subject_uuid=participant.uuid)


def _history_of(participant: Any) -> Q:
    kind = participant._meta.label_lower
    itself = Q(record_type=kind, record_id=participant.pk)
    return itself | Q(about_type=kind, about_id=participant.pk)


declare(
    "core.auditevent",
    called=_("Line of the trail"),
    plain="id uuid organisation subject_type subject_uuid detail is_confidential",
    participant=_trail_of,
    purpose="security",
    period="trail",
    remark=_("It holds no names and nothing of what was written."),
    actor=who(period="trail"),
    action=said(_("What was done with the record."), goes=STAYS),
    at=said(_("When it was done."), goes=STAYS),
)
declare("core.auditseal", plain="id chain position event_id sealed_at previous hash")
declare(
    "core.recordchange",
    called=_("Line of a history"),
    plain="id uuid organisation record_type record_id about_type about_id kind fields at",
    participant=_history_of,
    purpose="security",
    period="service_record",
    row=REMOVED,
    erased_in=9,
    was=identifies(_("What a record said before it was changed, so that a mistake can be undone.")),
    by=who(),
)
declare(
    "core.job",
    called=_("Background work"),
    remark=_("A report keeps the work that made it."),
    plain="id uuid kind organisation subject_uuid key state step progress attempts lease "
    "asked_at woken_at heartbeat_at ended_at",
    purpose="security",
    period="job",
    asked_by=who(period="job"),
    failure=identifies(_("Why the work could not be done."), about_staff=True),
)
declare(
    "core.mail",
    called=_("Mail"),
    plain="id uuid kind about subject state attempts posted_at next_at good_until ended_at",
    purpose="contact",
    period="mail",
    remark=_("Address and text go as soon as it was sent, or could not be."),
    to=identifies(_("Where the mail goes."), about_staff=True),
    body=identifies(_("What it says."), about_staff=True),
    failure=identifies(_("Why it could not be sent."), about_staff=True),
)
declare("core.erasure", plain="id uuid organisation subject_type subject_uuid kind at")
declare(
    "core.keptfor",
    called=_("Length of keeping"),
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
    called=_("Reason to keep a record longer"),
    plain="id uuid organisation subject_type subject_uuid",
    participant=_trail_of,
    purpose="rights",
    period="service_record",
    row=REMOVED,
    until=said(_("Until when the record is kept longer than its time.")),
    reason=said(_("Why it is kept longer.")),
    words=identifies(_("What there is to say about that.")),
    set_by=who(),
    set_at=said(_("Since when it is kept longer.")),
)
declare("core.retentionrun", plain="id organisation run_on started_at ended_at announced held done")


def _jobs_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Work that ended long ago and that nothing points at."""
    until = started_by("job", day, months) + timedelta(days=1)
    ended = Job.objects.filter(organisation_id=organisation_id, ended_at__date__lt=until)
    for relation in Job._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            other: Any = relation.related_model
            pointing = other._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            ended = ended.exclude(Exists(pointing))
    return [
        Due(job.pk, job.uuid, over_on("job", timezone.localdate(job.ended_at), months), "")
        for job in ended.order_by("pk")
    ]


def _forget_jobs(organisation: Any, found: list[Due]) -> Counter[str]:
    own = Job.objects.filter(organisation=organisation, pk__in=[one.pk for one in found])
    return Counter({Job._meta.label_lower: own.delete()[0]})


add_rule(
    Rule(
        key="jobs",
        period="job",
        subject_type=Job._meta.label_lower,
        says=ngettext_lazy(
            "%(number)s line about background work is removed",
            "%(number)s lines about background work are removed",
            "number",
        ),
        due=_jobs_due,
        apply=_forget_jobs,
    )
)
