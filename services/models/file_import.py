"""An uploaded file of old records, kept for a day between looking at it and saving it."""

import hashlib
import zlib
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet, OwnedReference
from rco_network.core.tenancy import RowSecurity as Rows

from ..enums import ImportState

# What was read from a file, and what stands in its place once the file is forgotten.
_READ_FROM_IT: dict[str, Any] = {
    "content": None,
    "refusals": [],
    "check_result": {},
    "encoding_choices": [],
    "mapping": {},
    "answers": {},
    "fates": [],
}


class FileImportQuerySet(OwnedQuerySet):
    def without_content(self) -> Self:
        """For lists: neither the file nor what was read from it comes out of the database."""
        return self.defer(*_READ_FROM_IT)

    def unsaved(self) -> Self:
        """Files of which nothing is in the records."""
        return self.exclude(state__in=(ImportState.SAVED, ImportState.UNDONE))

    def forget_contents(self) -> int:
        """Let go of the files and of everything read from them; their names and sums stay."""
        return self.filter(content__isnull=False).update(**_READ_FROM_IT)

    def older_than(self, moment: datetime) -> Self:
        """Files that came before this moment."""
        return self.filter(created_at__lt=moment)


class FileImport(OwnedModel):
    """A file, what checking it said, and what became of it.

    The file's bytes and everything read from them go after a day (retention.py). What stays of a
    saved file is its name, its sum and its counts, so that the same file coming again is
    recognised, and which rows it made (ImportedRows), so that it can be taken back whole.
    """

    family = models.CharField(
        max_length=20, default="attendances", help_text="What it brings in (resources/targets.py)."
    )
    name = models.CharField(max_length=120)
    content = models.BinaryField(null=True, help_text="The file, packed. Gone after a day.")
    size = models.PositiveIntegerField(help_text="Bytes of the file as it came.")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=8, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    encoding = models.CharField(
        max_length=12, blank=True, help_text="Chosen by a person, where it could not be known."
    )
    encoding_choices = models.JSONField(default=list, blank=True)
    new_groups_service = models.ForeignKey(
        "services.Service",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        help_text="Groups that are not there are made in this service.",
    )
    new_groups_start = models.TimeField(null=True, blank=True)
    mapping = models.JSONField(
        default=dict, blank=True, help_text="Which column is which (resources/mapping.py)."
    )
    needs_mapping = models.BooleanField(
        default=False, help_text="Somebody has to say which column is which."
    )
    answers = models.JSONField(
        default=dict, blank=True, help_text="Who of the file is somebody known already."
    )
    check_round = models.PositiveSmallIntegerField(default=0)
    check_result = models.JSONField(default=dict, blank=True)
    refusals = models.JSONField(default=list, blank=True)
    fates = models.JSONField(
        default=list, blank=True, help_text="What becomes of each of the first rows."
    )
    leaves_out_refused = models.BooleanField(default=False)
    because = EncryptedTextField(
        blank=True,
        default="",
        help_text="Why days of an issued report are changed, until the job has said so.",
    )
    problem = models.CharField(max_length=400, blank=True, help_text="Why it cannot be read.")
    saved_rows = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField(null=True)
    history_id = models.BigIntegerField(
        null=True, help_text="The last entry of the history when it was saved."
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    job = models.ForeignKey(
        "core.Job", on_delete=models.SET_NULL, null=True, db_constraint=False, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(FileImportQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "-id"], name="import_newest_first"),
            models.Index(fields=["organisation", "sha256"], name="import_by_sum"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="import_refused_says_why",
                condition=~models.Q(state=ImportState.REFUSED) | ~models.Q(problem=""),
            ),
            models.CheckConstraint(
                name="import_saved_says_when",
                condition=~models.Q(state=ImportState.SAVED) | models.Q(saved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_undone_says_when_and_who",
                condition=~models.Q(state=ImportState.UNDONE)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            OwnedReference(
                name="import_service_same_organisation",
                to="services.Service",
                columns=("organisation_id", "new_groups_service_id"),
            ),
            OwnedReference(
                name="import_job_same_organisation",
                to="core.Job",
                columns=("organisation_id", "job_id"),
            ),
            Rows(name="services_fileimport_rows"),
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def pack(file: bytes) -> bytes:
        """Return a file as `content` keeps it: a tenth of the size for a list of names."""
        return zlib.compress(file, level=1)

    @property
    def file(self) -> bytes:
        """The file as it came, b"" when it is gone or is not what came (by its sum)."""
        try:
            file = zlib.decompress(bytes(self.content or b""))
        except zlib.error:
            return b""
        return file if hashlib.sha256(file).hexdigest() == self.sha256 else b""
