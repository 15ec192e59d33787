"""A report being prepared: asked for, counted by a job, worded, approved, and issued."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity

from ..enums import ReportKind


class Report(OwnedModel):
    """The figures of a period as they were counted, with the words that stand beside them.

    Only its own organisation sees it. What others read is the edition that is issued from it.
    Of `asked_at`, `approved_at` and the rest each says that its step was taken.
    """

    kind = models.CharField(max_length=8, choices=ReportKind.choices, default=ReportKind.AWARD)
    award = models.ForeignKey(
        "funding.Award",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="reports",
    )
    funder = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who will read it first: the award's funder, a council.",
    )
    return_due = models.ForeignKey(
        "funding.ReturnDue",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    place = models.ForeignKey(
        "organisations.Place", on_delete=models.PROTECT, null=True, related_name="+"
    )
    restates = models.ForeignKey(
        "reports.Edition",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="restated_by",
        help_text="The edition that this one puts right.",
    )
    reason = models.TextField(blank=True, help_text="Why an edition is put right.")
    period_start = models.DateField()
    period_end = models.DateField()
    language = models.CharField(max_length=12, default="en-gb")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    job = models.ForeignKey(
        "core.Job", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    document = models.JSONField(null=True, help_text="The published figures, already protected.")
    behind = models.JSONField(
        null=True, help_text="Keys of the rows behind each number, by its address."
    )
    own_figures = models.JSONField(
        default=list, help_text="The organisation's own figures in it, as they were composed."
    )
    layout = models.JSONField(
        null=True, help_text="How it is laid out, as the layout was; null as its kind plans it."
    )
    words = models.JSONField(default=dict, help_text="What the author says, by section.")
    made_at = models.DateTimeField(null=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_to_approver_at = models.DateTimeField(null=True)
    approver_said = models.TextField(blank=True, help_text="Why it was given back to its author.")
    approved_at = models.DateTimeField(null=True)

    class Meta(OwnedModel.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "-id"], name="report_by_organisation")]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="report_period_ends_after_it_starts",
                condition=models.Q(period_end__gte=models.F("period_start")),
                violation_error_message=_("The last day must not be before the first day."),
            ),
            models.CheckConstraint(
                name="report_approved_only_when_made",
                condition=models.Q(approved_at=None) | models.Q(made_at__isnull=False),
            ),
            models.CheckConstraint(
                name="report_kind_has_its_award",
                condition=~models.Q(kind=ReportKind.AWARD)
                | models.Q(award__isnull=False, funder__isnull=False),
            ),
            models.CheckConstraint(
                name="report_kind_has_its_place",
                condition=~models.Q(kind=ReportKind.PLACE) | models.Q(place__isnull=False),
            ),
            OwnedReference(
                name="report_award_both_sides",
                to="funding.Award",
                columns=("organisation_id", "award_id", "funder_id"),
                to_columns=("recipient_id", "id", "funder_id"),
            ),
            OwnedReference(
                name="report_return_same_award",
                to="funding.ReturnDue",
                columns=("organisation_id", "return_due_id", "award_id"),
                to_columns=("organisation_id", "id", "award_id"),
            ),
            OwnedReference(
                name="report_job_same_organisation",
                to="core.Job",
                columns=("organisation_id", "job_id"),
            ),
            OwnedReference(
                name="report_restates_own_edition",
                to="reports.Edition",
                columns=("organisation_id", "restates_id"),
            ),
            RowSecurity(name="reports_report_rows"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} report of {self.organisation_id}"

    @property
    def called(self) -> str:
        """The name by which its readers know it: what it is, for whom, and its days."""
        reader = f" for {self.funder.name}" if self.funder else ""
        days = f"{self.period_start:%-d %B %Y} to {self.period_end:%-d %B %Y}"
        return f"{self.get_kind_display()}{reader}, {days}"

    @property
    def has_voices(self) -> bool:
        """Whether people speak in it: in what an organisation says of its own work."""
        return self.kind in (ReportKind.AWARD, ReportKind.YEAR)

    @property
    def state(self) -> str:
        """Where it stands: being made, failed, draft, with the approver, being issued, issued."""
        if self.made_at is None:
            failed = self.job is None or not self.job.is_open
            return "failed" if failed else "being_made"
        if hasattr(self, "edition"):
            return "issued"
        if self.approved_at:
            return "being_issued"
        return "with_approver" if self.sent_to_approver_at else "draft"
