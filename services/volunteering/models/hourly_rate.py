"""At how much an hour the organisation puts the time of its volunteers, and where that is from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, RowSecurity
from rco_network.core.tenancy.constraints import mine

from .role import KEEPS


class HourlyRate(OwnedModel):
    """Pounds an hour from a day on, with the source that a reader can look up."""

    amount = models.DecimalField(max_digits=5, decimal_places=2)
    applies_from = models.DateField()
    source = models.CharField(max_length=200)
    source_on = models.DateField(help_text="The day of the source, or when it was looked up.")

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "applies_from"],
                name="one_rate_a_day",
                violation_error_message=_("There is a rate from this day on already."),
            ),
            models.CheckConstraint(
                name="rate_is_an_amount",
                condition=Q(amount__gt=0, amount__lte=200),
                violation_error_message=_("Write an amount an hour from 1p to £200."),
            ),
            models.CheckConstraint(
                name="rate_has_a_source",
                condition=~Q(source=""),
                violation_error_message=_("Say where the rate is from."),
            ),
            RowSecurity(
                name="volunteering_hourlyrate_rows",
                read=mine("organisation_id"),
                write=f"({mine('organisation_id')} and {KEEPS})",
            ),
            Tracked(name="volunteering_hourlyrate_history"),
        ]

    def __str__(self) -> str:
        return f"£{self.amount} from {self.applies_from}"
