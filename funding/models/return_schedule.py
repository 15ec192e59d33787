"""How often a funder expects a report on an award."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, mine

from ..enums import Every


class ReturnSchedule(OwnedModel):
    """The periods of an award's reports, from a day on, and how long after each it is due.

    Either side of the award may say it. The returns themselves are rows that are made from it
    (`actions/schedule.py`), so that both sides see what comes.
    """

    award = models.OneToOneField(
        "funding.Award", on_delete=models.CASCADE, db_constraint=False, related_name="schedule"
    )
    funder = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    every = models.CharField(max_length=7, choices=Every.choices, default=Every.QUARTER)
    first_on = models.DateField(help_text="First day of the first period.")
    last_days = ArrayField(
        models.DateField(),
        default=list,
        blank=True,
        help_text="The last day of each period, where the funder gave days.",
    )
    days_to_write = models.PositiveSmallIntegerField(default=28)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="schedule_leaves_time_to_write",
                condition=models.Q(days_to_write__lte=366),
                violation_error_message=_("Give at most 366 days to write a report."),
            ),
            models.CheckConstraint(
                name="schedule_by_days_has_days",
                condition=~models.Q(every=Every.DAYS, last_days=[]),
                violation_error_message=_("Write the days that the funder gave."),
            ),
            OwnedReference(
                name="returnschedule_award_both_sides",
                to="funding.Award",
                columns=("organisation_id", "award_id", "funder_id"),
                to_columns=("recipient_id", "id", "funder_id"),
            ),
            RowSecurity(
                name="funding_returnschedule_rows",
                read=f"({mine('organisation_id', 'funder_id')} or {INSTALLATION})",
                write=f"({mine('organisation_id', 'funder_id')} or {INSTALLATION})",
            ),
            Tracked(
                name="funding_returnschedule_history",
                organisations=("organisation_id", "funder_id"),
                about=("funding.award", "award_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.every} from {self.first_on}"
