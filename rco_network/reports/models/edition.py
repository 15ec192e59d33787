"""What was issued: figures, words, files and the keys of the rows, as they were on that day."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import mine

from ..enums import Answer

# Its own organisation, and those that it was handed to: the subquery obeys the readers' policy.
_READ = (
    "({own} or exists (select 1 from reports_editionreader r "
    "where r.edition_id = reports_edition.id and {handed}))"
)

_TO_ITS_READER = (
    "({mine} and exists (select 1 from reports_editionreader r "
    "where r.edition_id = reports_editionanswer.edition_id "
    "and r.reader_id = reports_editionanswer.reader_id))"
)
_OF_OWN_EDITION = "exists (select 1 from reports_edition e where {edition} and {mine})"


class Edition(OwnedModel):
    """An issued report. Nobody changes it: a correction is a new edition that restates it.

    `code` begins the code of each of its numbers; `fingerprint` is the SHA-256 of its figures and
    words (numbering and layout left aside), printed on it.
    """

    report = models.OneToOneField(
        "reports.Report", on_delete=models.PROTECT, db_constraint=False, related_name="edition"
    )
    code = models.CharField(max_length=8, unique=True)
    document = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    period_start = models.DateField()
    period_end = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    restates = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="restatement",
    )
    reason = models.TextField(blank=True, help_text="Why the earlier edition was put right.")
    changes = models.JSONField(
        default=list, help_text="What the restated edition said and this one says."
    )

    class Meta(OwnedModel.Meta):
        ordering = ["-issued_at"]
        indexes = [
            models.Index(
                fields=["organisation", "period_start", "period_end"], name="edition_by_period"
            )
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            OwnedReference(
                name="edition_report_same_organisation",
                to="reports.Report",
                columns=("organisation_id", "report_id"),
            ),
            OwnedReference(
                name="edition_restates_own",
                to="reports.Edition",
                columns=("organisation_id", "restates_id"),
            ),
            RowSecurity(
                name="reports_edition_rows",
                read=_READ.format(own=mine("organisation_id"), handed=mine("reader_id")),
                write=mine("organisation_id"),
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return self.code


class EditionReader(models.Model):
    """An organisation that an edition was handed to, perhaps in answer to what it is owed."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, db_constraint=False, related_name="readers"
    )
    reader = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    award = models.ForeignKey(
        "funding.Award",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    return_due = models.ForeignKey(
        "funding.ReturnDue",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    handed_at = models.DateTimeField()

    objects = OwnedManager()

    class Meta:
        indexes = [models.Index(fields=["reader", "-handed_at"], name="edition_by_reader")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "reader"], name="edition_reader_once"),
            OwnedReference(
                name="editionreader_edition_same_organisation",
                to="reports.Edition",
                columns=("organisation_id", "edition_id"),
            ),
            OwnedReference(
                name="editionreader_award_both_sides",
                to="funding.Award",
                columns=("organisation_id", "award_id", "reader_id"),
                to_columns=("recipient_id", "id", "funder_id"),
            ),
            OwnedReference(
                name="editionreader_return_same_award",
                to="funding.ReturnDue",
                columns=("organisation_id", "return_due_id", "award_id"),
                to_columns=("organisation_id", "id", "award_id"),
            ),
            RowSecurity(
                name="reports_editionreader_rows",
                read=mine("organisation_id", "reader_id"),
                write=mine("organisation_id"),
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} for {self.reader_id}"


class EditionAnswer(models.Model):
    """What a reader said of an edition: accepted, or sent back with a note. Only added."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose edition it is.",
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, db_constraint=False, related_name="answers"
    )
    reader = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=9, choices=Answer.choices)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OwnedManager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="edition_sent_back_with_a_note",
                condition=~models.Q(kind=Answer.SENT_BACK, note=""),
                violation_error_message=_("Say in a sentence what should be put right."),
            ),
            OwnedReference(
                name="editionanswer_edition_same_organisation",
                to="reports.Edition",
                columns=("organisation_id", "edition_id"),
            ),
            # Only who was handed the edition answers: the subquery obeys the readers' policy.
            RowSecurity(
                name="reports_editionanswer_rows",
                read=mine("organisation_id", "reader_id"),
                write=_TO_ITS_READER.format(mine=mine("reader_id")),
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.edition_id}"


class EditionFile(models.Model):
    """A file of an edition, in the database: it commits with it and obeys its policy."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, db_constraint=False, related_name="files"
    )
    content_type = models.CharField(max_length=60)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "content_type"], name="one_file_of_a_kind_an_edition"
            ),
            OwnedReference(
                name="editionfile_edition_same_organisation",
                to="reports.Edition",
                columns=("organisation_id", "edition_id"),
            ),
            # The reader of a file is whoever may read its edition; the subquery is itself bound by
            # the edition's policy.
            RowSecurity(
                name="reports_editionfile_rows",
                read="exists (select 1 from reports_edition e where e.id = edition_id)",
                write=mine("organisation_id"),
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type} of {self.edition_id}"


class RowsBehind(models.Model):
    """The keys of the rows behind one number of an edition, of one table.

    `organisation` is whose rows they are: only it can read which they were.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    # Made here, so that rows of other organisations can be added by who may not read them.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.PositiveIntegerField(help_text="The number of the cell.")
    record_type = models.CharField(max_length=60, help_text="As services.participant.")
    keys = ArrayField(models.BigIntegerField())

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "ref", "record_type", "organisation"], name="rows_behind_once"
            ),
            RowSecurity(
                name="reports_rowsbehind_rows",
                read=mine("organisation_id"),
                write=_OF_OWN_EDITION.format(
                    edition="e.id = reports_rowsbehind.edition_id", mine=mine("e.organisation_id")
                ),
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return f"rows behind {self.edition_id}-{self.ref}"


class EditionSeal(models.Model):
    """What anybody may ask about a file: that it is an issued edition, and whether restated.

    No organisation stands here, and nothing else. Seals are only added, beside the edition.
    """

    code = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64, unique=True, help_text="Of one file of the edition.")
    restated_by = models.CharField(max_length=8, blank=True, help_text="The newer edition's code.")

    class Meta:
        indexes = [models.Index(fields=["code"], name="seal_by_code")]
        constraints = [
            RowSecurity(
                name="reports_editionseal_rows",
                read="true",
                write=_OF_OWN_EDITION.format(
                    edition="e.code = reports_editionseal.code", mine=mine("e.organisation_id")
                ),
                remove="false",
            )
        ]

    def __str__(self) -> str:
        return self.code
