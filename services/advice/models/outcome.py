"""What came of a matter, and what it was worth in money."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import RowSecurity

from ..enums import Every
from .rows import OfMatter, in_matter, of_matter
from .sealed import outcome_choices


class MatterOutcome(OfMatter):
    """One outcome. The sums are worked out from these amounts by `calculations.worth` alone."""

    happened_on = models.DateField()
    code = EncryptedTextField(choices=outcome_choices)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    every = models.CharField(max_length=10, choices=Every.choices, default=Every.ONCE)
    backdated = models.DecimalField(
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Arrears that were paid at once.",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(OfMatter.Meta):
        verbose_name = "outcome of advice"
        verbose_name_plural = "outcomes of advice"
        indexes = [
            models.Index(fields=["organisation", "happened_on"], name="advice_outcome_by_day")
        ]
        constraints = [
            *OfMatter.Meta.constraints,
            models.CheckConstraint(
                name="advice_outcome_amounts_are_not_negative",
                condition=(Q(amount=None) | Q(amount__gte=0))
                & (Q(backdated=None) | Q(backdated__gte=0)),
                violation_error_message=_("An amount is nought or more."),
            ),
            in_matter("matteroutcome"),
            RowSecurity(name="advice_matteroutcome_rows", read=of_matter()),
            Tracked(
                name="advice_matteroutcome_history",
                about=("advice.matter", "matter_id"),
                secret=("code",),
            ),
        ]

    def __str__(self) -> str:
        return f"Outcome of {self.happened_on:%-d %B %Y}"
