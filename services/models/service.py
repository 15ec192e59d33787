"""A service that an organisation runs."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet, RowSecurity

from ..enums import ServiceKind


class ServiceQuerySet(OwnedQuerySet):
    def visible_to(self, membership: StaffMembership) -> Self:
        """Services of the organisation, for a logger those of a group that they are named on."""
        from .group import Group

        own = self.for_organisation(membership.organisation_id)
        if membership.has_right(Right.SEE_ALL_GROUPS):
            return own
        return own.filter(pk__in=Group.objects.visible_to(membership).values("service"))

    def running(self) -> Self:
        """Services that have not been closed."""
        return self.filter(closed_on=None)


class Service(OwnedModel):
    """Something offered again and again: English classes, an advice session, a Saturday school."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=15, choices=ServiceKind.choices)
    closed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OwnedManager.from_queryset(ServiceQuerySet)()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="service_name_once",
                violation_error_message=_("You already have a service with this name."),
            ),
            RowSecurity(name="services_service_rows"),
            Tracked(name="services_service_history"),
        ]

    def __str__(self) -> str:
        return self.name
