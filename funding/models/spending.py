"""What was spent of an award, and what other money paid for the same work."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    RowSecurity,
)

_ENDS = "The last day must not be before the first day."


class OfPeriodQuerySet(OwnedQuerySet):
    def touching(self, start: Any, end: Any) -> Self:
        """Rows whose days overlap these two, both included."""
        return self.filter(starts_on__lte=end, ends_on__gte=start)


class Spending(OwnedModel):
    """Money of an award that was spent on a line of its budget, between two days."""

    award = models.ForeignKey(
        "funding.Award", on_delete=models.CASCADE, db_constraint=False, related_name="spending"
    )
    line = models.ForeignKey(
        "funding.BudgetLine",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="spending",
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    objects: ClassVar[Any] = OwnedManager.from_queryset(OfPeriodQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "award", "-starts_on"], name="spending_by_award")
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="spending_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_ENDS,
            ),
            models.CheckConstraint(
                name="spending_is_not_negative",
                condition=models.Q(amount__gte=0),
                violation_error_message=_("The amount must not be negative."),
            ),
            OwnedReference(
                name="spending_line_same_award",
                to="funding.BudgetLine",
                columns=("organisation_id", "award_id", "line_id"),
                to_columns=("organisation_id", "award_id", "id"),
            ),
            RowSecurity(name="funding_spending_rows"),
            Tracked(name="funding_spending_history", about=("funding.award", "award_id")),
        ]

    def __str__(self) -> str:
        return f"{self.amount} from {self.starts_on} to {self.ends_on}"


class OtherMoney(OwnedModel):
    """Money from elsewhere for the same work: named beside a cost, never mixed into it."""

    award = models.ForeignKey(
        "funding.Award", on_delete=models.CASCADE, db_constraint=False, related_name="other_money"
    )
    source = models.CharField(max_length=120, help_text="Who gives it: never a private person.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    objects: ClassVar[Any] = OwnedManager.from_queryset(OfPeriodQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(
                fields=["organisation", "award", "-starts_on"], name="other_money_by_award"
            )
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="other_money_says_from_where",
                condition=~models.Q(source=""),
                violation_error_message=_("Write who gives the money."),
            ),
            models.CheckConstraint(
                name="other_money_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_ENDS,
            ),
            models.CheckConstraint(
                name="other_money_is_not_negative",
                condition=models.Q(amount__gte=0),
                violation_error_message=_("The amount must not be negative."),
            ),
            OwnedReference(
                name="othermoney_award_same_organisation",
                to="funding.Award",
                columns=("organisation_id", "award_id"),
                to_columns=("recipient_id", "id"),
            ),
            RowSecurity(name="funding_othermoney_rows"),
            Tracked(name="funding_othermoney_history", about=("funding.award", "award_id")),
        ]

    def __str__(self) -> str:
        return f"{self.amount} from {self.source}"
