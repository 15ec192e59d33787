"""The only way in: somebody inside asks somebody by e-mail."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from rco_network.core.tenancy import OwnedManager, OwnedQuerySet, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, mine

from ..enums import Role


class InvitationQuerySet(OwnedQuerySet):
    def waiting(self) -> Self:
        """Neither accepted nor withdrawn; may have run out, then it can be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def usable(self) -> Self:
        """Waiting, and within its time."""
        return self.waiting().filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A place in an organisation that waits for its owner; the link's secret is kept as a hash."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=12, choices=Role.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    # Where its last mail is: filled by the list of invitations, empty where there was none.
    mail_state = ""
    mail_failure = ""

    objects = OwnedManager.from_queryset(InvitationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                models.functions.Lower("email"),
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_an_address",
            ),
            RowSecurity(
                name="organisations_invitation_rows",
                read=f"({mine('organisation_id')} or {INSTALLATION})",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation_id}"

    @property
    def has_run_out(self) -> bool:
        """Whether its time is over."""
        return self.expires_at <= timezone.now()
