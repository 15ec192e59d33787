"""Who works or volunteers where, and as what."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, OwnedQuerySet, OwnedReference, RowSecurity, Scope
from rco_network.core.tenancy.constraints import INSTALLATION, USER, may, mine

from ..enums import RIGHTS_OF, RIGHTS_OF_DUTY, Duty, Right, Role


class StaffQuerySet(OwnedQuerySet):
    def current(self) -> Self:
        """Memberships that have not ended, by hand or by themselves."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=Now()), ended_at=None)

    def holding(self, right: Right) -> Self:
        """Current memberships whose role or duties carry this right."""
        roles = [role for role, rights in RIGHTS_OF.items() if right in rights]
        duties = [duty for duty, rights in RIGHTS_OF_DUTY.items() if right in rights]
        return self.current().filter(Q(role__in=roles) | Q(duties__overlap=duties))


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
    duties = ArrayField(
        models.CharField(max_length=20, choices=Duty.choices), default=list, blank=True
    )
    answers_to = models.ForeignKey(
        "organisations.StaffMembership",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="team",
        help_text="Who looks after this person's work, if somebody does.",
    )
    second_factor_due_on = models.DateField(
        null=True,
        blank=True,
        help_text="Until this day a logger may sign in without the second step.",
    )
    joined_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(
        null=True, blank=True, help_text="The moment at which it ends by itself."
    )

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
            models.CheckConstraint(
                name="staff_answer_to_somebody_else",
                condition=Q(answers_to=None) | ~Q(answers_to=models.F("id")),
                violation_error_message=_("Somebody cannot answer to themselves."),
            ),
            OwnedReference(
                name="staff_answer_to_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "answers_to_id"),
            ),
            # A person sees their own memberships before any organisation is chosen.
            RowSecurity(
                name="organisations_staffmembership_rows",
                read=f"({mine('organisation_id')} or user_id = {USER} or {INSTALLATION})",
                # Nobody gives themselves a role or a duty, whatever a page forgets.
                write=f"(({mine('organisation_id')} and {may('manage_staff')}) or {INSTALLATION})",
            ),
            Tracked(name="organisations_staffmembership_history"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"

    @property
    def is_current(self) -> bool:
        """Whether it has not ended, by hand or by itself."""
        return self.ended_at is None and (self.ends_at is None or self.ends_at > timezone.now())

    @property
    def rights(self) -> frozenset[Right]:
        """What the role and the duties carry; nothing once it has ended."""
        if not self.is_current:
            return frozenset()
        by_duty = (RIGHTS_OF_DUTY[duty] for duty in self.duties if duty in RIGHTS_OF_DUTY)
        return RIGHTS_OF[self.role].union(*by_duty)

    @property
    def duty_labels(self) -> list[str]:
        """What they look after, in words."""
        return [str(Duty(duty).label) for duty in self.duties if duty in Duty.values]

    def has_right(self, right: Right) -> bool:
        """Whether the role or a duty carries this right (`RIGHTS_OF`, `RIGHTS_OF_DUTY`)."""
        return right in self.rights

    @property
    def scope(self) -> Scope:
        """The scope in which this person acts for the organisation."""
        return Scope(
            self.user_id, (self.organisation_id,), rights=frozenset(str(r) for r in self.rights)
        )
