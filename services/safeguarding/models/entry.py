"""What was thought, done and decided about a concern: written once, never changed."""

import uuid

from django.conf import settings
from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import USER

from ..enums import EntryKind
from .concern import HANDLES, READABLE

_READ = READABLE.format(column="concern_id")


class Entry(OwnedRow):
    """One line of a concern's own record, read by those who may read the concern."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concern = models.ForeignKey(
        "safeguarding.Concern",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="entries",
    )
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    text = EncryptedTextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    writer = EncryptedTextField(help_text="Name of who wrote it.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["concern", "-at"], name="entry_by_concern")]
        constraints = [
            # A concern that is handed over takes its record with it.
            OwnedReference(
                name="entry_concern_same_organisation",
                to="safeguarding.Concern",
                columns=("organisation_id", "concern_id"),
                to_columns=("organisation_id", "uuid"),
                on_update_cascade=True,
            ),
            RowSecurity(
                name="safeguarding_entry_rows",
                read=_READ,
                write=f"({_READ} and by_id = {USER})",
                append_only=True,
                remove=(
                    f"({_READ} and {HANDLES} and exists (select from safeguarding_concern c "
                    "where c.uuid = concern_id and c.state = 'closed' "
                    "and c.keep_until < current_date))"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
