"""Days on which the organisation does not meet."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, RowSecurity

from ..enums import ClosureKind


class Closure(OwnedModel):
    """From a day to a day nothing meets, or (a term break) nothing that keeps terms."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=6, choices=ClosureKind.choices, default=ClosureKind.CLOSED)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["organisation", "last_on"], name="closure_by_day")]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="closure_ends_after_it_begins",
                condition=Q(last_on__gte=F("first_on")),
                violation_error_message=_("The last day comes before the first one."),
            ),
            RowSecurity(name="services_closure_rows"),
            Tracked(name="services_closure_history"),
        ]

    def __str__(self) -> str:
        return self.name
