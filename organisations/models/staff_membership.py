"""Who works or volunteers where, and as what."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from rco_network.core.tenancy import OwnedManager, OwnedQuerySet, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, mine

from ..enums import RIGHTS_OF, Right, Role


class StaffQuerySet(OwnedQuerySet):
    def current(self) -> Self:
        """Memberships that have not ended."""
        return self.filter(ended_at=None)

    def holding(self, right: Right) -> Self:
        """Current memberships whose role carries this right."""
        roles = [role for role, rights in RIGHTS_OF.items() if right in rights]
        return self.current().filter(role__in=roles)


class StaffMembership(models.Model):
    """A person acting for an organisation. This, not the account, is the actor of every action."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="staff"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=12, choices=Role.choices)
    joined_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedManager.from_queryset(StaffQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=models.Q(ended_at=None),
                name="one_current_role_a_person",
            ),
            models.UniqueConstraint(
                fields=["organisation", "id"], name="organisations_staffmembership_owned"
            ),
            # A person sees their own memberships before any organisation is chosen.
            RowSecurity(
                name="organisations_staffmembership_rows",
                read=f"({mine('organisation_id')} or user_id = rco_user() or {INSTALLATION})",
                write=f"({mine('organisation_id')} or {INSTALLATION})",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"

    def has_right(self, right: Right) -> bool:
        """Whether the role carries this right (the table is `RIGHTS_OF`)."""
        return self.ended_at is None and right in RIGHTS_OF[self.role]
