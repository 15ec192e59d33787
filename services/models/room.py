"""Where groups meet."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, RowSecurity


class Room(OwnedModel):
    """A room, a hall, a place as the team calls it.

    `is_shared`: several groups may be there at once.
    """

    name = models.CharField(max_length=120)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    is_shared = models.BooleanField(default=False)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation",
                Lower("name"),
                name="room_name_once",
                violation_error_message=_("You already have a room with this name."),
            ),
            models.CheckConstraint(
                name="room_holds_somebody",
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1, capacity__lte=5000),
                violation_error_message=_("A room is for 1 to 5,000 people."),
            ),
            RowSecurity(name="services_room_rows"),
            Tracked(name="services_room_history"),
        ]

    def __str__(self) -> str:
        return self.name
