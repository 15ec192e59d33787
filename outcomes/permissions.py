"""Who may record and read what changed in somebody's life, and their stories."""

from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .models import Story


def check_can_record_outcomes(membership: StaffMembership | None) -> None:
    """May record outcomes, correct them, and read those of the organisation."""
    check_right(membership, Right.RECORD_OUTCOMES)


def can_record_outcomes(membership: StaffMembership | None) -> bool:
    return allows(check_can_record_outcomes, membership)


def check_can_set_domains(membership: StaffMembership | None) -> None:
    """May say which domains a service works towards."""
    check_right(membership, Right.RUN_SERVICES)


def can_set_domains(membership: StaffMembership | None) -> bool:
    return allows(check_can_set_domains, membership)


def check_can_keep_stories(membership: StaffMembership | None) -> None:
    """May read stories, write them down, and say what people agreed to."""
    check_right(membership, Right.RECORD_OUTCOMES)


def can_keep_stories(membership: StaffMembership | None) -> bool:
    return allows(check_can_keep_stories, membership)


def check_is_held(story: Story) -> None:
    """Raise Refused for a story that was taken back."""
    if story.is_taken_back:
        raise Refused(_("This story was taken back. Its words and files are gone."))
