"""A report that a funder expects on a day."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, mine


class ReturnDue(models.Model):
    """The recipient owes a report on an award, for a period, by a day."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    award = models.ForeignKey(
        "funding.Award", on_delete=models.CASCADE, db_constraint=False, related_name="returns_due"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    funder = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    period_start = models.DateField()
    period_end = models.DateField()
    met_at = models.DateTimeField(null=True, blank=True)
    is_scheduled = models.BooleanField(
        default=False, db_default=False, help_text="Made from the award's schedule."
    )
    reminders = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How many of its three reminders are done with."
    )

    objects = OwnedManager()

    class Meta:
        ordering = ["due_on"]
        indexes = [
            models.Index(fields=["organisation", "due_on"], name="return_by_organisation"),
            models.Index(fields=["funder", "due_on"], name="return_by_funder"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["award", "period_start"], name="return_due_once"),
            # What a report points at.
            models.UniqueConstraint(
                fields=["organisation", "id", "award"], name="funding_returndue_owned"
            ),
            models.CheckConstraint(
                name="return_period_ends_after_it_starts",
                condition=models.Q(period_end__gte=models.F("period_start")),
                violation_error_message=_("The last day must not be before the first day."),
            ),
            OwnedReference(
                name="returndue_award_both_sides",
                to="funding.Award",
                columns=("organisation_id", "award_id", "funder_id"),
                to_columns=("recipient_id", "id", "funder_id"),
            ),
            RowSecurity(
                name="funding_returndue_rows",
                read=f"({mine('organisation_id', 'funder_id')} or {INSTALLATION})",
                write=f"({mine('organisation_id', 'funder_id')} or {INSTALLATION})",
            ),
            Tracked(
                name="funding_returndue_history",
                organisations=("organisation_id", "funder_id"),
                about=("funding.award", "award_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"due {self.due_on}"
