"""Saying what a service works towards."""

from collections.abc import Iterable

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from services.models import Service

from ..models import Domain, ServiceDomain


@transaction.atomic
def set_domains(*, by: StaffMembership, service: Service, domains: Iterable[Domain]) -> None:
    """Make these the domains that the service works towards, and no others."""
    chosen = list(domains)
    rows = ServiceDomain.objects.for_organisation(service.organisation_id).filter(service=service)
    rows.exclude(domain__in=chosen).delete()
    ServiceDomain.objects.bulk_create(
        [
            ServiceDomain(organisation_id=service.organisation_id, service=service, domain=domain)
            for domain in chosen
        ],
        ignore_conflicts=True,
    )
    audit.record(
        "service domains set", by=by, subject=service, domains=sorted(d.code for d in chosen)
    )
