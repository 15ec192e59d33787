"""What a volunteer spent and gets back: what it really cost, and not more."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, OwnedModel
from rco_network.core.tenancy import RowSecurity as Rows

from ..enums import ExpenseKind
from .stint import READ, WRITE, ToApproveQuerySet
from .volunteer import ABOUT, OfVolunteer, same_volunteer


class Expense(OfVolunteer):
    """One thing paid for on one day, in pounds."""

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=ExpenseKind.choices)
    amount = models.DecimalField(max_digits=6, decimal_places=2)
    what = EncryptedTextField(blank=True)
    receipt_seen = models.BooleanField(default=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    paid_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OwnedManager.from_queryset(ToApproveQuerySet)()

    class Meta(OfVolunteer.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["organisation", "day", "id"], name="expense_by_day"),
            models.Index(fields=["organisation", "volunteer", "-day"], name="expense_by_volunteer"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="expense_is_an_amount",
                condition=Q(amount__gt=0, amount__lte=1000),
                violation_error_message=_("Write an amount from 1p to £1,000."),
            ),
            models.CheckConstraint(
                name="expense_paid_after_approval",
                condition=Q(paid_on=None) | Q(approved_at__isnull=False),
                violation_error_message=_("It is approved first, then paid."),
            ),
            same_volunteer("expense_volunteer_same_organisation"),
            Rows(name="volunteering_expense_rows", read=READ, write=WRITE),
            Tracked(name="volunteering_expense_history", about=ABOUT, secret=("what",)),
        ]

    def __str__(self) -> str:
        return f"£{self.amount} on {self.day}"
