"""What a learner says about getting to class."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.tenancy import OwnedModel

from ..enums import Barrier, Funding
from .about import about_learner


class Circumstances(OwnedModel):
    """As stated on a day: hours of English elsewhere, what is in the way, who pays."""

    participant = models.OneToOneField(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="english_circumstances",
    )
    stated_on = models.DateField()
    informal_hours = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    barriers = ArrayField(
        models.CharField(max_length=10, choices=Barrier.choices), default=list, blank=True
    )
    funding = models.CharField(max_length=4, choices=Funding.choices, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="informal_hours_fit_a_week",
                condition=models.Q(informal_hours=None)
                | models.Q(informal_hours__gte=0, informal_hours__lte=60),
                violation_error_message=_("Write the hours of one week, from 0 to 60."),
            ),
            *about_learner("circumstances"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} on {self.stated_on}"
