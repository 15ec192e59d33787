"""Whose page it is: the colleague named in an address, for those who look after staff."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from ..models import StaffMembership
from ..permissions import check_can_manage_staff
from ..request import Request


def colleague_of(request: Request, uuid: UUID) -> StaffMembership:
    """Return who works here now; 404 for anybody else, Refused for who may not manage staff."""
    here = StaffMembership.objects.for_organisation(request.membership.organisation_id)
    found = get_object_or_404(here.current().select_related("user", "organisation"), uuid=uuid)
    check_can_manage_staff(request.membership)
    return found
