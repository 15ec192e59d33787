"""What reports put on the first page (services/parts.py): who waits for whom."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from services.parts import Task, to_do

from .enums import Answer
from .models import EditionAnswer, Report


@to_do
def reports_waiting(membership: StaffMembership, today: date) -> Iterator[Task]:
    """Reports that the colleague was asked to approve, and their own that were given back."""
    if not membership.has_right(Right.APPROVE_REPORTS):
        return
    own = Report.objects.for_organisation(membership.organisation_id).filter(
        made_at__isnull=False, approved_at=None
    )
    asked = own.filter(approver=membership.user_id, sent_to_approver_at__isnull=False)
    for report in asked.defer("document", "behind"):
        sent_on = timezone.localdate(report.sent_to_approver_at)
        yield _task(report, _("Approve a report"), sent_on)
    back = own.filter(asked_by=membership.user_id, sent_to_approver_at=None)
    for report in back.exclude(approver_said="").defer("document", "behind"):
        yield _task(report, _("A report was given back to you"), today)


@to_do
def sent_back(membership: StaffMembership, today: date) -> Iterator[Task]:
    """Issued reports that a reader sent back, until a newer edition or a better answer is there."""
    if not membership.has_right(Right.MAKE_REPORTS):
        return
    later = EditionAnswer.objects.filter(
        edition=OuterRef("edition"), reader=OuterRef("reader"), pk__gt=OuterRef("pk")
    )
    found = EditionAnswer.objects.for_organisation(membership.organisation_id).filter(
        ~Exists(later), kind=Answer.SENT_BACK, edition__restatement=None
    )
    for answer in found.select_related("reader", "edition").defer("edition__document"):
        yield Task(
            timezone.localdate(answer.at),
            _("A report was sent back"),
            reverse("edition", args=[answer.edition.code]),
            f"{answer.reader.name}: {answer.note}",
        )


def _task(report: Report, title: str, due_on: date) -> Task:
    kind = str(report.get_kind_display())
    return Task(due_on, title, reverse("report", args=[report.uuid]), kind)
