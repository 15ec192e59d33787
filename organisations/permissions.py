"""Who may do what inside an organisation: the table is `RIGHTS_OF`; here it becomes sentences."""

from rco_network.core.access import Refused

from .enums import RIGHTS_OF, Right, Role
from .models import StaffMembership


def check_right(membership: StaffMembership | None, right: Right) -> None:
    """Raise Refused, with who could do it instead, unless the membership carries the right."""
    if membership is not None and membership.has_right(right):
        return
    able = [Role(role).label.lower() for role, rights in RIGHTS_OF.items() if right in rights]
    raise Refused(
        f"Your role does not let you {right.label}. Ask a {' or a '.join(able)} of your "
        "organisation to do it, or to change your role."
    )
