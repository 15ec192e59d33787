"""Breaking the glass: a look into one organisation, with a reason, for an hour, told at once."""

from datetime import timedelta

from django.utils import timezone

from rco_network.accounts.models import User
from rco_network.core import audit
from rco_network.core.tenancy import scope

from ..emails import post_door_opened
from ..enums import Right, Role
from ..models import OpenedDoor, Organisation, StaffMembership
from ..permissions import check_can_break_glass, check_has_no_place

LASTS = timedelta(hours=1)


def break_glass(*, by: User, organisation: Organisation, reason: str) -> OpenedDoor:
    """Let an administrator look into an organisation for an hour, and tell its managers now.

    They become a visitor: they read what workers read, write nothing, see nothing that is
    restricted, and every page that they open is in the organisation's trail. Raises Refused for
    somebody who does not run the installation, or who works there and has rights of their own.
    """
    check_can_break_glass(by)
    with scope(user_id=by.pk, organisation_ids=[organisation.pk], installation=True):
        now = timezone.now()
        theirs = StaffMembership.objects.for_organisation(organisation).filter(user=by)
        # A visit that ended by itself still holds the one place that a person can have.
        theirs.filter(role=Role.VISITOR, ended_at=None, ends_at__lte=now).update(ended_at=now)
        check_has_no_place(theirs.current().first())
        visitor = StaffMembership.objects.create(
            organisation=organisation, user=by, role=Role.VISITOR, ends_at=now + LASTS
        )
        door = OpenedDoor.objects.create(
            organisation=organisation,
            membership=visitor,
            opened_by=by,
            reason=reason,
            ends_at=now + LASTS,
        )
        audit.record("glass.broken", by=visitor, subject=door, minutes=LASTS.seconds // 60)
        told = StaffMembership.objects.for_organisation(organisation).holding(Right.MANAGE_STAFF)
        for colleague in told.select_related("user"):
            post_door_opened(door, colleague.user)
    return door


def leave(*, by: StaffMembership) -> None:
    """End one's own visit before its hour is over."""
    # A visitor changes nothing there, their own place included.
    with scope(user_id=by.user_id, organisation_ids=[by.organisation_id], installation=True):
        by.ended_at = timezone.now()
        by.save(update_fields=["ended_at"])
        audit.record("glass.left", by=by, subject=by)
