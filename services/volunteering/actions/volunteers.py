"""A volunteer's way in, through and out."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once
from rco_network.core.dates import day_in_words
from services.actions.participants import add_participant
from services.models import Participant

from ..calculations.qualifying import missing_references
from ..enums import STANDING, State, Turn
from ..models import Assignment, RoleHeld, StateChange, Volunteer, VolunteerRole
from ..permissions import check_can_manage, check_step


@transaction.atomic
def add_volunteer(
    *, by: StaffMembership, volunteer: Volunteer, new_person: Participant | None = None
) -> Volunteer:
    """Add somebody who wants to help: a participant who is known, or `new_person`.

    Sent twice is one. The database refuses a second record of the same person.
    """
    check_can_manage(by)
    if new_person is not None:
        new_person.joined_on = volunteer.enquired_on
        volunteer.participant = add_participant(by=by, participant=new_person)
        volunteer.is_new_here = True
    volunteer.organisation_id = by.organisation_id
    kept, is_new = add_once(volunteer)
    if is_new:
        _note_step(kept, State.ENQUIRY, volunteer.enquired_on, by)
        audit.record("volunteer added", by=by, subject=kept)
    return kept


@transaction.atomic
def change_volunteer(
    *,
    by: StaffMembership,
    volunteer: Volunteer,
    roles: Collection[VolunteerRole],
    changed: Collection[str] = (),
) -> Volunteer:
    """Save what a volunteer can do, when they have time, and which roles were agreed."""
    check_can_manage(by)
    volunteer.save()
    held = RoleHeld.objects.filter(volunteer=volunteer)
    held.exclude(role__in=roles).delete()
    known = set(held.values_list("role_id", flat=True))
    for role in roles:
        if role.pk not in known:
            RoleHeld.objects.create(
                organisation_id=volunteer.organisation_id,
                volunteer=volunteer,
                participant_id=volunteer.participant_id,
                role=role,
            )
    audit.record("volunteer changed", by=by, subject=volunteer, fields=sorted(changed))
    return volunteer


@transaction.atomic
def move_volunteer(
    *, by: StaffMembership, volunteer: Volunteer, to: str, on: date, why_left: str = ""
) -> Volunteer:
    """Take the next step on a day. Lock the row before.

    Raises Refused for a step that does not follow, ValidationError where something is missing:
    references before being active, a reason for leaving, a day before the last step.
    """
    check_can_manage(by)
    check_step(volunteer, to)
    _check_day(volunteer, on)
    if to == State.LEFT:
        _leave(by, volunteer, on, why_left)
    elif to == State.ACTIVE:
        _begin(volunteer, on)
    else:
        volunteer.left_on = None
    volunteer.state = to
    volunteer.save(update_fields=["state", "started_on", "left_on"])
    _note_step(volunteer, to, on, by, why_left)
    audit.record("volunteer moved", by=by, subject=volunteer, to=to)
    return volunteer


def _check_day(volunteer: Volunteer, on: date) -> None:
    last = StateChange.objects.filter(volunteer=volunteer).order_by("-id").first()
    if last is not None and on < last.on:
        raise ValidationError(
            {
                "on": _("The last step was on %(day)s. Choose that day or a later one.")
                % {"day": day_in_words(last.on)}
            }
        )


def _begin(volunteer: Volunteer, on: date) -> None:
    roles = VolunteerRole.objects.filter(held__volunteer=volunteer)
    if missing := missing_references(volunteer, roles):
        raise ValidationError(
            _("%(number)s more satisfactory references are needed for what was agreed.")
            % {"number": missing}
        )
    volunteer.started_on = volunteer.started_on or on


def _leave(by: StaffMembership, volunteer: Volunteer, on: date, why_left: str) -> None:
    if not why_left:
        raise ValidationError({"why_left": _("Say why they left. “Did not say” is a reason too.")})
    volunteer.left_on = on
    # What they were to do from then on is free for others.
    Assignment.objects.filter(volunteer=volunteer, day__gt=on, state__in=STANDING).update(
        state=Turn.CALLED_OFF, said_by=by.user_id
    )


def _note_step(
    volunteer: Volunteer, to: str, on: date, by: StaffMembership, why_left: str = ""
) -> None:
    StateChange(volunteer=volunteer, to=to, on=on, why_left=why_left, by_id=by.user_id).save()
