"""Which questionnaires are asked: those we ship, and the organisation's own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions import instruments as actions
from ..calculations.asking import standings
from ..calculations.scripts import ENGLISH, own_name, scripts_of
from ..forms.instruments import InstrumentForm, WordingForm
from ..models import Instrument, Wave, Wording
from ..permissions import (
    can_set_up_questions,
    check_can_ask,
    check_can_set_up_questions,
)
from ..reference.instruments import INSTRUMENTS

_LAST_WAVES = 12


def instruments(request: Request) -> HttpResponse:
    """What is asked here, the rounds that are open, and what can be taken into use."""
    check_can_ask(request.membership)
    used = list(_own(request).on_offer().order_by("name", "pk"))
    taken = {one.code for one in _own(request).filter(is_shipped=True)}
    waves = list(
        Wave.objects.for_organisation(request.membership.organisation_id)
        .filter(closed_on=None)
        .select_related("instrument", "group")
        .order_by("-opened_on", "-pk")[:_LAST_WAVES]
    )
    context = {
        "instruments": used,
        "shipped": [one for one in INSTRUMENTS if one.code not in taken],
        "waves": with_standing(request, waves),
        "can_set_up": can_set_up_questions(request.membership),
    }
    return render(request, "outcomes/instruments.html", context)


def with_standing(request: Request, waves: list[Wave]) -> list[dict[str, Any]]:
    """Return these waves with how far each is."""
    found = standings(request.membership.organisation_id, waves)
    return [{"wave": wave, "standing": found[wave.pk]} for wave in waves]


def _own(request: Request) -> Any:
    return Instrument.objects.for_organisation(request.membership.organisation_id)


def open_instrument(request: Request, uuid: UUID) -> Instrument:
    """Return one of the organisation's own copies, else 404; locked where a form was sent."""
    rows: QuerySet[Instrument] = locked_if_sent(request, _own(request))
    return get_object_or_404(rows, uuid=uuid)


@require_POST
def instrument_take(request: Request) -> HttpResponse:
    """Take one that we ship into use."""
    check_can_set_up_questions(request.membership)
    code = request.POST.get("code", "")[:20]
    instrument = actions.take_into_use(by=request.membership, code=code)
    messages.success(request, _("Taken into use."))
    return redirect("instrument", uuid=instrument.uuid)


def instrument(request: Request, uuid: UUID) -> HttpResponse:
    """One questionnaire: its questions, licence, languages, and when it was asked."""
    check_can_ask(request.membership)
    one = get_object_or_404(_own(request), uuid=uuid)
    scripts = scripts_of(one)
    waves = list(
        one.waves.select_related("instrument", "group").order_by("-opened_on", "-pk")[:_LAST_WAVES]
    )
    context = {
        "instrument": one,
        "questions": one.questions.select_related("domain", "measure").order_by("position"),
        "languages": [
            {"code": code, "name": own_name(code), "script": script}
            for code, script in scripts.items()
            if code != ENGLISH
        ],
        "waves": with_standing(request, waves),
        "can_set_up": can_set_up_questions(request.membership),
    }
    return render(request, "outcomes/instrument.html", context)


def instrument_new(request: Request) -> HttpResponse:
    """Make a questionnaire of one's own."""
    check_can_set_up_questions(request.membership)
    form = InstrumentForm(request.POST or None)
    if form.is_valid():
        made = attempt(
            form,
            actions.make_instrument,
            by=request.membership,
            instrument=form.instance,
            questions=form.drafts,
        )
        if made is not None:
            messages.success(request, _("Saved. Ask it of a group, from the group’s page."))
            return redirect("instrument", uuid=made.uuid)
    context = {"form": form, "instrument": None, "is_frozen": False}
    return render(request, "outcomes/instrument_form.html", context, status=failed_status(form))


def instrument_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change one's own: in place until somebody was asked, then as the next edition."""
    check_can_set_up_questions(request.membership)
    one = open_instrument(request, uuid)
    actions.check_can_change(one)
    is_frozen = actions.is_frozen(one)
    form = InstrumentForm(request.POST or None, instance=one)
    if form.is_valid():
        made = attempt(
            form,
            actions.change_instrument,
            by=request.membership,
            instrument=form.instance,
            questions=form.drafts,
        )
        if made is not None:
            messages.success(request, _("Saved."))
            return redirect("instrument", uuid=made.uuid)
    context = {"form": form, "instrument": one, "is_frozen": is_frozen}
    return render(request, "outcomes/instrument_form.html", context, status=failed_status(form))


@require_POST
def instrument_close(request: Request, uuid: UUID) -> HttpResponse:
    """Ask it no longer."""
    check_can_set_up_questions(request.membership)
    actions.close_instrument(by=request.membership, instrument=open_instrument(request, uuid))
    messages.success(request, _("It is not offered any more. What was answered stays."))
    return redirect("instruments")


def instrument_words(request: Request, uuid: UUID) -> HttpResponse:
    """Write a questionnaire in another language; `?language=` opens what is there."""
    check_can_set_up_questions(request.membership)
    one = open_instrument(request, uuid)
    wanted = request.GET.get("language", "")[:12]
    known = Wording.objects.for_organisation(one.organisation_id).filter(instrument=one)
    stored = known.filter(language=wanted).first() if wanted else None
    sent = request.POST or None
    form = WordingForm(sent, instance=None if sent else stored, instrument=one)
    if form.is_valid() and attempt(
        form,
        actions.set_wording,
        by=request.membership,
        instrument=one,
        wording=form.instance,
    ):
        messages.success(request, _("Saved."))
        return redirect("instrument", uuid=one.uuid)
    context = {"form": form, "instrument": one}
    return render(request, "outcomes/wording_form.html", context, status=failed_status(form))
