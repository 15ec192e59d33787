"""What stands between a volunteer and a shift: said in a sentence, with what to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from rco_network.core.dates import day_in_words

from ..enums import DBS_ORDER, CheckKind, DbsLevel, ReferenceState, State, TrainingKind
from ..models import Check, Reference, RoleHeld, Training, Volunteer, VolunteerRole


@dataclass
class Held:
    """What is known of one volunteer: roles agreed, checks and trainings seen."""

    volunteer: Volunteer
    roles: set[int] = field(default_factory=set)
    checks: list[Check] = field(default_factory=list)
    trainings: list[Training] = field(default_factory=list)


def held_by(volunteers: Iterable[Volunteer]) -> dict[int, Held]:
    """Return what is known of each of these volunteers, by key: three queries for all."""
    found = {one.pk: Held(one) for one in volunteers}
    for role in RoleHeld.objects.filter(volunteer__in=found):
        found[role.volunteer_id].roles.add(role.role_id)
    for check in Check.objects.filter(volunteer__in=found, kind=CheckKind.DBS):
        found[check.volunteer_id].checks.append(check)
    for training in Training.objects.filter(volunteer__in=found):
        found[training.volunteer_id].trainings.append(training)
    return found


def blocks(held: Held, role: VolunteerRole, day: date) -> list[str]:
    """Return why a volunteer cannot be on a shift of this role on this day; empty if they can."""
    found = []
    if held.volunteer.state != State.ACTIVE:
        found.append(
            _("They are at “%(state)s”. Only an active volunteer goes on the rota.")
            % {"state": State(held.volunteer.state).label}
        )
    if role.pk not in held.roles:
        found.append(
            _("The role “%(role)s” was not agreed with them. Add it on their record.")
            % {"role": role.name}
        )
    return found + lacking(held, role, day)


def lacking(held: Held, role: VolunteerRole, day: date) -> list[str]:
    """Return which check and trainings of a role are missing, or have run out by this day."""
    found = [_dbs(held, role, day)] if role.needs_dbs != DbsLevel.NONE else []
    found += [_training(held, kind, day) for kind in role.needs_trainings]
    return [one for one in found if one]


def _dbs(held: Held, role: VolunteerRole, day: date) -> str:
    least = DBS_ORDER.index(role.needs_dbs)
    high = [c for c in held.checks if DBS_ORDER.index(c.level) >= least]
    if any(check.holds_on(day) for check in high):
        return ""
    words: dict[str, str] = {"level": str(DbsLevel(role.needs_dbs).label).lower()}
    if not high:
        return (
            _("A DBS check is needed (%(level)s) and none was seen. See it, then write it down.")
            % words
        )
    words["day"] = _said(max(check.expires_on for check in high if check.expires_on))
    return (
        _("The DBS check (%(level)s) is relied on until %(day)s only. See a new one first.") % words
    )


def _training(held: Held, kind: str, day: date) -> str:
    done = [training for training in held.trainings if training.kind == kind]
    if any(training.holds_on(day) for training in done):
        return ""
    words = {"training": str(TrainingKind(kind).label)}
    if not done:
        return _("The training “%(training)s” is needed and not done yet.") % words
    words["day"] = _said(max(one.expires_on for one in done if one.expires_on))
    return _("The training “%(training)s” ran out on %(day)s. It must be done again.") % words


def _said(day: date) -> str:
    return day_in_words(day)


def missing_references(volunteer: Volunteer, roles: Iterable[VolunteerRole]) -> int:
    """Return how many satisfactory references the agreed roles still ask for."""
    needed = max((role.needs_references for role in roles), default=0)
    here = Reference.objects.filter(volunteer=volunteer, state=ReferenceState.SATISFACTORY)
    return max(0, needed - here.count())
