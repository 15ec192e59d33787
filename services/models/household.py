"""People who live together."""

from django.db import models
from django.db.models.functions import Upper

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, RowSecurity


class Household(OwnedModel):
    """A household, called what the organisation calls it. It has no address."""

    name = models.CharField(max_length=120)

    class Meta(OwnedModel.Meta):
        indexes = [models.Index("organisation", Upper("name"), name="household_by_name")]
        constraints = [
            *OwnedModel.Meta.constraints,
            RowSecurity(name="services_household_rows"),
            Tracked(name="services_household_history"),
        ]

    def __str__(self) -> str:
        return self.name
