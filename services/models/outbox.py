"""What a phone sent: each entry once, and what it was answered."""

from django.conf import settings
from django.db import models

from rco_network.core.encryption import EncryptedJSONField
from rco_network.core.tenancy import OwnedRow, RowSecurity

from ..enums import EntryKind


class OutboxReceipt(OwnedRow):
    """An entry of a phone's outbox was taken. Its key was made on the phone.

    Written in the transaction of what the entry does, before it does it: whoever sends the same
    key again, at the same moment or a day later, gets the answer of the first time. No history is
    kept of it: it only repeats what the trail says, and goes after three days.
    """

    key = models.UUIDField()
    kind = models.CharField(max_length=8, choices=EntryKind.choices)
    answer = EncryptedJSONField(default=dict, help_text="What the phone was told.")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "received_at"], name="outbox_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_receipt_an_entry"),
            RowSecurity(name="services_outboxreceipt_rows"),
        ]

    def __str__(self) -> str:
        return str(self.key)
