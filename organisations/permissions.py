"""Who may do what inside an organisation: the table is `RIGHTS_OF`; here it becomes sentences."""

from collections.abc import Iterable

from django.utils.translation import gettext

from rco_network.accounts.models import User
from rco_network.core.access import Refused, allows

from .enums import DUTY_NEEDS, GIVEN, RIGHTS_OF, RIGHTS_OF_DUTY, ROLES_OF, Duty, Kind, Right, Role
from .models import Organisation, StaffMembership


def check_right(membership: StaffMembership | None, right: Right) -> None:
    """Raise Refused, with who could do it instead, unless the membership carries the right."""
    if membership is not None and membership.has_right(right):
        return
    able = [Role(role).label.lower() for role in GIVEN if right in RIGHTS_OF[role]]
    able += [Duty(d).label.lower() for d, rights in RIGHTS_OF_DUTY.items() if right in rights]
    raise Refused(
        gettext(
            "Your role does not let you %(do_this)s. Ask a %(who)s of your "
            "organisation to do it, or to change your role."
        )
        % {"do_this": right.label, "who": _either(able)}
    )


def _either(names: list[str]) -> str:
    """Several names as a choice: "manager or a coordinator"."""
    who = names[0] if names else ""
    for other in names[1:]:
        who = gettext("%(who)s or a %(other)s") % {"who": who, "other": other}
    return who


def check_can_edit(membership: StaffMembership, organisation: Organisation) -> None:
    """Raise Refused unless the person may change what the directory says about it."""
    check_right(membership, Right.EDIT_PROFILE)
    if membership.organisation_id != organisation.pk:
        raise Refused(
            gettext("Only its own people change what the directory says about an organisation.")
        )


def can_edit(membership: StaffMembership, organisation: Organisation) -> bool:
    """Whether the person may change what the directory says about the organisation."""
    return allows(check_can_edit, membership, organisation)


def check_can_manage_staff(membership: StaffMembership | None) -> None:
    """Raise Refused unless the person may invite colleagues and set roles."""
    check_right(membership, Right.MANAGE_STAFF)


def check_can_read_trail(membership: StaffMembership | None) -> None:
    """Raise Refused unless the person may read who did what in their organisation."""
    check_right(membership, Right.READ_TRAIL)


def check_can_export_trail(membership: StaffMembership | None) -> None:
    """Raise Refused unless the person may take the trail out as a file: it names colleagues."""
    check_can_read_trail(membership)
    check_right(membership, Right.EXPORT)


def check_role_fits(organisation: Organisation, role: str) -> None:
    """Raise Refused for a role that organisations of this kind do not give."""
    if role not in ROLES_OF[organisation.kind]:
        names = ", ".join(Role(r).label.lower() for r in ROLES_OF[organisation.kind])
        kind = Kind(organisation.kind).label.lower()
        raise Refused(
            gettext("People of a %(kind)s can have these roles: %(roles)s.")
            % {"kind": kind, "roles": names}
        )


def duties_of(organisation: Organisation) -> list[Duty]:
    """Return the duties that somebody of this organisation can be given."""
    here = frozenset().union(*(RIGHTS_OF[role] for role in ROLES_OF[organisation.kind]))
    return [duty for duty in Duty if DUTY_NEEDS[duty] in here]


def lacks_lead(organisation: Organisation, colleagues: Iterable[StaffMembership]) -> bool:
    """Whether nobody of these colleagues is safeguarding lead where somebody should be."""
    is_due = Duty.SAFEGUARDING_LEAD in duties_of(organisation)
    return is_due and not any(Duty.SAFEGUARDING_LEAD in c.duties for c in colleagues)


def check_duty_fits(organisation: Organisation, duty: str) -> None:
    """Raise Refused for a duty that organisations of this kind do not give."""
    if duty not in duties_of(organisation):
        kind = Kind(organisation.kind).label.lower()
        raise Refused(gettext("Nobody of a %(kind)s can be given this duty.") % {"kind": kind})


def check_can_answer_to(membership: StaffMembership, manager: StaffMembership | None) -> None:
    """Raise Refused when somebody would answer to themselves, directly or round a corner."""
    if manager is None:
        return
    rows = StaffMembership.objects.for_organisation(membership.organisation_id)
    above = dict(rows.values_list("pk", "answers_to_id"))
    if manager.pk not in above:
        raise Refused(gettext("Only somebody who works here can look after a colleague's work."))
    step: int | None = manager.pk
    for _ in above:
        if step == membership.pk:
            raise Refused(
                gettext(
                    "%(name)s answers to %(colleague)s already, so it cannot be the "
                    "other way round too."
                )
                % {"name": manager.user, "colleague": membership.user}
            )
        step = above.get(step) if step is not None else None


LONGEST_WAIT = 30  # days that a logger may do without the second step


def check_can_wait(places: Iterable[StaffMembership], days: int = 1) -> None:
    """Raise Refused unless somebody with these places may do without the second step so long.

    Loggers only: a stolen password of theirs opens registers, and nothing of what could hurt most.
    """
    if any(place.role != Role.LOGGER for place in places):
        raise Refused(gettext("Only loggers can be given time: others see more than registers."))
    if days > LONGEST_WAIT:
        raise Refused(gettext("%(days)s days are the most.") % {"days": LONGEST_WAIT})


def check_can_take_away_second_step(
    by: StaffMembership, membership: StaffMembership, places: Iterable[StaffMembership]
) -> None:
    """Raise Refused unless the person may take a colleague's second step away.

    It weakens the account everywhere it opens something. So somebody in charge may do it for
    people who work here only; for those with a second organisation, and for who runs the
    installation, the administrator does (rco_network/accounts/admin.py). Nobody does it for
    themselves: who is signed in has a second step to change it with.
    """
    check_can_manage_staff(by)
    if membership.user_id == by.user_id:
        raise Refused(gettext("Change your own second step in “Your account”."))
    if membership.user.is_staff or any(p.organisation_id != by.organisation_id for p in places):
        raise Refused(
            gettext(
                "This account opens more than your organisation. The administrator of the "
                "installation helps."
            )
        )


def check_somebody_stays_in_charge(membership: StaffMembership, others: int) -> None:
    """Raise Refused when this is the last person who can invite colleagues and set roles."""
    if membership.has_right(Right.MANAGE_STAFF) and not others:
        raise Refused(
            gettext(
                "This is the last person here who can invite colleagues and set roles. "
                "Give somebody else that role first."
            )
        )


def check_can_break_glass(user: User) -> None:
    """Raise Refused unless the person runs the installation."""
    if not (user.is_active and user.is_staff):
        raise Refused(gettext("Only those who run the installation can look into an organisation."))


def check_has_no_place(membership: StaffMembership | None) -> None:
    """Raise Refused for somebody who is in the organisation already, whatever as."""
    if membership is not None:
        raise Refused(
            gettext("You are in this organisation already. Choose it at the top of the page.")
        )


def check_is_visitor(membership: StaffMembership | None) -> None:
    """Raise Refused unless the person is let in for a while."""
    if membership is None or membership.ends_at is None:
        raise Refused(gettext("Only a visit can be ended like this."))


def check_can_change_members(membership: StaffMembership) -> None:
    """Raise Refused unless the person looks after the members of a forum."""
    check_right(membership, Right.MANAGE_MEMBERS)


def check_can_join(forum: Organisation, member: Organisation) -> None:
    """Raise Refused for what cannot be a member: the forum itself, a mere directory entry."""
    if member.pk == forum.pk:
        raise Refused(gettext("A forum cannot be its own member."))
    if member.is_directory_entry:
        raise Refused(
            gettext(
                "This organisation is known from published grants only and does not take part. "
                "Invite it to the network first."
            )
        )
