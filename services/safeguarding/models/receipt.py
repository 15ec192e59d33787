"""What whoever raised a concern keeps of it: that it was received, by whom and when."""

import uuid

from django.conf import settings
from django.db import models

from rco_network.core.tenancy import OwnedManager, RowSecurity
from rco_network.core.tenancy.constraints import USER


class Receipt(models.Model):
    """Seen by the raiser alone, and by no organisation; says nothing of what was raised.

    It is also why sending a form twice raises one concern: its key is made of the form's own and
    of what was typed, and is the concern's key too.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    received_by = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    received_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedManager()

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            RowSecurity(
                name="safeguarding_receipt_rows",
                read=f"raised_by_id = {USER}",
                write=f"raised_by_id = {USER}",
                append_only=True,
                # Whoever shares a phone may want nothing of it to be there.
                remove=f"raised_by_id = {USER}",
            )
        ]

    def __str__(self) -> str:
        return f"Receipt of {self.received_at:%-d %B %Y}"
