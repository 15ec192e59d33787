"""Setting up services and groups, and closing them without losing what they did."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import Group, Service
from .rooms import room_named
from .series import add_series, usual_pattern


@transaction.atomic
def add_service(*, by: StaffMembership, service: Service) -> Service:
    """Add a service to the organisation of `by`, once however often its uuid is sent."""
    service.organisation_id = by.organisation_id
    service, is_new = add_once(service)
    if is_new:
        audit.record("service added", by=by, subject=service)
    return service


@transaction.atomic
def add_group(
    *,
    by: StaffMembership,
    service: Service,
    group: Group,
    weekday: int | None = None,
    room_name: str = "",
) -> Group:
    """Add a group to a service, once however often its uuid is sent.

    With a `weekday` (0 is Monday) it meets every week from today on.
    """
    group.organisation_id = service.organisation_id
    group.service = service
    group.room = room_named(by=by, name=room_name)
    group, is_new = add_once(group)
    if is_new:
        audit.record("group added", by=by, subject=group)
        _meet_weekly(by, group, weekday)
    return group


@transaction.atomic
def change_group(
    *,
    by: StaffMembership,
    group: Group,
    changed: Iterable[str],
    weekday: int | None = None,
    room_name: str | None = None,
) -> Group:
    """Save what was changed of a group; `room_name` None leaves its room as it is."""
    if room_name is not None:
        group.room = room_named(by=by, name=room_name)
    change(by=by, subject=group, changed=changed)
    _meet_weekly(by, group, weekday)
    return group


def _meet_weekly(by: StaffMembership, group: Group, weekday: int | None) -> None:
    if weekday is not None:
        pattern = usual_pattern(group, weekday)
        add_series(by=by, group=group, pattern=pattern, first_on=timezone.localdate())


@transaction.atomic
def change(
    *, by: StaffMembership, subject: Service | Group, changed: Iterable[str]
) -> Service | Group:
    """Save what was changed of a service or a group. Sessions already logged stay as they were."""
    subject.save()
    noun = subject._meta.verbose_name
    audit.record(f"{noun} changed", by=by, subject=subject, fields=sorted(changed))
    return subject


@transaction.atomic
def close_service(*, by: StaffMembership, service: Service) -> None:
    """Close a service and its groups today: they leave the lists, and their figures stay."""
    today = timezone.localdate()
    service.closed_on = today
    service.save(update_fields=["closed_on"])
    groups = Group.objects.for_organisation(service.organisation_id).filter(service=service)
    closed = groups.running().update(closed_on=today)
    audit.record("service closed", by=by, subject=service, groups=closed)


@transaction.atomic
def close_group(*, by: StaffMembership, group: Group) -> None:
    """Close a group today: it leaves the lists, and its sessions stay."""
    group.closed_on = timezone.localdate()
    group.save(update_fields=["closed_on"])
    audit.record("group closed", by=by, subject=group)


@transaction.atomic
def reopen(*, by: StaffMembership, subject: Service | Group) -> None:
    """Open again what was closed; a group opens its service with it."""
    subject.closed_on = None
    subject.save(update_fields=["closed_on"])
    if isinstance(subject, Group) and subject.service.closed_on is not None:
        reopen(by=by, subject=subject.service)
    audit.record(f"{subject._meta.verbose_name} reopened", by=by, subject=subject)
