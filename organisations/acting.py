"""Acting for somebody who is not here: a job does what a person asked, with the rights of now."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from rco_network.core.access import Refused
from rco_network.core.jobs.registry import effects_run_in
from rco_network.core.tenancy import scope
from rco_network.core.tenancy.scope import change_scope

from .models import StaffMembership


def _find(user_id: int | None, organisation_id: int) -> StaffMembership | None:
    return (
        StaffMembership.objects.current()
        .filter(user_id=user_id or 0, organisation_id=organisation_id, user__is_active=True)
        .select_related("user", "organisation")
        .first()
    )


@contextmanager
def acting_for(user_id: int | None, organisation_id: int) -> Iterator[StaffMembership]:
    """Open the scope in which this person acts for the organisation; give their membership.

    Read anew, so that a job does nothing that its asker may no longer do. Raises Refused when
    the person does not work there any more.
    """
    with scope(user_id=user_id, organisation_ids=[organisation_id]):
        membership = _find(user_id, organisation_id)
        if membership is None:
            raise Refused(_("The person who asked for this no longer works here."))
        change_scope(membership.scope)
        yield membership


@effects_run_in
@contextmanager
def asker_scope(user_id: int | None, organisation_id: int) -> Iterator[None]:
    """The scope of a job's effect: the asker's rights, or none where nobody there asked."""
    with scope(user_id=user_id, organisation_ids=[organisation_id]):
        if membership := _find(user_id, organisation_id):
            change_scope(membership.scope)
        yield
