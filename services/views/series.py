"""When a group meets: its patterns."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from organisations.request import Request

from ..actions.series import (
    Pattern,
    Turn,
    add_series,
    change_series,
    turn_of,
    usual_pattern,
)
from ..calculations.preview import day_in_full, sentences
from ..calculations.recurrence import days
from ..calculations.timetable import occurrences, room_clashes
from ..forms.guards import attempt, failed_status
from ..forms.series import (
    PatternEditForm,
    PatternForm,
)
from ..models import Group, Room, Series
from ..permissions import check_can_run_services

_A_DAY = timedelta(days=1)
# How far ahead two groups in one room are looked for.
_LOOK = timedelta(days=56)


def series_new(request: Request, uuid: UUID) -> HttpResponse:
    """Say on which days a group meets."""
    check_can_run_services(request.membership)
    group = seen_group(request, uuid)
    form = PatternForm(
        request.POST or None, membership=request.membership, initial=_as_usual(group)
    )
    if form.is_valid() and attempt(
        form,
        add_series,
        by=request.membership,
        group=group,
        pattern=form.pattern,
        first_on=form.cleaned_data["first_on"],
        key=form.cleaned_data["key"],
    ):
        messages.success(request, gettext("Saved."))
        say_clashes(request, group)
        return redirect("group", uuid=uuid)
    title = gettext("When it meets")
    return draw_form(request, group, form, title, gettext("Save"))


def _as_usual(group: Group) -> dict[str, Any]:
    """What a new pattern starts from: today, and the times that the group has."""
    today = timezone.localdate()
    usual = usual_pattern(group, today.weekday())
    return {
        "first_on": today,
        "starts_at": usual.starts_at,
        "minutes": usual.minutes,
        "venue": group.room.name if group.room else "",
        "bank_holidays": usual.bank_holidays,
        "keeps_terms": usual.keeps_terms,
    }


def series_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a pattern from a date on, or all of it; shown before it is done."""
    check_can_run_services(request.membership)
    series = seen_series(request, uuid)
    initial = {"since": next_date(series) or series.first_on}
    form = PatternEditForm(
        request.POST or None, membership=request.membership, series=series, initial=initial
    )
    title, preview = gettext("Change when it meets"), None
    if form.is_valid():
        change = Asked(form.pattern, form.starts_from)
        preview = preview_of(form, series, change)
        if is_confirmed(request, preview) and make_change(request, form, series, change):
            return redirect("group", uuid=series.group.uuid)
    return draw_form(request, series.group, form, title, gettext("Go on"), preview=preview)


@dataclass(frozen=True)
class Asked:
    """What a form asks for of a series (actions.series.change_series)."""

    pattern: Pattern
    since: date | None
    begin: date | None = None


def preview_of(form: Any, series: Series, change: Asked) -> list[str] | None:
    """Say what would be done; None where it cannot be, which the form says then."""
    turn: Turn | None = attempt(
        form,
        turn_of,
        series=series,
        pattern=change.pattern,
        since=change.since,
        begin=change.begin,
    )
    if turn is None:
        return None
    return sentences(series, turn.after, turn.start, turn.stray.count())


def is_confirmed(request: Request, preview: list[str] | None) -> bool:
    """Whether just this was shown and agreed to."""
    return preview is not None and request.POST.get("confirmed") == digest_of(preview)


def digest_of(preview: list[str]) -> str:
    return hashlib.sha256("\n".join(preview).encode()).hexdigest()[:20]


def make_change(request: Request, form: Any, series: Series, change: Asked) -> bool:
    done = attempt(
        form,
        change_series,
        by=request.membership,
        series=series,
        pattern=change.pattern,
        since=change.since,
        begin=change.begin,
    )
    if done:
        messages.success(request, gettext("Saved."))
        say_clashes(request, series.group)
    return bool(done)


def say_clashes(request: Request, group: Group) -> None:
    """Warn where this group is going to be in one room with another."""
    today = timezone.localdate()
    groups = Group.objects.for_organisation(group.organisation_id).running()
    found = room_clashes(occurrences(groups, today, today + _LOOK))
    for one, other in found:
        if group.pk in (one.group.pk, other.group.pk):
            who = other.group if one.group.pk == group.pk else one.group
            messages.warning(
                request,
                gettext("%(group)s is in %(room)s at the same time on %(day)s.")
                % {"group": who.name, "room": one.place, "day": day_in_full(one.day)},
            )
            return


def seen_group(request: Request, uuid: UUID) -> Group:
    seen = Group.objects.visible_to(request.membership)
    return get_object_or_404(seen.select_related("service", "room"), uuid=uuid)


def seen_series(request: Request, uuid: UUID) -> Series:
    """The pattern of a group that the colleague sees; locked while it is changed."""
    own = Series.objects.for_organisation(request.membership.organisation_id)
    seen = own.filter(group__in=Group.objects.visible_to(request.membership).values("pk"))
    if request.method == "POST":
        seen = seen.select_for_update(of=("self",))
    return get_object_or_404(seen.select_related("group__service", "room"), uuid=uuid)


def next_date(series: Series) -> date | None:
    today = timezone.localdate()
    end = series.last_on or today + timedelta(days=3660)
    return next(days(series.rule, series.first_on, today, end), None)


def room_names(group: Group) -> list[str]:
    own = Room.objects.for_organisation(group.organisation_id)
    return list(own.order_by("name").values_list("name", flat=True))


def draw_form(
    request: Request,
    group: Group,
    form: Any,
    title: str,
    button: str,
    *,
    preview: list[str] | None = None,
) -> HttpResponse:
    context = {
        "group": group,
        "form": form,
        "title": title,
        "button": button,
        "rooms": room_names(group),
        "preview": preview,
        "digest": digest_of(preview) if preview else "",
    }
    return render(
        request, "services/timetable/series_form.html", context, status=failed_status(form)
    )
