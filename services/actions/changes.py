"""Changing one date of a series, adding one more, and taking that back."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from organisations.models import StaffMembership
from rco_network.core import audit

from ..calculations.recurrence import days
from ..calculations.timetable import occurrences
from ..enums import ChangeKind, ClosureKind
from ..models import Change, Closure, Group, Leader, Room, Series
from .rooms import stored_room
from .series import leaders_of


@dataclass(frozen=True)
class OneDate:
    """How one date is held: on which day, when, where, and led by whom instead of the usual ones.

    A `room` that is not saved yet is added. `reason` is a value of enums.Reason; `note` says more
    of it, to colleagues only.
    """

    day: date
    starts_at: time
    minutes: int
    room: Room | None = None
    leaders: tuple[StaffMembership, ...] = ()
    names: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""


@transaction.atomic
def cancel_date(
    *, by: StaffMembership, series: Series, day: date, reason: str = "", note: str = ""
) -> Change:
    """Cancel one date of a series. Raises ValidationError where it is none or has been held."""
    _check_is_date(series, day)
    made = Change(kind=ChangeKind.CANCELLED, reason=reason, note=note)
    change = _replace(series, day, made)
    audit.record("session cancelled", by=by, subject=series.group, day=day, why=reason)
    return change


@transaction.atomic
def move_date(*, by: StaffMembership, series: Series, day: date, to: OneDate) -> Change:
    """Let one date of a series be otherwise.

    Raises ValidationError where it is none, has been held, or would be on a day on which the
    organisation is closed, or while the group meets already.
    """
    _check_is_date(series, day)
    _check_is_free(series.group, to, but=(series.pk, day))
    room = stored_room(by=by, room=to.room)
    made = Change(
        kind=ChangeKind.CHANGED,
        to_day=to.day if to.day != day else None,
        starts_at=to.starts_at if to.starts_at != series.starts_at else None,
        minutes=to.minutes if to.minutes != series.minutes else None,
        room=room if room != series.room else None,
        reason=to.reason,
        note=to.note,
    )
    change = _replace(series, day, made)
    _name_leaders(change, to)
    audit.record("session moved", by=by, subject=series.group, day=day, to_day=to.day)
    return change


@transaction.atomic
def add_extra(*, by: StaffMembership, group: Group, to: OneDate, key: Any = None) -> Change:
    """Let a group meet once more, once however often `key` is sent."""
    own = Change.objects.for_organisation(group.organisation_id)
    if key is not None and (there := own.filter(uuid=key).first()):
        return there
    _check_is_free(group, to)
    change = Change(
        organisation_id=group.organisation_id,
        group=group,
        kind=ChangeKind.EXTRA,
        day=to.day,
        starts_at=to.starts_at,
        minutes=to.minutes,
        room=stored_room(by=by, room=to.room),
        reason=to.reason,
        note=to.note,
    )
    change.uuid = key or change.uuid
    change.save(force_insert=True)
    _name_leaders(change, to)
    audit.record("session added", by=by, subject=group, day=to.day)
    return change


@transaction.atomic
def as_planned(*, by: StaffMembership, change: Change) -> None:
    """Take back what was changed of one date: it is as its series says, an extra one is not."""
    group, day = change.group, change.day
    change.delete()
    audit.record("session as planned", by=by, subject=group, day=day)


def _check_is_date(series: Series, day: date) -> None:
    last = series.last_on or day
    if day > last or day not in days(series.rule, series.first_on, day, day):
        raise ValidationError(gettext("The group was not going to meet on this day. Look again."))
    own = Change.objects.for_organisation(series.organisation_id)
    there = own.filter(series=series, day=day).first()
    now_on = (there.to_day or day) if there else day
    for one in occurrences([series.group], now_on, now_on):
        if one.session and one.series == series and one.original_day == day:
            raise ValidationError(
                gettext("This session has been held. Correct its register instead.")
            )


def _check_is_free(group: Group, to: OneDate, but: tuple[int, date] | None = None) -> None:
    closed = Closure.objects.for_organisation(group.organisation_id).filter(
        kind=ClosureKind.CLOSED, first_on__lte=to.day, last_on__gte=to.day
    )
    if closure := closed.first():
        raise ValidationError(
            gettext("You are closed on this day (%(name)s). Choose another one.")
            % {"name": closure.name}
        )
    if group.closed_on is not None and to.day >= group.closed_on:
        raise ValidationError(gettext("This group is closed. Open it again first."))
    for one in occurrences([group], to.day, to.day):
        itself = one.series is not None and (one.series.pk, one.original_day) == but
        if one.takes_place and not itself and one.starts_at == to.starts_at:
            raise ValidationError(
                gettext("The group meets at this time already. Choose another day or time.")
            )


def _replace(series: Series, day: date, made: Change) -> Change:
    """Put the change in the place of an earlier one of the same date."""
    own = {"organisation_id": series.organisation_id, "series": series, "day": day}
    there = Change.objects.filter(**own).first()
    if there is not None:
        made.pk, made.uuid, made.created_at = there.pk, there.uuid, there.created_at
        Leader.objects.filter(organisation_id=series.organisation_id, change=there).delete()
    made.organisation_id, made.series, made.day = series.organisation_id, series, day
    made.group_id = series.group_id
    made.save(force_update=there is not None, force_insert=there is None)
    return made


def _name_leaders(change: Change, to: OneDate) -> None:
    own = {"organisation_id": change.organisation_id, "change": change}
    Leader.objects.bulk_create(leaders_of(own, to.leaders, to.names))
