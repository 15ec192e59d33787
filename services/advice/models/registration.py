"""What an adviser is registered for, and whether the organisation stands outside that."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import may, mine

from ..enums import REGISTERED_FOR, Exempt
from .rows import SUPERVISES

_USER = settings.AUTH_USER_MODEL
_READ = f"({mine('organisation_id')} and ({SUPERVISES} or {may('advise')}))"
_WRITE = f"({mine('organisation_id')} and {SUPERVISES})"
_CATEGORIES: list[Any] = [(one.value, one.label) for one in REGISTERED_FOR]


class AdviserRegistration(OwnedModel):
    """A colleague's registration with the Immigration Advice Authority, as somebody saw it.

    Its number is not kept: it is on the Authority's public register.
    """

    membership = models.ForeignKey(
        "organisations.StaffMembership",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="+",
    )
    level = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=11, choices=_CATEGORIES)
    expires_on = models.DateField()
    seen_on = models.DateField(help_text="On which day somebody looked at the register.")
    seen_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    reminded = models.PositiveSmallIntegerField(null=True, editable=False)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "membership"], name="one_registration_an_adviser"
            ),
            models.CheckConstraint(
                name="registration_level_exists",
                condition=Q(level__gte=1, level__lte=3),
                violation_error_message=_("The levels of registration are 1, 2 and 3."),
            ),
            OwnedReference(
                name="registration_membership_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "membership_id"),
            ),
            RowSecurity(name="advice_adviserregistration_rows", read=_READ, write=_WRITE),
            Tracked(name="advice_adviserregistration_history", ignored=("reminded",)),
        ]

    def __str__(self) -> str:
        return f"Level {self.level} until {self.expires_on:%-d %B %Y}"


class Exemption(OwnedModel):
    """The organisation's word that the table of levels does not bind its advisers, and whose."""

    kind = models.CharField(max_length=10, choices=Exempt.choices)
    said_by = EncryptedTextField(help_text="Who said so: the supervising solicitor, the body.")
    said_on = models.DateField()
    ended_on = models.DateField(null=True)
    set_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_on=None),
                name="one_standing_exemption",
                violation_error_message=_("That is written down already."),
            ),
            RowSecurity(name="advice_exemption_rows", read=_READ, write=_WRITE),
            Tracked(name="advice_exemption_history", secret=("said_by",)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} since {self.said_on:%-d %B %Y}"
