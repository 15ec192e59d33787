"""Groups: when they meet, who is on their list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from organisations.request import Request
from rco_network.core.paging import Page, page_of

from ..actions import services as actions
from ..actions.enrolments import GroupFull, enrol, take_off_list
from ..actions.naming import colleagues_who_log, name_on, named_on
from ..actions.waiting import wait_for_group
from ..calculations.attendance import rate_of_group
from ..calculations.room import places_left
from ..calculations.timetable import next_dates
from ..enums import ATTENDED
from ..forms.colleagues import ColleaguesForm
from ..forms.guards import attempt, failed_status, locked_if_sent
from ..forms.people import FindForm
from ..forms.services import EnrolForm, GroupForm
from ..models import Attendance, Enrolment, Group, Participant, Service, Session
from ..parts import blocks_of_group
from ..permissions import (
    can_change_people,
    can_log,
    can_run_services,
    can_see_people,
    check_can_change_people,
    check_can_run_services,
    check_can_see_services,
)

LAST_SESSIONS = 10
MOST_FOUND = 50


def group(request: Request, uuid: UUID) -> HttpResponse:
    """One group: when and where, who is on its list, its last sessions."""
    check_can_see_services(request.membership)
    one: Any = _group(request, uuid)
    context = {
        "group": one,
        "page": _people_of(one, request),
        "sessions": _last_sessions(one),
        "next_dates": next_dates(one, timezone.localdate()) if one.now_meets else [],
        "named": named_on(one),
        "blocks": blocks_of_group(request.membership, one),
        "left": places_left(one),
        "rate": rate_of_group(one, timezone.localdate()),
        "can_log": can_log(request.membership, one),
        "can_change": can_run_services(request.membership),
        "can_see_people": can_see_people(request.membership),
        "can_change_people": can_change_people(request.membership),
    }
    return render(request, "services/group.html", context)


def _group(request: Request, uuid: UUID) -> Group:
    seen = Group.objects.visible_to(request.membership)
    seen = seen.select_related("service", "place", "room").with_series(timezone.localdate())
    return get_object_or_404(seen, uuid=uuid)


def _people_of(one: Group, request: Request) -> Page:
    people = Participant.objects.for_organisation(one.organisation_id).filter(
        enrolments__group=one,
        enrolments__organisation=one.organisation_id,
        enrolments__left_on=None,
    )
    return page_of(people, ("name_key", "id"), request.GET)


def _last_sessions(one: Group) -> Any:
    """Return the group's last sessions, each with `here`: people marked as there, or heads."""
    there = (
        Attendance.objects.filter(session=OuterRef("pk"), organisation=one.organisation_id)
        .order_by()
        .values("session")
        .annotate(n=Count("id", filter=Q(mark__in=ATTENDED)))
        .values("n")
    )
    return (
        Session.objects.for_organisation(one.organisation_id)
        .filter(group=one)
        .annotate(here=Subquery(there), heads=F("head_count__people"))
        .order_by("-held_on", "-starts_at")[:LAST_SESSIONS]
    )


def group_new(request: Request, uuid: UUID) -> HttpResponse:
    """Add a group to a service."""
    check_can_run_services(request.membership)
    service = get_object_or_404(Service.objects.visible_to(request.membership), uuid=uuid)
    form = GroupForm(request.POST or None, membership=request.membership)
    if form.is_valid():
        made = attempt(
            form,
            actions.add_group,
            by=request.membership,
            service=service,
            group=form.instance,
            weekday=form.cleaned_data["weekday"],
            room_name=form.cleaned_data["venue"],
        )
        if made is not None:
            messages.success(request, _("Added. Now add its people."))
            return redirect("group", uuid=made.uuid)
    context = {"form": form, "service": service, "title": _("New group"), "button": _("Add group")}
    return render(request, "services/group_form.html", context, status=failed_status(form))


def group_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change what a group is called and how it counts. Logged sessions stay as they were."""
    check_can_run_services(request.membership)
    seen = Group.objects.visible_to(request.membership).select_related("service", "place", "room")
    one = get_object_or_404(locked_if_sent(request, seen), uuid=uuid)
    title = _("Change %(name)s") % {"name": one.name}
    form = GroupForm(request.POST or None, instance=one, membership=request.membership)
    if form.is_valid() and attempt(
        form,
        actions.change_group,
        by=request.membership,
        group=one,
        changed=form.changed_data,
        weekday=form.cleaned_data.get("weekday"),
        room_name=form.cleaned_data.get("venue"),
    ):
        messages.success(request, _("Saved."))
        return redirect("group", uuid=uuid)
    context = {"form": form, "service": one.service, "title": title, "button": _("Save")}
    return render(request, "services/group_form.html", context, status=failed_status(form))


@require_POST
def group_close(request: Request, uuid: UUID) -> HttpResponse:
    """Close a group; what it did stays."""
    actions.close_group(by=request.membership, group=_to_change(request, uuid))
    messages.success(request, _("Closed. Its figures stay; you can open it again."))
    return redirect("group", uuid=uuid)


@require_POST
def group_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Open a closed group again."""
    actions.reopen(by=request.membership, subject=_to_change(request, uuid))
    messages.success(request, _("Open again."))
    return redirect("group", uuid=uuid)


def _to_change(request: Request, uuid: UUID) -> Group:
    check_can_run_services(request.membership)
    seen = Group.objects.visible_to(request.membership).select_related("service")
    return get_object_or_404(seen.select_for_update(of=("self",)), uuid=uuid)


def group_staff(request: Request, uuid: UUID) -> HttpResponse:
    """Say which loggers log this group: they see it, and no other that they are not named on."""
    check_can_run_services(request.membership)
    one = get_object_or_404(
        locked_if_sent(request, Group.objects.visible_to(request.membership)), uuid=uuid
    )
    loggers = colleagues_who_log(one.organisation_id)
    sent = request.POST if request.method == "POST" else None
    form = ColleaguesForm(sent, colleagues=loggers, chosen=named_on(one), label=_("Loggers"))
    if form.is_valid():
        name_on(by=request.membership, group=one, colleagues=form.cleaned_data["colleagues"])
        messages.success(request, _("Saved."))
        return redirect("group", uuid=uuid)
    context = {"group": one, "form": form, "has_loggers": bool(loggers)}
    return render(request, "services/group_staff.html", context, status=failed_status(form))


def group_people(request: Request, uuid: UUID) -> HttpResponse:
    """Find people and put them on the group's list."""
    check_can_change_people(request.membership)
    one = _group(request, uuid)
    find, form = FindForm(request.POST or None), EnrolForm(membership=request.membership)
    full = ""
    if "enrol" in request.POST or "knowingly" in request.POST:
        form = EnrolForm(request.POST, membership=request.membership)
        full = _enrolled_or_full(request, one, form)
        if form.is_valid() and not full:
            return redirect("group", uuid=uuid)
    words = find.cleaned_data["words"] if find.is_valid() else ""
    context = {
        "group": one,
        "find": find,
        "form": form,
        "words": words,
        "found": _not_in(one).called(words).order_by("name_key", "id")[:MOST_FOUND],
        "most": MOST_FOUND,
        "full": full,
        "ticked": request.POST.getlist("people"),
    }
    status = 409 if full else failed_status(form)
    return render(request, "services/group_people.html", context, status=status)


def _enrolled_or_full(request: Request, one: Group, form: EnrolForm) -> str:
    """Put the ticked people on the list, or return why there is no room for them."""
    if not form.is_valid():
        return ""
    try:
        many = enrol(
            by=request.membership,
            group=one,
            people=form.cleaned_data["people"],
            is_knowing="knowingly" in request.POST,
        )
    except GroupFull as full:
        return str(full)
    messages.success(request, ngettext("%d person added.", "%d people added.", many) % many)
    return ""


@require_POST
def group_waiting(request: Request, uuid: UUID) -> HttpResponse:
    """Put the ticked people on the waiting list of a full group."""
    check_can_change_people(request.membership)
    one = _group(request, uuid)
    form = EnrolForm(request.POST, membership=request.membership)
    if form.is_valid():
        many = wait_for_group(by=request.membership, group=one, people=form.cleaned_data["people"])
        messages.success(
            request, ngettext("%d person waits now.", "%d people wait now.", many) % many
        )
        return redirect("waiting")
    messages.error(request, str(form.errors["people"][0]))
    return redirect("group-people", uuid=uuid)


def _not_in(one: Group) -> Any:
    """People who come and are not on the group's list."""
    on_list = Enrolment.objects.for_organisation(one.organisation_id).filter(
        group=one, left_on=None
    )
    people = Participant.objects.for_organisation(one.organisation_id).current()
    return people.exclude(pk__in=on_list.values("participant"))


@require_POST
def group_people_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take people off the group's list."""
    check_can_change_people(request.membership)
    one = _group(request, uuid)
    form = EnrolForm(request.POST, membership=request.membership)
    if form.is_valid():
        many = take_off_list(by=request.membership, group=one, people=form.cleaned_data["people"])
        messages.success(
            request, _("Taken off the list: %(many)s. What they attended stays.") % {"many": many}
        )
    else:
        messages.error(request, str(form.errors["people"][0]))
    return redirect("group", uuid=uuid)
