"""Single dates of a pattern: held otherwise, cancelled, as planned again; and one more session."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from organisations.request import Request

from ..actions.changes import add_extra, as_planned, cancel_date, move_date
from ..actions.series import Pattern, end_series
from ..calculations.recurrence import days, shifted
from ..calculations.timetable import Occurrence, occurrences
from ..enums import EditScope
from ..forms.guards import attempt, failed_status
from ..forms.series import CancelForm, DateForm, ExtraForm, who_leads
from ..models import Change, Group, Series
from ..permissions import check_can_run_services
from .series import (
    Asked,
    digest_of,
    draw_form,
    is_confirmed,
    make_change,
    next_date,
    preview_of,
    room_names,
    say_clashes,
    seen_group,
    seen_series,
)

_A_DAY = timedelta(days=1)


def series_date(request: Request, uuid: UUID) -> HttpResponse:
    """One date of a pattern (`?on=`): hold it otherwise, alone or with later ones."""
    check_can_run_services(request.membership)
    series = seen_series(request, uuid)
    on = _date_of(request, series)
    form = DateForm(
        request.POST or None, membership=request.membership, initial=_initial(series, on)
    )
    preview = None
    if form.is_valid():
        if form.cleaned_data["scope"] == EditScope.ONE:
            to = form.one_date
            if attempt(form, move_date, by=request.membership, series=series, day=on, to=to):
                messages.success(request, gettext("Saved."))
                say_clashes(request, series.group)
                return redirect(f"{reverse('calendar')}?on={to.day}")
        else:
            change = _for_all(form, series, on)
            preview = preview_of(form, series, change) if change else None
            agreed = change if is_confirmed(request, preview) else None
            if agreed and make_change(request, form, series, agreed):
                return redirect("group", uuid=series.group.uuid)
    return _draw_date(request, series, on, form, CancelForm(prefix="off"), preview)


@require_POST
def series_cancel(request: Request, uuid: UUID) -> HttpResponse:
    """Cancel one date of a pattern, or let the pattern end before it."""
    check_can_run_services(request.membership)
    series = seen_series(request, uuid)
    on = _date_of(request, series)
    form = CancelForm(request.POST, prefix="off")
    if form.is_valid():
        data = form.cleaned_data
        if data["scope"] == EditScope.LATER:
            done = attempt(form, _end, request=request, series=series, on=on)
        else:
            more = {"reason": data["reason"], "note": data["note"]}
            done = attempt(form, cancel_date, by=request.membership, series=series, day=on, **more)
        if done:
            messages.success(request, gettext("Cancelled."))
            return redirect(f"{reverse('calendar')}?on={on}")
    fresh = DateForm(membership=request.membership, initial=_initial(series, on))
    return _draw_date(request, series, on, fresh, form, None)


@require_POST
def change_undo(request: Request, uuid: UUID) -> HttpResponse:
    """Take back what was changed of one date."""
    check_can_run_services(request.membership)
    seen = Group.objects.visible_to(request.membership)
    own = Change.objects.for_organisation(request.membership.organisation_id)
    change = get_object_or_404(
        own.filter(group__in=seen.values("pk"))
        .select_related("group")
        .select_for_update(of=("self",)),
        uuid=uuid,
    )
    day = change.day
    as_planned(by=request.membership, change=change)
    messages.success(request, gettext("It is as planned again."))
    return redirect(f"{reverse('calendar')}?on={day}")


def extra_new(request: Request, uuid: UUID) -> HttpResponse:
    """Let a group meet once more."""
    check_can_run_services(request.membership)
    group = seen_group(request, uuid)
    form = ExtraForm(
        request.POST or None,
        membership=request.membership,
        initial={
            "day": timezone.localdate(),
            "starts_at": group.starts_at,
            "minutes": group.minutes,
            "venue": group.room.name if group.room else "",
        },
    )
    if form.is_valid():
        to, key = form.one_date, form.cleaned_data["key"]
        if attempt(form, add_extra, by=request.membership, group=group, to=to, key=key):
            messages.success(request, gettext("Added."))
            say_clashes(request, group)
            return redirect(f"{reverse('calendar')}?on={to.day}")
    return draw_form(request, group, form, gettext("One more session"), gettext("Add it"))


def _for_all(form: DateForm, series: Series, on: date) -> Asked | None:
    """What a single date that was changed means for the others; None where that is not plain."""
    to, is_later = form.one_date, form.cleaned_data["scope"] == EditScope.LATER
    rule = shifted(series.rule, on, to.day)
    if rule is None:
        form.add_error(
            "day",
            gettext("Other dates cannot follow to this day. Change the pattern itself instead."),
        )
        return None
    pattern = Pattern(
        rule=rule,
        starts_at=to.starts_at,
        minutes=to.minutes,
        room=to.room,
        last_on=series.last_on,
        bank_holidays=series.bank_holidays,
        keeps_terms=series.keeps_terms,
        leaders=to.leaders,
        names=to.names,
    )
    return Asked(pattern, on, min(on, to.day)) if is_later else Asked(pattern, None)


def _end(*, request: Request, series: Series, on: date) -> bool:
    end_series(by=request.membership, series=series, last_on=on - _A_DAY)
    return True


def _date_of(request: Request, series: Series) -> date:
    """Return the date that the address names; without one the next. 404 for no date of it."""
    text = request.GET.get("on", "")
    if not text:
        return next_date(series) or series.first_on
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if on > (series.last_on or on) or on not in days(series.rule, series.first_on, on, on):
        raise Http404
    return on


def _planned(series: Series, on: date) -> Occurrence | None:
    """What is going to be of this date, on whatever day."""
    change = Change.objects.for_organisation(series.organisation_id).filter(series=series, day=on)
    moved = change.first()
    day = moved.to_day or on if moved else on
    found = occurrences([series.group], day, day)
    return next((o for o in found if o.series == series and o.original_day == on), None)


def _initial(series: Series, on: date) -> dict[str, Any]:
    one = _planned(series, on)
    now: Any = one or series
    leads = who_leads(change=one.change) if one and one.change else {"leaders": [], "names": ""}
    return {
        "day": one.day if one else on,
        "starts_at": now.starts_at,
        "minutes": now.minutes,
        "venue": now.room.name if now.room else "",
        "reason": one.change.reason if one and one.change else "",
        "note": one.note if one else "",
    } | (leads if any(leads.values()) else who_leads(series=series))


def _draw_date(
    request: Request,
    series: Series,
    on: date,
    form: DateForm,
    cancel: CancelForm,
    preview: list[str] | None,
) -> HttpResponse:
    context = {
        "series": series,
        "group": series.group,
        "on": on,
        "planned": _planned(series, on),
        "form": form,
        "cancel": cancel,
        "rooms": room_names(series.group),
        "preview": preview,
        "digest": digest_of(preview) if preview else "",
    }
    status = max(failed_status(form), failed_status(cancel))
    return render(request, "services/timetable/date.html", context, status=status)
