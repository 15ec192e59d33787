"""Who may do what with advice. Which matters somebody sees is the database's to say."""

from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from organisations.permissions import check_right
from rco_network.core.access import Refused, allows

from .enums import HELD_MOVES, MOVES, Held, State, Work
from .models import Document, Matter


def check_can_log_enquiry(membership: StaffMembership | None) -> None:
    """May log a question that somebody came with: whoever logs registers can be asked one."""
    check_right(membership, Right.LOG)


def can_log_enquiry(membership: StaffMembership | None) -> bool:
    return allows(check_can_log_enquiry, membership)


def check_can_supervise(membership: StaffMembership | None) -> None:
    """May see every matter, name its advisers, decide on conflicts, keep registrations."""
    check_right(membership, Right.SUPERVISE_ADVICE)


def can_supervise(membership: StaffMembership | None) -> bool:
    return allows(check_can_supervise, membership)


def check_can_advise(membership: StaffMembership | None) -> None:
    """May ask for matters and work on those that they read: advisers, and who supervises them."""
    if not can_supervise(membership):
        check_right(membership, Right.ADVISE)


def can_advise(membership: StaffMembership | None) -> bool:
    return allows(check_can_advise, membership)


def check_can_read_rules(membership: StaffMembership | None) -> None:
    """May read the table of levels: who is bound by it, and who keeps it."""
    if not can_keep_rules(membership):
        check_can_advise(membership)


def check_can_keep_rules(membership: StaffMembership | None) -> None:
    """May change the table of levels."""
    check_right(membership, Right.KEEP_RULES)


def can_keep_rules(membership: StaffMembership | None) -> bool:
    return allows(check_can_keep_rules, membership)


def works_open_to(membership: StaffMembership) -> list[Work]:
    """Which work somebody can log: information everybody, more only advisers."""
    return list(Work) if can_advise(membership) else [Work.INFORMATION]


def check_move(matter: Matter, to: str) -> None:
    """Raise Refused when the matter is not in a state from which this can be done."""
    if to not in MOVES[matter.state]:
        state = str(State(matter.state).label).lower()
        raise Refused(_("This cannot be done: the matter is “%(state)s” now.") % {"state": state})


def check_is_open(matter: Matter) -> None:
    """Raise Refused for work on a matter that is not open."""
    if matter.state == State.CHECKING:
        raise Refused(
            _(
                "This matter is not open yet: the supervisor looks at a possible conflict of "
                "interest "
                "first."
            )
        )
    if not matter.is_open:
        raise Refused(_("This matter is closed. Open it again first."))


def check_held_move(document: Document, to: str) -> None:
    """Raise Refused when a document cannot come to be there from where it is."""
    if to not in HELD_MOVES[document.state]:
        raise Refused(
            _("This document is “%(state)s” now. Look at it again.")
            % {"state": Held(document.state).label}
        )
