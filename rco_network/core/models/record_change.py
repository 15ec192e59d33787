"""The history of records, written by triggers: who changed which fields, when, from what."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from ..enums import ChangeKind
from ..tenancy import OwnedManager, RowSecurity
from ..tenancy.constraints import may, mine
from ..tenancy.scope import ERASE

READ_TRAIL = "read_trail"


class RecordChange(models.Model):
    """One change of one row. What it became is the next change's `was`, or the row as it stands.

    No key of the database points from here: a history outlives its record. It is seen by those
    who may read the trail and can see the record that it is `about` (a participant, say), as
    that record's own policy has it on that day; and once that record is gone, by nobody. Only
    erasure takes rows away.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    record_type = models.CharField(max_length=60, help_text="As services.participant.")
    record_id = models.BigIntegerField()
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=7, choices=ChangeKind.choices)
    fields = ArrayField(models.CharField(max_length=63), default=list)
    was = models.JSONField(null=True, help_text="The values before; never of encrypted fields.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
        help_text="Empty where the change did not come through the product.",
    )
    at = models.DateTimeField()

    objects = OwnedManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "record_type", "record_id", "id"], name="change_by_record"
            ),
            models.Index(
                fields=["organisation", "about_type", "about_id", "id"],
                name="change_by_about",
                condition=models.Q(about_id__isnull=False),
            ),
        ]
        constraints = [
            RowSecurity(
                name="core_recordchange_rows",
                read=(
                    f"({mine('organisation_id')} and ({may(ERASE)} or ({may(READ_TRAIL)} and "
                    "(about_id is null or core_can_see(about_type, about_id)))))"
                ),
                # The triggers of the tracked tables write, as the owner; nobody else can.
                write="false",
                append_only=True,
                remove=f"({mine('organisation_id')} and {may(ERASE)})",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id} {self.kind}"
