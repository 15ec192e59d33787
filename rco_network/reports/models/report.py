"""A report on an award: asked for, made by a job, shared with the funder."""

from django.conf import settings
from django.db import models

from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import mine

_OWN_OR_SHARED = f"({mine('organisation_id')} or (shared_at is not null and {mine('funder_id')}))"


class Report(OwnedModel):
    """The figures of an award for a period, as numbers; its files are drawn from the same ones.

    The funder sees the row only once it is shared: the policy says so, not only the page.
    """

    award = models.ForeignKey(
        "funding.Award", on_delete=models.PROTECT, db_constraint=False, related_name="reports"
    )
    funder = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    return_due = models.ForeignKey(
        "funding.ReturnDue",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    period_start = models.DateField()
    period_end = models.DateField()
    language = models.CharField(max_length=12, default="en")
    share_when_ready = models.BooleanField(default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    job = models.ForeignKey(
        "core.Job", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    document = models.JSONField(null=True, help_text="The published figures, already protected.")
    made_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)

    class Meta(OwnedModel.Meta):
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="report_by_organisation"),
            models.Index(fields=["funder", "-shared_at"], name="report_by_funder"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "id", "funder"], name="reports_report_both_sides"
            ),
            models.CheckConstraint(
                name="report_period_ends_after_it_starts",
                condition=models.Q(period_end__gte=models.F("period_start")),
                violation_error_message="The last day must not be before the first day.",
            ),
            models.CheckConstraint(
                name="report_shared_only_when_made",
                condition=models.Q(shared_at=None) | models.Q(made_at__isnull=False),
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
            RowSecurity(
                name="reports_report_rows", read=_OWN_OR_SHARED, write=mine("organisation_id")
            ),
        ]

    def __str__(self) -> str:
        return f"report on award {self.award_id}"


class ReportFile(models.Model):
    """A file of a report, in the database: it commits with the report and obeys its policy."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    report = models.ForeignKey(
        "reports.Report", on_delete=models.CASCADE, db_constraint=False, related_name="files"
    )
    content_type = models.CharField(max_length=60)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "content_type"], name="one_file_of_a_kind_a_report"
            ),
            OwnedReference(
                name="reportfile_report_same_organisation",
                to="reports.Report",
                columns=("organisation_id", "report_id"),
            ),
            # The reader of a file is whoever may read its report; the subquery is itself bound by
            # the report's policy.
            RowSecurity(
                name="reports_reportfile_rows",
                read="exists (select 1 from reports_report r where r.id = report_id)",
                write=mine("organisation_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type} of report {self.report_id}"
