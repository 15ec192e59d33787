"""Which domains a service works towards."""

from django.db import models

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity


class ServiceDomain(OwnedRow):
    """A service works towards a domain. Here, since services know nothing of outcomes."""

    service = models.ForeignKey(
        "services.Service", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    domain = models.ForeignKey("outcomes.Domain", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "domain"], name="service_domain_once"),
            OwnedReference(
                name="servicedomain_service_same_organisation",
                to="services.Service",
                columns=("organisation_id", "service_id"),
            ),
            RowSecurity(name="outcomes_servicedomain_rows"),
            Tracked(
                name="outcomes_servicedomain_history", about=("services.service", "service_id")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} towards {self.domain_id}"
