"""Who writes down what people agree to and ask for, and who answers it."""

from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .enums import Answer
from .models import PersonRequest


def check_can_see_rights(membership: StaffMembership | None) -> None:
    """May see what somebody agreed to and asked for."""
    check_right(membership, Right.SEE_PEOPLE)


def check_can_record(membership: StaffMembership | None) -> None:
    """May write down a consent, take one back for somebody, and write down what they ask."""
    check_right(membership, Right.CHANGE_PEOPLE)


def can_record(membership: StaffMembership | None) -> bool:
    return allows(check_can_record, membership)


def check_can_answer(membership: StaffMembership | None) -> None:
    """May answer what people ask about their own data."""
    check_right(membership, Right.ANSWER_PEOPLE)


def can_answer(membership: StaffMembership | None) -> bool:
    return allows(check_can_answer, membership)


def check_is_open(request: PersonRequest) -> None:
    """Raise Refused for a request that somebody has answered already."""
    if request.answer != Answer.OPEN:
        raise Refused(_("Somebody has answered this already."))
