"""That somebody was erased: what a restored backup has to be told again."""

import uuid

from django.db import models
from django.utils import timezone

from ..enums import ErasureKind
from ..tenancy import ERASE, OwnedManager, RowSecurity
from ..tenancy.constraints import may, mine


class Erasure(models.Model):
    """One erasure. Holds no name; `subject_uuid` is the record's old one, which nothing has now.

    Rows are only added. A ledger of them is kept beside the backups (management/backups), and
    `manage.py reapply_erasures` does them again.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    subject_type = models.CharField(max_length=60, help_text="As services.participant.")
    subject_uuid = models.UUIDField()
    kind = models.CharField(max_length=12, choices=ErasureKind.choices)
    at = models.DateTimeField(default=timezone.now)

    objects = OwnedManager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="erasure_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "subject_type", "subject_uuid", "kind"],
                name="one_erasure_a_record_and_kind",
            ),
            RowSecurity(
                name="core_erasure_rows",
                read=f"({mine('organisation_id')} and {may(ERASE)})",
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject_type} {self.subject_uuid}"
