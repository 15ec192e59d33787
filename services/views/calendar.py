"""The calendar by week and month, and its secret address for phones."""

from datetime import date, timedelta
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from organisations.request import Request

from ..actions.calendar_feeds import end_feed, feed_of, hash_of, make_feed, opened
from ..calculations.calendar import days_of, month_of, week_of
from ..calendar_file import calendar_file
from ..models import Group
from ..permissions import (
    can_run_services,
    can_use_feed,
    check_can_see_services,
    check_can_use_feed,
)

# Ten years each way: what lies beyond is a slip of the finger.
_FAR = timedelta(days=3660)


def calendar(request: Request) -> HttpResponse:
    """What meets in a week, or a month: of the groups that the colleague sees."""
    check_can_see_services(request.membership)
    today = timezone.localdate()
    is_month = request.GET.get("view") == "month"
    day = _day(request.GET.get("on", ""), today)
    span = (month_of if is_month else week_of)(day)
    groups = Group.objects.visible_to(request.membership)
    context = {
        "days": days_of(groups, request.membership.organisation_id, span, today),
        "span": span,
        "today": today,
        "is_month": is_month,
        "tabs": _tabs(day, is_month=is_month),
        "can_change": can_run_services(request.membership),
        "can_log": can_use_feed(request.membership),
    }
    return render(request, "services/timetable/calendar.html", context)


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs(day - today) <= _FAR else today


def _tabs(day: date, *, is_month: bool) -> list[dict[str, Any]]:
    here = reverse("calendar")
    return [
        {"label": gettext("Week"), "url": f"{here}?on={day}", "is_current": not is_month},
        {"label": gettext("Month"), "url": f"{here}?view=month&on={day}", "is_current": is_month},
    ]


def calendar_feed(request: Request) -> HttpResponse:
    """The secret address of one's calendar: made here, shown once."""
    check_can_use_feed(request.membership)
    address = ""
    if request.method == "POST":
        secret = make_feed(by=request.membership, is_neutral="neutral" in request.POST)
        address = settings.SITE_URL.rstrip("/") + reverse("calendar-file", args=[secret])
    context = {"address": address, "feed": feed_of(request.membership)}
    return render(request, "services/timetable/feed.html", context)


@require_POST
def calendar_feed_end(request: Request) -> HttpResponse:
    """Let the secret address open nothing any more."""
    check_can_use_feed(request.membership)
    if end_feed(by=request.membership):
        messages.success(request, gettext("The address opens nothing any more."))
    return redirect("calendar-feed")


@login_not_required
@require_safe
def calendar_feed_file(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself, for whoever holds the secret: what its owner may see at this moment."""
    with opened(secret) as found:
        if found is None:
            return _missed(request)
        if not _may_read(request, hash_of(secret)):
            return ratelimit.respond_429(request)
        feed, owner = found
        text = calendar_file(
            Group.objects.visible_to(owner).running(),
            owner.organisation.name,
            timezone.localdate(),
            is_neutral=feed.is_neutral,
        )
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _may_read(request: HttpRequest, key: str) -> bool:
    limit = {"app": "allauth.account", "action": "calendar_read", "limit_get": True}
    return ratelimit.consume(request, key=key, **limit) is not None


def _missed(request: HttpRequest) -> HttpResponse:
    """Made up, renewed, ended and of somebody who has left: all the same."""
    limit = {"app": "allauth.account", "action": "calendar_missed", "limit_get": True}
    if ratelimit.consume(request, **limit) is None:
        return ratelimit.respond_429(request)
    raise Http404
