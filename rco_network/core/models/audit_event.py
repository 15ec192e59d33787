"""Who did what to which record, when. Names and contents are never in it."""

import uuid

from django.conf import settings
from django.db import models

from ..tenancy import OwnedManager, RowSecurity
from ..tenancy.constraints import INSTALLATION, USER, may, mine
from .audit_seal import VERIFY

_OWN = f"({mine('organisation_id')} or (organisation_id is null and {INSTALLATION}))"


class AuditEvent(models.Model):
    """One thing that somebody did. Rows are added and never changed: no policy lets anyone."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_uuid = models.UUIDField(null=True)
    detail = models.JSONField(default=dict, help_text="Counts and field names; never contents.")
    is_confidential = models.BooleanField(
        default=False, help_text="Only who did it and who can see the record may read it."
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedManager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organisation", "-at", "-id"], name="audit_by_day"),
            models.Index(fields=["subject_uuid", "-id"], name="audit_by_subject"),
        ]
        constraints = [
            RowSecurity(
                name="core_auditevent_rows",
                # What belongs to no organisation is the installation's own to read. What is
                # confidential (a concern about a colleague) leaves no trace for those who cannot
                # see the record itself.
                read=(
                    f"({_OWN} and (not is_confidential or actor_id = {USER} "
                    f"or core_can_see(subject_type, subject_uuid)) or {may(VERIFY)})"
                ),
                write=_OWN,
                append_only=True,
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.at:%Y-%m-%d %H:%M}"
