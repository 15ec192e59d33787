"""Who logs which group."""

from django.db import models

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import may, mine


class GroupStaff(OwnedRow):
    """A colleague is named on a group. Loggers see the groups they are named on and no others."""

    group = models.ForeignKey(
        "services.Group", on_delete=models.CASCADE, db_constraint=False, related_name="named_staff"
    )
    membership = models.ForeignKey(
        "organisations.StaffMembership",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "membership"], name="named_once_on_a_group"),
            OwnedReference(
                name="groupstaff_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            OwnedReference(
                name="groupstaff_membership_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "membership_id"),
            ),
            RowSecurity(
                name="services_groupstaff_rows",
                read=mine("organisation_id"),
                write=f"({mine('organisation_id')} and {may('run_services')})",
            ),
            Tracked(name="services_groupstaff_history", about=("services.group", "group_id")),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} on {self.group_id}"
