"""One meeting of a group on one day."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.closing import ClosedDays
from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    RowSecurity,
)

from .closed import CLOSED
from .group import Group


class SessionQuerySet(OwnedQuerySet):
    def visible_to(self, membership: StaffMembership) -> Self:
        """Sessions of the groups that this colleague sees (GroupQuerySet.visible_to)."""
        own = self.for_organisation(membership.organisation_id)
        if membership.has_right(Right.SEE_ALL_GROUPS):
            return own
        return own.filter(group__in=Group.objects.visible_to(membership).values("pk"))


class Session(OwnedModel):
    """A session that was held. Service and place are those of its group when it was logged.

    `uuid` is made on the page that logs it, so that a form sent twice makes one session;
    `version` counts saves, so that a second person at the same register sees what changed.
    """

    group = models.ForeignKey(
        "services.Group", on_delete=models.PROTECT, db_constraint=False, related_name="sessions"
    )
    service = models.ForeignKey(
        "services.Service", on_delete=models.PROTECT, db_constraint=False, related_name="sessions"
    )
    held_on = models.DateField()
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.ForeignKey(
        "organisations.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(SessionQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "-held_on", "-id"], name="session_by_day"),
            models.Index(fields=["organisation", "service", "held_on"], name="session_by_service"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            # What an attendance repeats of its session, kept equal by its key.
            models.UniqueConstraint(
                fields=["organisation", "id", "held_on"], name="services_session_day"
            ),
            models.UniqueConstraint(
                fields=["group", "held_on", "starts_at"], name="one_session_a_group_and_time"
            ),
            models.CheckConstraint(
                name="session_lasts_a_while",
                condition=models.Q(minutes__gte=5, minutes__lte=960),
                violation_error_message=_("A session lasts between 5 minutes and 16 hours."),
            ),
            OwnedReference(
                name="session_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            OwnedReference(
                name="session_service_same_organisation",
                to="services.Service",
                columns=("organisation_id", "service_id"),
            ),
            RowSecurity(name="services_session_rows"),
            Tracked(
                name="services_session_history", ignored=("version", "saved_at", "saved_by_id")
            ),
            ClosedDays(
                name="services_session_closed",
                day="held_on",
                counted=("group_id", "service_id", "held_on", "starts_at", "minutes", "place_id"),
                **CLOSED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} on {self.held_on}"
