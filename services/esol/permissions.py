"""Who may see and write down what about English."""

from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .enums import TARGET_MOVES, TargetState
from .models import Target


def check_can_see_english(membership: StaffMembership | None) -> None:
    """May see what people can do in English: whoever sees participants."""
    check_right(membership, Right.SEE_PEOPLE)


def can_see_english(membership: StaffMembership | None) -> bool:
    return allows(check_can_see_english, membership)


def check_can_teach(membership: StaffMembership | None) -> None:
    """May assess, set targets, review, enter for exams."""
    check_right(membership, Right.CHANGE_PEOPLE)


def can_teach(membership: StaffMembership | None) -> bool:
    return allows(check_can_teach, membership)


def check_can_run_classes(membership: StaffMembership | None) -> None:
    """May say at which level a class is taught, run courses, and how often is reviewed."""
    check_right(membership, Right.RUN_SERVICES)


def can_run_classes(membership: StaffMembership | None) -> bool:
    return allows(check_can_run_classes, membership)


def check_can_make_return(membership: StaffMembership | None) -> None:
    """May take out the resettlement return, which names people."""
    check_right(membership, Right.EXPORT)


def can_make_return(membership: StaffMembership | None) -> bool:
    return allows(check_can_make_return, membership)


def check_move(target: Target, to: str) -> None:
    """Raise Refused when a target is not in a state from which it goes there."""
    if to not in TARGET_MOVES[target.state]:
        raise Refused(
            _("This target is already: %(state)s.")
            % {"state": TargetState(target.state).label.lower()}
        )
