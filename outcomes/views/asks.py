"""One person who is asked: the ways in which they can answer."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.views.person import note_view

from ..actions.answers import take_back, write_down
from ..actions.links import LINK_LASTS, make_link, make_unnamed_link
from ..actions.waves import check_is_open, decline
from ..calculations.scripts import best_language, own_name, scripts_of
from ..forms.answering import AnswerForm
from ..models import Ask, Response
from ..permissions import check_can_ask
from .waves import draw_wave, open_wave, scores_of


def open_ask(request: Request, uuid: UUID) -> Ask:
    """Return somebody who is asked by name, else 404; looking at who is restricted is noted."""
    own: Any = Ask.objects.for_organisation(request.membership.organisation_id)
    known = own.filter(participant__erased_at=None).exclude(participant=None)
    rows = known.select_related(
        "wave__instrument", "wave__group", "wave__organisation", "participant__restriction"
    )
    found: Ask = get_object_or_404(locked_if_sent(request, rows), uuid=uuid)
    note_view(request, found.participant)  # type: ignore[arg-type]
    return found


def ask(request: Request, uuid: UUID) -> HttpResponse:
    """Somebody who is asked: what they answered, or how they can."""
    check_can_ask(request.membership)
    return _draw(request, open_ask(request, uuid))


def _draw(request: Request, one: Ask, link: str = "") -> HttpResponse:
    rows = Response.objects.for_organisation(one.organisation_id)
    response = rows.filter(wave=one.wave_id, participant=one.participant_id).first()
    context = {
        "ask": one,
        "response": response,
        "scores": scores_of(one.wave, response),
        "is_open": one.state != "answered" and one.wave.closed_on is None,
        "link": link,
        "days": LINK_LASTS.days,
    }
    return render(request, "outcomes/ask.html", context)


def ask_write(request: Request, uuid: UUID) -> HttpResponse:
    """Write down what somebody answers, all questions on one page."""
    check_can_ask(request.membership)
    one = open_ask(request, uuid)
    check_is_open(one)
    scripts = scripts_of(one.wave.instrument)
    wanted = str(request.GET.get("language") or one.participant.main_language)  # type: ignore[union-attr]
    script = scripts[best_language(scripts, wanted)]
    form = AnswerForm(request.POST or None, script=script)
    if form.is_valid() and attempt(
        form, write_down, by=request.membership, ask=one, sheet=form.sheet
    ):
        messages.success(request, _("Saved."))
        return redirect("wave", uuid=one.wave.uuid)
    context = {
        "form": form,
        "ask": one,
        "script": script,
        "languages": [(code, own_name(code)) for code in scripts],
    }
    return render(request, "outcomes/ask_write.html", context, status=failed_status(form))


@require_POST
def ask_decline(request: Request, uuid: UUID) -> HttpResponse:
    """Somebody did not want to answer."""
    check_can_ask(request.membership)
    one = open_ask(request, uuid)
    decline(by=request.membership, ask=one)
    messages.success(request, _("Written down. They still count among those who were asked."))
    return redirect("wave", uuid=one.wave.uuid)


@require_POST
def ask_take_back(request: Request, uuid: UUID) -> HttpResponse:
    """Remove answers written down by mistake."""
    check_can_ask(request.membership)
    one = open_ask(request, uuid)
    take_back(by=request.membership, ask=one)
    messages.success(request, _("Taken back. It can be asked again."))
    return redirect("ask", uuid=uuid)


@require_POST
def ask_link(request: Request, uuid: UUID) -> HttpResponse:
    """Make a link for somebody, shown once."""
    check_can_ask(request.membership)
    one = open_ask(request, uuid)
    return _draw(request, one, _address(make_link(by=request.membership, ask=one)))


@require_POST
def wave_link(request: Request, uuid: UUID) -> HttpResponse:
    """Make a link for somebody whom nobody names, shown once."""
    check_can_ask(request.membership)
    one = open_wave(request, uuid, is_locked=True)
    secret = make_unnamed_link(by=request.membership, wave=one)
    return draw_wave(request, one, _address(secret))


def _address(secret: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("answer", args=[secret])
