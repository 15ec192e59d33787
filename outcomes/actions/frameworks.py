"""An organisation's own framework: made, changed, mapped, closed."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import Domain, DomainMapping, OwnDomain, OwnFramework


@transaction.atomic
def make_framework(
    *, by: StaffMembership, framework: OwnFramework, names: Sequence[str]
) -> OwnFramework:
    """Save a framework with its domains, once however often its uuid is sent."""
    framework.organisation_id = by.organisation_id
    framework, is_new = add_once(framework)
    if is_new:
        _name(framework, names)
        audit.record("framework made", by=by, subject=framework, domains=len(names))
    return framework


@transaction.atomic
def change_framework(
    *, by: StaffMembership, framework: OwnFramework, names: Sequence[str]
) -> OwnFramework:
    """Save its name and its domains; those that keep their name keep what they are mapped to."""
    framework.save()
    _name(framework, names)
    audit.record("framework changed", by=by, subject=framework, domains=len(names))
    return framework


def _name(framework: OwnFramework, names: Sequence[str]) -> None:
    known = {domain.name: domain for domain in framework.domains.all()}
    for name in known.keys() - set(names):
        known[name].delete()
    for position, name in enumerate(names):
        domain = known.get(name) or OwnDomain(
            organisation_id=framework.organisation_id, framework=framework, name=name
        )
        domain.position = position
        domain.save()


@transaction.atomic
def map_framework(
    *,
    by: StaffMembership,
    framework: OwnFramework,
    stands_for: Mapping[OwnDomain, Iterable[Domain]],
) -> None:
    """Say what each domain of the framework stands for in the national one."""
    rows = DomainMapping.objects.for_organisation(framework.organisation_id)
    rows.filter(own_domain__in=list(stands_for)).delete()
    DomainMapping.objects.bulk_create(
        DomainMapping(organisation_id=framework.organisation_id, own_domain=own, domain=domain)
        for own, domains in stands_for.items()
        for domain in domains
    )
    audit.record("framework mapped", by=by, subject=framework)


@transaction.atomic
def close_framework(*, by: StaffMembership, framework: OwnFramework) -> None:
    """Report by it no longer; editions of reports keep what they printed."""
    if framework.closed_on is None:
        framework.closed_on = timezone.localdate()
        framework.save(update_fields=["closed_on"])
        audit.record("framework closed", by=by, subject=framework)
