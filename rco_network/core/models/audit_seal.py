"""What makes the trail tamper-evident: each event's hash holds the hash of the one before."""

from django.db import models

from ..tenancy import OwnedManager, RowSecurity
from ..tenancy.constraints import may

# A right that no role holds: `manage.py verify_audit` gives it to itself.
VERIFY = "verify_trail"


class AuditSeal(models.Model):
    """The place of one event in its chain. Only the database's own trigger writes here.

    A trigger of the owner's seals every event as its transaction commits; the run-time role may
    neither add nor change nor remove a seal. Nobody reads them but `manage.py verify_audit`: how
    many there are would tell of events that are hidden from the reader.
    """

    chain = models.BigIntegerField(help_text="The organisation's id; 0 for the installation.")
    position = models.BigIntegerField(help_text="1, 2, 3, ... in each chain.")
    event_id = models.BigIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="one_seal_a_position"),
            RowSecurity(
                name="core_auditseal_rows", read=may(VERIFY), write="false", append_only=True
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain}:{self.position}"
