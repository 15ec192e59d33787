"""Which rows a file made or changed, so that it can be taken back whole and exactly."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rco_network.core.enums import ChangeKind
from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity


class ImportedRows(OwnedRow):
    """Rows of one table that one file made, or changed from what `was` keeps of them.

    A row here stands for thousands there: a hundred thousand marks are four rows of numbers,
    which costs an import next to nothing. There is nothing here that tells of a person.
    """

    file_import = models.ForeignKey(
        "services.FileImport",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="rows_made",
    )
    record_type = models.CharField(max_length=60, help_text="As services.attendance.")
    kind = models.CharField(max_length=7, choices=ChangeKind.choices)
    ids = ArrayField(models.BigIntegerField())
    was = models.JSONField(
        null=True, help_text="Of changed rows, by their number: each column as it was."
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "file_import"], name="imported_by_file"),
        ]
        constraints = [
            models.CheckConstraint(
                name="imported_change_says_what_was",
                condition=~models.Q(kind=ChangeKind.CHANGED) | models.Q(was__isnull=False),
            ),
            OwnedReference(
                name="imported_rows_import_same_organisation",
                to="services.FileImport",
                columns=("organisation_id", "file_import_id"),
            ),
            RowSecurity(name="services_importedrows_rows"),
        ]

    def __str__(self) -> str:
        return f"{len(self.ids)} of {self.record_type} {self.kind}"
