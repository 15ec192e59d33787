"""Money that a funder gave to an organisation for a purpose."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.dates import days_in_words
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, mine


class AwardQuerySet(models.QuerySet):
    def given_by(self, funder: Any) -> Self:
        """Awards of this funder."""
        return self.filter(funder=getattr(funder, "pk", funder))

    def received_by(self, organisation: Any) -> Self:
        """Awards to this organisation."""
        return self.filter(recipient=getattr(organisation, "pk", organisation))

    def running(self, day: date) -> Self:
        """Awards whose dates include the day."""
        return self.filter(
            models.Q(starts_on=None) | models.Q(starts_on__lte=day),
            models.Q(ends_on=None) | models.Q(ends_on__gte=day),
        )


class Award(models.Model):
    """A grant or contract, as both sides see it. It belongs to two organisations."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    funder = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="awards_given"
    )
    recipient = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="awards_received"
    )
    title = models.CharField(max_length=300)
    purpose = models.TextField(blank=True)
    programme = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3, default="GBP")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    awarded_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    from_open_call = models.BooleanField(null=True, blank=True)
    accepts_others = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Its funder takes a report that was made for another funder.",
    )
    identifier = models.CharField(
        "360Giving identifier", max_length=120, unique=True, null=True, blank=True
    )

    objects = OwnedManager.from_queryset(AwardQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["funder", "-awarded_on", "-id"], name="award_by_funder"),
            models.Index(fields=["recipient", "-awarded_on", "-id"], name="award_by_recipient"),
        ]
        constraints = [
            # What rows of either side point at.
            models.UniqueConstraint(fields=["recipient", "id"], name="funding_award_recipient"),
            models.UniqueConstraint(
                fields=["recipient", "id", "funder"], name="funding_award_both_sides"
            ),
            models.CheckConstraint(
                name="award_is_not_negative",
                condition=models.Q(amount__gte=0),
                violation_error_message=_("The amount must not be negative."),
            ),
            models.CheckConstraint(
                name="award_ends_after_it_starts",
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The last day must not be before the first day."),
            ),
            models.CheckConstraint(
                name="award_has_two_sides",
                condition=~models.Q(funder=models.F("recipient")),
                violation_error_message=_("An organisation cannot fund itself."),
            ),
            RowSecurity(
                name="funding_award_rows",
                read=f"({mine('funder_id', 'recipient_id')} or {INSTALLATION})",
                write=f"({mine('funder_id', 'recipient_id')} or {INSTALLATION})",
            ),
            # Both sides have it in their history.
            Tracked(name="funding_award_history", organisations=("recipient_id", "funder_id")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def money(self) -> str:
        """The amount with its currency, pence only where there are some: £30,000."""
        pence = self.amount != self.amount.to_integral_value()
        figure = f"{self.amount:,.2f}" if pence else f"{self.amount:,.0f}"
        return f"£{figure}" if self.currency == "GBP" else f"{self.currency} {figure}"

    @property
    def dates(self) -> str:
        """From when to when it runs, as far as that is known."""
        return days_in_words(self.starts_on, self.ends_on)
