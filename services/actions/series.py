"""When a group meets: planning it, and changing it from a day on without touching what was held."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..calculations.recurrence import days, weekly
from ..enums import Nation, ServiceKind
from ..models import Change, Group, Leader, Room, Series, Session
from .rooms import stored_room

# A group of such a service usually stops in the breaks of a term.
_KEEP_TERMS = (ServiceKind.ESOL, ServiceKind.SUPPLEMENTARY, ServiceKind.CHILDREN)
_NATIONS = {"W": Nation.WALES, "S": Nation.SCOTLAND, "N": Nation.NORTHERN_IRELAND}
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pattern:
    """What a series says of its dates; `leaders` are colleagues, `names` others.

    A `room` that is not saved yet is added.
    """

    rule: str
    starts_at: time
    minutes: int
    room: Room | None = None
    last_on: date | None = None
    bank_holidays: str = Nation.ENGLAND
    keeps_terms: bool = False
    leaders: tuple[StaffMembership, ...] = ()
    names: tuple[str, ...] = field(default=())


def usual_pattern(group: Group, weekday: int) -> Pattern:
    """Return the pattern of a group that meets every week on this day (0 is Monday)."""
    return Pattern(
        rule=weekly(weekday),
        starts_at=group.starts_at,
        minutes=group.minutes,
        room=group.room,
        bank_holidays=usual_nation(group),
        keeps_terms=group.service.kind in _KEEP_TERMS,
    )


def usual_nation(group: Group) -> str:
    """Return whose bank holidays the group keeps, by the district in which it meets."""
    return str(_NATIONS.get((group.place_id or "E")[0], Nation.ENGLAND))


@transaction.atomic
def add_series(
    *, by: StaffMembership, group: Group, pattern: Pattern, first_on: date, key: Any = None
) -> Series:
    """Let a group meet by this pattern from `first_on`, once however often `key` is sent."""
    pattern = replace(pattern, room=stored_room(by=by, room=pattern.room))
    series = series_of(group, pattern, first_on)
    if key is not None:
        series.uuid = key
    series, is_new = add_once(series)
    if is_new:
        _name_leaders(series, pattern)
        _follow(group, series)
        audit.record("series added", by=by, subject=group, first_on=first_on)
    return series


@dataclass(frozen=True)
class Turn:
    """What becomes of a series that is changed: from `start` on its dates are those of `after`.

    `after` is not saved. `is_whole`: no date comes before. `stray` single changes fall away.
    """

    start: date
    is_whole: bool
    after: Series
    stray: Any


def turn_of(
    series: Series, pattern: Pattern, since: date | None, begin: date | None = None
) -> Turn:
    """Work out what changing a series would do; see `change_series`."""
    cut = cut_of(series, since)
    if cut is None:
        raise ValidationError(
            gettext("Every date of this pattern has been held. Add a new one instead.")
        )
    free = _free_from(series)
    is_earlier = begin is not None and cut == since and free <= begin < cut
    start = begin if begin is not None and is_earlier else cut
    before = days(series.rule, series.first_on, series.first_on, start - A_DAY)
    is_whole = next(before, None) is None
    first_on = min(series.first_on, start) if is_whole else start
    after = series_of(series.group, pattern, first_on)
    own = Change.objects.for_organisation(series.organisation_id).filter(series=series)
    return Turn(start, is_whole, after, _stray(after, own.filter(day__gte=start)))


@transaction.atomic
def change_series(
    *,
    by: StaffMembership,
    series: Series,
    pattern: Pattern,
    since: date | None = None,
    begin: date | None = None,
) -> Series:
    """Let a series go on by another pattern from `since` (None: all of it); return what goes on.

    What was held stays as it was: the pattern changes after the last session that was. Where the
    date `since` itself moves to an earlier day, `begin` is that day. Single changes go along where
    their date is still one, and else they go. Raises ValidationError when no date is left.
    """
    pattern = replace(pattern, room=stored_room(by=by, room=pattern.room))
    turn = turn_of(series, pattern, since, begin)
    gone, _ = turn.stray.delete()
    after = turn.after
    own = Series.objects.for_organisation(series.organisation_id)
    if turn.is_whole:
        after.pk, after.uuid, after.created_at = series.pk, series.uuid, series.created_at
        after.save(force_update=True)
    else:
        own.filter(pk=series.pk).update(last_on=turn.start - A_DAY)
        after.save(force_insert=True)
        later = Change.objects.for_organisation(series.organisation_id).filter(series=series)
        later.filter(day__gte=turn.start).update(series=after)
    _name_leaders(after, pattern)
    _follow(series.group, after)
    audit.record(
        "series changed", by=by, subject=series.group, since=turn.start, single_changes_gone=gone
    )
    return after


@transaction.atomic
def end_series(*, by: StaffMembership, series: Series, last_on: date) -> None:
    """Let a series end on a day. One that would have no date left goes, with its changes."""
    if last_on < series.first_on:
        series.delete()
    else:
        series.last_on = last_on
        series.save(update_fields=["last_on"])
        own = Change.objects.for_organisation(series.organisation_id).filter(series=series)
        _stray(series, own).delete()
    audit.record("series ended", by=by, subject=series.group, last_on=last_on)


def cut_of(series: Series, since: date | None) -> date | None:
    """Return the first date of the series that a change from `since` may touch, None where none is.

    It is later than the last session that was held within the series.
    """
    free = _free_from(series)
    start = max(free, since) if since else free
    end = series.last_on or start + timedelta(days=3660)
    return next(days(series.rule, series.first_on, start, end), None)


def _free_from(series: Series) -> date:
    held = Session.objects.for_organisation(series.organisation_id).filter(
        group=series.group_id, held_on__gte=series.first_on
    )
    if series.last_on:
        held = held.filter(held_on__lte=series.last_on)
    last = held.aggregate(last=Max("held_on"))["last"]
    return last + A_DAY if last else series.first_on


def _stray(series: Series, changes: Any) -> Any:
    """Return those of the changes whose date the series does not have."""
    dated = list(changes.values_list("pk", "day"))
    if not dated:
        return changes.none()
    last = max(day for _, day in dated)
    end = min(last, series.last_on or last)
    has = set(days(series.rule, series.first_on, series.first_on, end))
    return changes.filter(pk__in=[pk for pk, day in dated if day not in has])


def series_of(group: Group, pattern: Pattern, first_on: date) -> Series:
    """Return a series of this pattern, not saved."""
    return Series(
        organisation_id=group.organisation_id,
        group=group,
        first_on=first_on,
        rule=pattern.rule,
        starts_at=pattern.starts_at,
        minutes=pattern.minutes,
        room=pattern.room,
        last_on=pattern.last_on,
        bank_holidays=pattern.bank_holidays,
        keeps_terms=pattern.keeps_terms,
    )


def _name_leaders(series: Series, pattern: Pattern) -> None:
    own = {"organisation_id": series.organisation_id, "series": series}
    Leader.objects.filter(**own).delete()
    Leader.objects.bulk_create(leaders_of(own, pattern.leaders, pattern.names))


def leaders_of(
    own: dict[str, Any], colleagues: Iterable[StaffMembership], names: Iterable[str]
) -> list[Leader]:
    """Return unsaved rows that name these people; `own` says of what."""
    rows = [Leader(**own, membership=one) for one in colleagues]
    return rows + [Leader(**own, name=name) for name in names]


def _follow(group: Group, series: Series) -> None:
    """Let what a session outside of the timetable starts with be what the only pattern says."""
    others = Series.objects.for_organisation(group.organisation_id).filter(group=group)
    begins = max(series.first_on, timezone.localdate())
    if others.lasting(begins).exclude(pk=series.pk).exists():
        return
    now = {"starts_at": series.starts_at, "minutes": series.minutes, "room_id": series.room_id}
    if any(getattr(group, name) != value for name, value in now.items()):
        Group.objects.for_organisation(group.organisation_id).filter(pk=group.pk).update(**now)
        for name, value in now.items():
            setattr(group, name, value)
