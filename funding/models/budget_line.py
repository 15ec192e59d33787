"""What an award's money is planned for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity


class BudgetLine(OwnedModel):
    """One line of an award's budget: what for, and how much was planned for the whole award."""

    award = models.ForeignKey(
        "funding.Award",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="budget_lines",
    )
    what = models.CharField(max_length=120, help_text="A kind of cost, never somebody's name.")
    planned = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["organisation", "award", "id"], name="budget_by_award")]
        constraints = [
            *OwnedModel.Meta.constraints,
            # What spending points at.
            models.UniqueConstraint(
                fields=["organisation", "award", "id"], name="funding_budgetline_of_award"
            ),
            models.UniqueConstraint(
                fields=["award", "what"],
                name="budget_line_once",
                violation_error_message=_("This budget has a line of that name already."),
            ),
            models.CheckConstraint(
                name="budget_line_says_what",
                condition=~models.Q(what=""),
                violation_error_message=_("Write what the money is for."),
            ),
            models.CheckConstraint(
                name="planned_is_not_negative",
                condition=models.Q(planned__gte=0),
                violation_error_message=_("The amount must not be negative."),
            ),
            OwnedReference(
                name="budgetline_award_same_organisation",
                to="funding.Award",
                columns=("organisation_id", "award_id"),
                to_columns=("recipient_id", "id"),
            ),
            RowSecurity(name="funding_budgetline_rows"),
            Tracked(name="funding_budgetline_history", about=("funding.award", "award_id")),
        ]

    def __str__(self) -> str:
        return self.what
