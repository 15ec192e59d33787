"""Asking a questionnaire of a group or of one person, and how far it is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.models import Group, Participant
from services.views.person import open_person

from ..actions.waves import close_wave, start_wave
from ..calculations.asking import asks_of, standings
from ..calculations.scores import measured_by, score
from ..enums import WaveKind
from ..forms.waves import WaveForm
from ..models import Instrument, Response, Wave
from ..permissions import can_set_up_questions, check_can_ask


def wave_new(request: Request, uuid: UUID) -> HttpResponse:
    """Ask a questionnaire of the people of a group."""
    check_can_ask(request.membership)
    group = get_object_or_404(Group.objects.visible_to(request.membership), uuid=uuid)
    listed = Participant.objects.for_organisation(group.organisation_id).filter(
        enrolments__group=group,
        enrolments__organisation=group.organisation_id,
        enrolments__left_on=None,
        erased_at=None,
    )
    before = Wave.objects.for_organisation(group.organisation_id).filter(group=group)
    return _start(
        request, list(listed.order_by("name_key", "id")), is_later=before.exists(), group=group
    )


def wave_new_person(request: Request, uuid: UUID) -> HttpResponse:
    """Ask a questionnaire of one person."""
    check_can_ask(request.membership)
    person = open_person(request, uuid)
    return _start(request, [person], is_later=asks_of(person).exists(), person=person)


def _start(
    request: Request,
    people: list[Participant],
    *,
    is_later: bool,
    group: Group | None = None,
    person: Participant | None = None,
) -> HttpResponse:
    form = WaveForm(
        request.POST or None,
        organisation=request.membership.organisation_id,
        people=people,
        is_of_one=person is not None,
        initial={"kind": WaveKind.FOLLOW_UP if is_later else WaveKind.BASELINE},
    )
    if form.is_valid():
        form.instance.group = group
        asked = form.asked
        wave = attempt(form, start_wave, by=request.membership, wave=form.instance, people=asked)
        if wave is not None:
            _say_who_is_left_out(request, form, asked)
            return redirect("wave", uuid=wave.uuid)
    own = Instrument.objects.for_organisation(request.membership.organisation_id)
    context = {
        "form": form,
        "group": group,
        "person": person,
        "has_instruments": own.on_offer().exists(),
        "can_set_up": can_set_up_questions(request.membership),
    }
    return render(request, "outcomes/wave_form.html", context, status=failed_status(form))


def _say_who_is_left_out(request: Request, form: WaveForm, asked: list[Participant]) -> None:
    chosen = form.cleaned_data.get("people")
    young = len(chosen) - len(asked) if chosen is not None and not form.instance.is_anonymous else 0
    if young:
        words = ngettext(
            "%(n)s person is known to be too young for it, and is not asked.",
            "%(n)s people are known to be too young for it, and are not asked.",
            young,
        )
        messages.info(request, words % {"n": young})


def open_wave(request: Request, uuid: UUID, *, is_locked: bool = False) -> Wave:
    """Return a wave of the organisation, else 404."""
    rows: Any = Wave.objects.for_organisation(request.membership.organisation_id)
    rows = rows.select_related("instrument", "group", "organisation")
    return get_object_or_404(locked_if_sent(request, rows) if is_locked else rows, uuid=uuid)


def wave(request: Request, uuid: UUID) -> HttpResponse:
    """One round: who is asked, who answered, and the ways to answer."""
    check_can_ask(request.membership)
    return draw_wave(request, open_wave(request, uuid))


def draw_wave(request: Request, one: Wave, link: str = "") -> HttpResponse:
    """Draw the page of a round; with `link`, the address just made for somebody of it."""
    asks = one.asks.exclude(participant=None).select_related("participant")
    context = {
        "wave": one,
        "asks": asks.order_by("participant__name_key", "pk"),
        "standing": standings(one.organisation_id, [one])[one.pk],
        "link": link,
        "can_set_up": can_set_up_questions(request.membership),
    }
    return render(request, "outcomes/wave.html", context)


@require_POST
def wave_close(request: Request, uuid: UUID) -> HttpResponse:
    """End a round."""
    check_can_ask(request.membership)
    close_wave(by=request.membership, wave=open_wave(request, uuid, is_locked=True))
    messages.success(request, _("Ended. Who has not answered is still counted as asked."))
    return redirect("wave", uuid=uuid)


def person_answers(request: Request, uuid: UUID) -> HttpResponse:
    """What one person was asked, with the scores of each time."""
    check_can_ask(request.membership)
    person = open_person(request, uuid)
    context = {"participant": person, "asks": _with_scores(person)}
    return render(request, "outcomes/person_answers.html", context)


def _with_scores(person: Participant) -> list[dict[str, Any]]:
    asks = list(asks_of(person).prefetch_related("wave__instrument__questions"))
    own = Response.objects.for_organisation(person.organisation_id).filter(participant=person)
    answers = {response.wave_id: response for response in own}
    return [{"ask": ask, "scores": scores_of(ask.wave, answers.get(ask.wave_id))} for ask in asks]


def scores_of(wave: Wave, response: Response | None) -> list[dict[str, Any]]:
    """Return the scores of these answers with their words; `value` is None where there is none."""
    if response is None:
        return []
    instrument: Any = wave.instrument
    questions = sorted(instrument.questions.all(), key=lambda q: q.position)
    return [
        {
            "label": one.label,
            "lowest": one.lowest,
            "highest": one.highest,
            "value": score(one, instrument.scoring, instrument.least_answered, response.answers),
            "is_unsaid": any(place in response.unsaid for place in one.places),
        }
        for one in measured_by(instrument, questions)
    ]
