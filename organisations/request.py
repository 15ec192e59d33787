"""What a view is given: a request that knows in which organisation the person acts."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from .models import StaffMembership


class Request(HttpRequest):
    """A signed-in request after `ActForOrganisation`; views behind it have a membership."""

    membership: "StaffMembership"
    memberships: list["StaffMembership"]
