"""Answering oneself: on a phone that was handed over, or by a link."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.request import Request
from rco_network.core import audit
from rco_network.core.access import Refused

from ..actions.answers import Sheet, match_key, take_in, take_in_unnamed
from ..actions.links import hash_of, opened
from ..actions.waves import check_is_open
from ..borrowed import Handed, back_in_hand, hand_over, handed_of, lock_registers
from ..calculations.scripts import best_language, own_name, scripts_of
from ..enums import AskState, Way
from ..forms.answering import BackForm, CodeForm, Sitting
from ..models import Ask, Wave
from ..permissions import check_can_ask
from .asks import open_ask
from .waves import open_wave

# What is done with the answers: given them and the code, it keeps them.
Keep = Callable[[Sheet, str], Any]


@require_POST
def ask_hand_over(request: Request, uuid: UUID) -> HttpResponse:
    """Hand the phone to somebody who is asked by name."""
    check_can_ask(request.membership)
    ask = open_ask(request, uuid)
    check_is_open(ask)
    return _hand_over(request, ask.wave, ask)


@require_POST
def wave_hand_over(request: Request, uuid: UUID) -> HttpResponse:
    """Hand the phone round in a group in which nobody is named."""
    check_can_ask(request.membership)
    wave = open_wave(request, uuid)
    if not wave.is_anonymous or wave.closed_on is not None:
        raise Refused(_("Nobody is asked without a name in this round, or it was ended."))
    return _hand_over(request, wave, None)


def _hand_over(request: Request, wave: Wave, ask: Ask | None) -> HttpResponse:
    hand_over(request, Handed(wave.uuid, ask.uuid if ask else None))
    audit.record("phone handed over", by=request.membership, subject=ask or wave)
    response = redirect("answering")
    lock_registers(request, response)
    return response


def answering(request: Request) -> HttpResponse:
    """The questions, on a phone that was handed over."""
    check_can_ask(request.membership)
    handed = handed_of(request)
    if handed is None:
        return redirect("instruments")
    wave = open_wave(request, handed.wave)
    if handed.is_done and not (handed.ask is None and request.POST.get("go") == "another"):
        return _thanks(request, handed, wave)
    if handed.is_done:
        hand_over(request, replace(handed, is_done=False))
        return redirect("answering")
    ask = _asked(request, handed)
    if wave.closed_on is not None or (ask and ask.state == AskState.ANSWERED):
        return _thanks(request, handed, wave)

    def keep(sheet: Sheet, code: str) -> None:
        if ask is None:
            take_in_unnamed(wave=wave, sheet=sheet, code=code, by=request.membership)
        else:
            take_in(ask=ask, sheet=sheet, way=Way.PHONE, by=request.membership)
        hand_over(request, replace(handed, is_done=True))

    wanted = ask.participant.main_language if ask and ask.participant else ""
    answer = _step(request, wave, wanted, keep, is_borrowed=True)
    return answer or redirect("answering")


def _asked(request: Request, handed: Handed) -> Ask | None:
    if handed.ask is None:
        return None
    own = Ask.objects.for_organisation(request.membership.organisation_id)
    rows: Any = own.select_related("participant", "wave__organisation")
    found: Ask = get_object_or_404(rows, uuid=handed.ask)
    return found


def _thanks(request: Request, handed: Handed, wave: Wave) -> HttpResponse:
    context = {
        "is_borrowed": True,
        "can_go_on": handed.ask is None and handed.is_done and wave.closed_on is None,
    }
    return render(request, "outcomes/answering/thanks.html", context)


def answering_back(request: Request) -> HttpResponse:
    """The phone is back: whoever signed in proves that it is them who holds it."""
    check_can_ask(request.membership)
    handed = handed_of(request)
    if handed is None:
        return redirect("instruments")
    form = BackForm(request.POST or None)
    if form.is_valid() and _is_theirs(request, form):
        back_in_hand(request)
        audit.record("phone handed back", by=request.membership)
        return redirect("wave", uuid=handed.wave)
    status = 422 if form.is_bound else 200
    return render(request, "outcomes/answering/back.html", {"form": form}, status=status)


def _is_theirs(request: Request, form: BackForm) -> bool:
    """Whether the password is right; counted as at the sign-in (accounts.limits)."""
    try:
        if get_adapter().reauthenticate(request.user, form.cleaned_data["password"]):
            reauthenticate_by_password(request)
            return True
        form.add_error("password", _("This is not the password of who signed in."))
    except ValidationError as refused:
        form.add_error("password", refused)
    return False


@login_not_required
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """The questions, for whoever holds a link. Nothing here says who is asked, or by whom."""
    with opened(secret) as ask:
        if ask is None:
            return _missed(request)
        if not _may_open(request, hash_of(secret)):
            return ratelimit.respond_429(request)

        def keep(sheet: Sheet, code: str) -> None:
            take_in(ask=ask, sheet=sheet, way=Way.LINK, code=code)

        found = _step(request, ask.wave, "", keep, is_borrowed=False)
    return found or render(request, "outcomes/answering/thanks.html", {"is_borrowed": False})


def _may_open(request: HttpRequest, key: str) -> bool:
    limit = {"app": "allauth.account", "action": "answer_opened", "limit_get": True}
    return ratelimit.consume(request, key=key, **limit) is not None


def _missed(request: HttpRequest) -> HttpResponse:
    """Made up, used, renewed, over and ended: all the same."""
    limit = {"app": "allauth.account", "action": "answer_missed", "limit_get": True}
    if ratelimit.consume(request, **limit) is None:
        return ratelimit.respond_429(request)
    raise Http404


def _step(
    request: HttpRequest, wave: Wave, wanted: str, keep: Keep, *, is_borrowed: bool
) -> HttpResponse | None:
    """Return the next page of the questions, None once the answers are kept."""
    scripts = scripts_of(wave.instrument)
    first = best_language(scripts, wanted or translation.get_language() or "")
    sitting = Sitting.of(scripts, request.POST, first)
    code = CodeForm(request.POST if sitting.is_sent else None)
    if sitting.is_sent and code.is_valid() and not sitting.sheet.is_empty:
        keep(sitting.sheet, _code(wave, code))
        return None
    context = {
        "sitting": sitting,
        "code": code if wave.is_anonymous else None,
        "is_borrowed": is_borrowed,
        "is_empty": sitting.is_last and sitting.sheet.is_empty,
        "languages": [(one, own_name(one), script.direction) for one, script in scripts.items()],
    }
    # The buttons speak the language of the questions, whatever the phone's owner reads.
    with translation.override(sitting.script.page_language):
        return render(request, "outcomes/answering/question.html", context)


def _code(wave: Wave, form: CodeForm) -> str:
    return match_key(wave.organisation_id, form.parts) if wave.is_anonymous else ""
