"""First pages: what each person needs when they have just signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from organisations.enums import Right
from organisations.request import Request
from services.actions.retention_run import coming
from services.parts import tasks_of
from services.permissions import can_set_retention

from ..overview import awards_given, meetings, members, reports_to_make

MOST_TASKS = 12


def home(request: Request) -> HttpResponse:
    """The first page of whoever asks."""
    if request.membership.has_right(Right.SEE_MEMBERS):
        return coordinator(request)
    if request.membership.has_right(Right.READ_REPORTS):
        return funder(request)
    return worker(request)


def worker(request: Request) -> HttpResponse:
    """Today's groups, one tap from their registers, and what is missing."""
    membership, today = request.membership, timezone.localdate()
    todays, missing = meetings(membership, today)
    tasks = tasks_of(membership, today)
    can_report = membership.has_right(Right.MAKE_REPORTS)
    context = {
        "today": today,
        "todays": todays,
        "missing": missing[:6],
        "more_missing": max(0, len(missing) - 6),
        "due": reports_to_make(membership) if can_report else [],
        "can_log": membership.has_right(Right.LOG),
        "can_import": membership.has_right(Right.IMPORT),
        "can_run": membership.has_right(Right.RUN_SERVICES),
        "tasks": tasks[:MOST_TASKS],
        "more_tasks": max(0, len(tasks) - MOST_TASKS),
        "going": coming(membership.organisation_id) if can_set_retention(membership) else [],
    }
    return render(request, "home/worker.html", context)


def coordinator(request: Request) -> HttpResponse:
    """The forum's members: who is alive and reporting, who has gone quiet."""
    today = timezone.localdate()
    rows = members(request.membership, today)
    context = {
        "tasks": tasks_of(request.membership, today)[:MOST_TASKS],
        "members": rows,
        "quiet": sum(row.is_quiet for row in rows),
        "overdue": sum(row.returns_overdue for row in rows),
    }
    return render(request, "home/coordinator.html", context)


def funder(request: Request) -> HttpResponse:
    """Awards, and the reports that are ready."""
    awards = awards_given(request.membership, timezone.localdate())
    context = {"awards": awards, "ready": [a for a in awards if a.edition_code]}
    return render(request, "home/funder.html", context)
