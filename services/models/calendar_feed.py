"""A calendar that a phone reads by a secret address."""

from django.conf import settings
from django.db import models

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import USER, may, mine


class CalendarFeed(OwnedModel):
    """Somebody's secret address; the secret is kept as a hash, and every new one ends the last.

    Whoever holds the address reads what its owner may see at that moment: nothing once the
    membership has ended. `is_neutral` tells a phone only that its owner is busy.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    membership = models.OneToOneField(
        "organisations.StaffMembership",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    is_neutral = models.BooleanField(default=False)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            OwnedReference(
                name="calendarfeed_membership_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "membership_id"),
            ),
            # Found by its secret before anybody is known, as accounts are at the other doors.
            RowSecurity(
                name="services_calendarfeed_rows",
                read=f"(user_id = {USER} or {may('sign_in')})",
                write=f"(user_id = {USER} and {mine('organisation_id')})",
                remove=f"(user_id = {USER} or {may('erase')})",
            ),
            Tracked(name="services_calendarfeed_history", secret=("secret_hash",)),
        ]

    def __str__(self) -> str:
        return f"feed of {self.user_id}"
