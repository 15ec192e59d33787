"""Who leads a group's sessions."""

from django.db import models
from django.db.models import Q

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity


class Leader(OwnedRow):
    """Somebody who leads a series or, instead of its leaders, one date of it.

    A colleague, or somebody from outside by name alone.
    """

    series = models.ForeignKey(
        "services.Series",
        on_delete=models.CASCADE,
        null=True,
        db_constraint=False,
        related_name="leaders",
    )
    change = models.ForeignKey(
        "services.Change",
        on_delete=models.CASCADE,
        null=True,
        db_constraint=False,
        related_name="leaders",
    )
    membership = models.ForeignKey(
        "organisations.StaffMembership",
        on_delete=models.CASCADE,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    name = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "series"], name="leader_by_series"),
            models.Index(fields=["organisation", "change"], name="leader_by_change"),
        ]
        constraints = [
            models.CheckConstraint(
                name="leader_of_one_thing",
                condition=Q(series=None, change__isnull=False)
                | Q(series__isnull=False, change=None),
            ),
            models.CheckConstraint(
                name="leader_is_colleague_or_name",
                condition=(Q(membership=None) & ~Q(name="")) | Q(membership__isnull=False, name=""),
            ),
            OwnedReference(
                name="leader_series_same_organisation",
                to="services.Series",
                columns=("organisation_id", "series_id"),
            ),
            OwnedReference(
                name="leader_change_same_organisation",
                to="services.Change",
                columns=("organisation_id", "change_id"),
            ),
            OwnedReference(
                name="leader_membership_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "membership_id"),
            ),
            RowSecurity(name="services_leader_rows"),
            Tracked(name="services_leader_history"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.membership_id)
