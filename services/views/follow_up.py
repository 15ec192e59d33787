"""Who stayed away in a row, and calling them."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from rco_network.core import audit
from rco_network.core.access import Refused

from ..actions.follow_up import follow_up
from ..calculations.attendance import Away, away_in_a_row, groups_followed_by
from ..enums import Channel
from ..forms.follow_up import CallForm
from ..forms.guards import attempt, failed_status
from ..models import Group
from ..permissions import (
    can_change_people,
    check_can_change_people,
    check_can_see_services,
)
from ..safe_contact import may_contact
from .person import open_person


@require_safe
def stayed_away(request: Request) -> HttpResponse:
    """Who stayed away as often in a row as their group says: one's own groups, or all one sees."""
    check_can_see_services(request.membership)
    shows_all = request.GET.get("show") == "all"
    groups = _all_groups(request) if shows_all else groups_followed_by(request.membership)
    context = {
        "away": away_in_a_row(request.membership.organisation_id, groups, timezone.localdate()),
        "shows_all": shows_all,
        "can_call": can_change_people(request.membership),
    }
    return render(request, "services/stayed_away.html", context)


def _all_groups(request: Request) -> list[int]:
    seen = Group.objects.visible_to(request.membership).running()
    return list(seen.values_list("pk", flat=True))


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: Request, uuid: UUID) -> HttpResponse:
    """Call somebody who stayed away, and note what they said."""
    check_can_change_people(request.membership)
    person = open_person(request, uuid, is_locked=True)
    everybody = away_in_a_row(
        request.membership.organisation_id, _all_groups(request), timezone.localdate()
    )
    away = [one for one in everybody if one.person == person.uuid]
    phone, danger = "", ""
    try:
        phone = may_contact(person, Channel.CALL)
    except Refused as refused:
        danger = str(refused)
    form = CallForm(request.POST or None, is_safe=bool(phone))
    if form.is_valid() and _noted(request, person, form, away):
        messages.success(request, gettext("Noted. They are off the list until the next absence."))
        return redirect("stayed-away")
    if phone and request.method != "POST":
        audit.record("contact details opened", by=request.membership, subject=person)
    context = {
        "participant": person,
        "away": away,
        "phone": phone,
        "danger": danger,
        "form": form,
    }
    return render(request, "services/call.html", context, status=failed_status(form))


def _noted(request: Request, person: object, form: forms.ModelForm, away: list[Away]) -> bool:
    try:
        made = attempt(
            form,
            follow_up,
            by=request.membership,
            participant=person,
            note=form.instance,
            away=away,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return made is not None
