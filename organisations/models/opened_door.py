"""The break-glass door: who runs the installation, inside an organisation, for an hour."""

import uuid

from django.conf import settings
from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedManager, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, mine


class OpenedDoor(models.Model):
    """That somebody opened it, why, and until when. Added and never changed.

    What they may see meanwhile is the right of the membership that was made for it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    membership = models.ForeignKey(
        "organisations.StaffMembership",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = EncryptedTextField()
    opened_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()

    objects = OwnedManager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="door_by_organisation")]
        constraints = [
            OwnedReference(
                name="openeddoor_membership_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "membership_id"),
            ),
            RowSecurity(
                name="organisations_openeddoor_rows",
                read=f"({mine('organisation_id')} or {INSTALLATION})",
                write=INSTALLATION,
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opened_by_id} at {self.organisation_id}"
