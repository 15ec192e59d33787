"""Finding people, and keeping what is known of them right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from organisations.enums import Right
from organisations.request import Request
from rco_network.core import languages
from rco_network.core.dates import day_in_words
from rco_network.core.paging import page_of

from ..actions.kin import kin_of
from ..actions.links import linked_to
from ..actions.participants import add_participant, change_participant
from ..actions.restrictions import named_for
from ..calculations import age_band_label
from ..calculations.attendance import Rate, rates_of_person, total
from ..enums import Mark
from ..forms.guards import attempt, failed_status
from ..forms.people import FindForm, ParticipantForm
from ..models import Attendance, Enrolment, Participant
from ..parts import blocks_of_person
from ..permissions import (
    can_change_people,
    can_restrict,
    check_can_change_people,
    check_can_see_people,
)
from .kin import facts_of_needs
from .person import open_person

# What was searched for stays in the session, since an address is kept in logs and in the
# history of a borrowed phone, and a search is a name.
SEARCH_KEY = "people_search"
LAST_SESSIONS = 10


def people(request: Request) -> HttpResponse:
    """Everyone who comes, by name; a search finds them by the beginning of any of their names."""
    check_can_see_people(request.membership)
    if request.method == "POST":
        form = FindForm(request.POST)
        request.session[SEARCH_KEY] = form.cleaned_data["words"] if form.is_valid() else ""
        return redirect("people")
    words = request.session.get(SEARCH_KEY, "")
    has_left = request.GET.get("show") == "left"
    found = Participant.objects.visible_to(request.membership).select_related("restriction")
    found = (found.exclude(left_on=None).known() if has_left else found.current()).called(words)
    page = page_of(found.defer("other_languages"), ("name_key", "id"), request.GET)
    context = {
        "form": FindForm(initial={"words": words}),
        "words": words,
        "has_left": has_left,
        "page": page,
        "rows": [_row(person) for person in page.rows],
        "can_change": can_change_people(request.membership),
    }
    return render(request, "services/people.html", context)


def _row(person: Participant) -> dict[str, Any]:
    language = languages.said(person.main_language) if person.main_language else ""
    return {
        "title": person.name,
        "url": reverse("participant", args=[person.uuid]),
        "detail": language,
        "tag": "restricted" if person.is_restricted else "",
    }


def participant(request: Request, uuid: UUID) -> HttpResponse:
    """One person: what is known, which groups, and the last ten sessions."""
    check_can_see_people(request.membership)
    person = open_person(request, uuid, "district", "household")
    rates = rates_of_person(person, timezone.localdate())
    context = {
        "participant": person,
        "named": named_for(person) if person.is_restricted else [],
        "can_change": can_change_people(request.membership),
        "can_restrict": can_restrict(request.membership),
        "can_log": request.membership.has_right(Right.LOG),
        "can_raise": request.membership.has_right(Right.RAISE_CONCERNS),
        "facts": _facts(person) + facts_of_needs(person),
        "linked": linked_to(person),
        "kin": _kin(person),
        "rate": total(rates.values()),
        "enrolments": _enrolments(person, rates),
        "sessions": _last_sessions(person),
        "blocks": blocks_of_person(request.membership, person),
    }
    return render(request, "services/participant.html", context)


def _facts(person: Participant) -> list[tuple[str, Any]]:
    spoken = [code for code in (person.main_language, *person.other_languages) if code]
    age = age_band_label(person)
    born = f"{person.year_of_birth} ({age.lower()})" if person.year_of_birth else age
    left = [(gettext("Left"), day_in_words(person.left_on))] if person.left_on else []
    return [
        (gettext("Languages"), ", ".join(languages.said(code) for code in spoken)),
        (gettext("Year of birth") if person.year_of_birth else gettext("Age"), born),
        (gettext("Gender"), person.get_gender_display() if person.gender else ""),
        (gettext("Postcode, first half"), person.outward_postcode),
        (gettext("District"), str(person.district or "")),
        (gettext("Household"), str(person.household or "")),
        (gettext("First came"), day_in_words(person.joined_on)),
        *left,
    ]


def _kin(person: Participant) -> list[dict[str, Any]]:
    return [
        {"title": other.name, "url": reverse("participant", args=[other.uuid]), "detail": word}
        for _row, other, word in kin_of(person)
    ]


def _enrolments(person: Participant, rates: dict[int, Rate]) -> list[dict[str, Any]]:
    rows = (
        Enrolment.objects.for_organisation(person.organisation_id)
        .filter(participant=person)
        .select_related("group__service")
        .order_by("left_on", "-enrolled_on", "id")
    )
    return [
        {
            "title": f"{row.group.service.name} – {row.group.name}",
            "url": reverse("group", args=[row.group.uuid]),
            "detail": gettext("since %(day)s") % {"day": day_in_words(row.enrolled_on)}
            + _rate_words(rates.get(row.group_id)),
            "tag": gettext("left %(day)s") % {"day": day_in_words(row.left_on)}
            if row.left_on
            else "",
        }
        for row in rows
    ]


def _rate_words(rate: Rate | None) -> str:
    if rate is None or rate.percent is None:
        return ""
    came = {"came": rate.came, "of": rate.came + rate.missed, "percent": rate.percent}
    return ", " + gettext("came to %(came)d of %(of)d (%(percent)d%%)") % came


def _last_sessions(person: Participant) -> list[dict[str, Any]]:
    rows = (
        Attendance.objects.for_organisation(person.organisation_id)
        .filter(participant=person)
        .select_related("session__group__service")
        .order_by("-held_on", "-id")[:LAST_SESSIONS]
    )
    return [
        {
            "day": row.held_on,
            "group": f"{row.session.group.service.name} – {row.session.group.name}",
            "uuid": row.session.uuid,
            "mark": Mark(row.mark).label,
            "was_there": row.was_there,
        }
        for row in rows
    ]


def participant_new(request: Request) -> HttpResponse:
    """Add somebody. Asks first whether it is somebody who is known already."""
    check_can_change_people(request.membership)
    form = ParticipantForm(request.POST or None, membership=request.membership)
    if form.is_valid():
        if form.same_person:
            messages.info(request, gettext("Known already, so nobody was added."))
            return redirect("participant", uuid=form.same_person)
        person = attempt(
            form,
            add_participant,
            by=request.membership,
            participant=form.instance,
            household=form.household,
        )
        if person is not None:
            messages.success(request, gettext("Added."))
            return redirect("participant", uuid=person.uuid)
    context = {"form": form, "uuid": None, "name": ""}
    return render(request, "services/participant_form.html", context, status=failed_status(form))


def participant_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Correct what is known of somebody."""
    check_can_change_people(request.membership)
    person = open_person(request, uuid, "household", is_locked=True)
    name = person.name
    form = ParticipantForm(request.POST or None, instance=person, membership=request.membership)
    if form.is_valid() and attempt(
        form,
        change_participant,
        by=request.membership,
        participant=form.instance,
        household=form.household,
        changed=form.changed_data,
    ):
        messages.success(request, gettext("Saved."))
        return redirect("participant", uuid=uuid)
    context = {"form": form, "uuid": uuid, "name": name}
    return render(request, "services/participant_form.html", context, status=failed_status(form))
