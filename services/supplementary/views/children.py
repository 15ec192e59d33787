"""One child at the school: who looks after them, what was agreed, how far they are."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.request import Request
from rco_network.core import audit
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.models import Participant
from services.views.person import note_view, open_person

from ..actions import children as actions
from ..calculations.attainment import step_in_words
from ..enums import AgreesTo
from ..forms.children import CarerForm, ConsentForm, MainstreamForm, RegisterWordsForm
from ..models import Attainment, Carer, Child, ChildConsent, MainstreamSchool
from ..permissions import can_keep_children, check_can_keep_children, check_can_see_school

FORM = "services/supplementary/child_form.html"


@require_safe
def child(request: Request, uuid: UUID) -> HttpResponse:
    """Guardians, consents, the day school, attainment. What the register shows stays there."""
    check_can_see_school(request.membership)
    person = open_person(request, uuid)
    words = _of(Child, person).first()
    context = {
        "participant": person,
        "carers": _of(Carer, person).select_related("person").order_by("-is_guardian", "pk"),
        "consents": _consents(person),
        "school": _of(MainstreamSchool, person).first(),
        "has_medical": bool(words and words.medical),
        "has_not_collect": bool(words and words.not_collect),
        "attainments": _attainments(person),
        "can_keep": can_keep_children(request.membership),
    }
    return render(request, "services/supplementary/child.html", context)


def _of(model: Any, person: Participant) -> Any:
    return model.objects.for_organisation(person.organisation_id).filter(participant=person)


def _consents(person: Participant) -> list[dict[str, Any]]:
    """Each thing that can be agreed to, with the newest answer."""
    newest = {row.to: row for row in _of(ChildConsent, person).order_by("pk")}
    return [{"to": to, "label": AgreesTo(to).label, "consent": newest.get(to)} for to in AgreesTo]


def _attainments(person: Participant) -> list[dict[str, Any]]:
    rows = _of(Attainment, person).select_related("term", "scale")
    return [
        {
            "row": row,
            "start": step_in_words(row.scale, row.at_start),
            "end": step_in_words(row.scale, row.at_end),
        }
        for row in rows.order_by("-term__starts_on", "subject", "pk")
    ]


def _guardian(person: Participant) -> str:
    """The name of the child's first guardian, "" where nobody is written down."""
    first = _of(Carer, person).filter(is_guardian=True).order_by("pk").first()
    return first.name if first else ""


@require_http_methods(["GET", "HEAD", "POST"])
def register_words(request: Request, uuid: UUID) -> HttpResponse:
    """What the register must know. That somebody opened it is in the trail."""
    check_can_keep_children(request.membership)
    person = open_person(request, uuid)
    stored = locked_if_sent(request, _of(Child, person)).first()
    form = RegisterWordsForm(request.POST or None, instance=stored, child=person)
    more = {"child": form.instance, "changed": form.changed_data}
    if _done(request, form, actions.keep_register_words, **more):
        return redirect("child", uuid=uuid)
    if stored is not None and request.method == "GET":
        audit.record("school.register_words_opened", by=request.membership, subject=person)
    return _page(request, form, person, _("For the register"))


@require_http_methods(["GET", "HEAD", "POST"])
def carer_new(request: Request, uuid: UUID) -> HttpResponse:
    """Write down a guardian, or who may collect the child."""
    check_can_keep_children(request.membership)
    person = open_person(request, uuid)
    form = CarerForm(request.POST or None, child=person)
    if _done(request, form, actions.keep_carer, carer=form.instance):
        return redirect("child", uuid=uuid)
    return _page(request, form, person, _("Guardian, or who may collect"))


@require_http_methods(["GET", "HEAD", "POST"])
def carer_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a guardian, or who may collect."""
    carer, person = _carer(request, uuid)
    form = CarerForm(request.POST or None, instance=carer, child=person)
    if _done(request, form, actions.keep_carer, carer=form.instance):
        return redirect("child", uuid=person.uuid)
    return _page(request, form, person, _("Guardian, or who may collect"), carer=carer)


@require_POST
def carer_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take somebody off a child: from now on they are neither guardian nor may they collect."""
    carer, person = _carer(request, uuid)
    actions.remove_carer(by=request.membership, carer=carer)
    messages.success(request, _("Removed."))
    return redirect("child", uuid=person.uuid)


def _carer(request: Request, uuid: UUID) -> tuple[Carer, Participant]:
    check_can_keep_children(request.membership)
    own = Carer.objects.for_organisation(request.membership.organisation_id)
    rows = locked_if_sent(request, own.select_related("participant", "person"))
    carer = get_object_or_404(rows, uuid=uuid)
    note_view(request, carer.participant)
    return carer, carer.participant


@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: Request, uuid: UUID, to: str) -> HttpResponse:
    """Write down that a guardian agreed."""
    check_can_keep_children(request.membership)
    if to not in AgreesTo.values:
        raise Http404
    person = open_person(request, uuid)
    form = ConsentForm(request.POST or None, child=person, to=to, guardian=_guardian(person))
    if _done(request, form, actions.give_consent, consent=form.instance):
        return redirect("child", uuid=uuid)
    return _page(request, form, person, str(AgreesTo(to).label))


@require_POST
def consent_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take a consent back, from today on."""
    check_can_keep_children(request.membership)
    own = ChildConsent.objects.for_organisation(request.membership.organisation_id)
    rows = own.select_for_update(of=("self",)).select_related("participant")
    consent = get_object_or_404(rows, uuid=uuid)
    actions.withdraw_consent(by=request.membership, consent=consent)
    messages.success(request, _("Taken back. From now on it is not done."))
    return redirect("child", uuid=consent.participant.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def mainstream(request: Request, uuid: UUID) -> HttpResponse:
    """Name the day school, where a guardian agrees."""
    check_can_keep_children(request.membership)
    person = open_person(request, uuid)
    stored = locked_if_sent(request, _of(MainstreamSchool, person)).first()
    form = MainstreamForm(
        request.POST or None, instance=stored, child=person, guardian=_guardian(person)
    )
    if _done(request, form, actions.keep_mainstream, school=form.instance):
        return redirect("child", uuid=uuid)
    return _page(request, form, person, _("Day school"))


@require_POST
def mainstream_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Forget the day school: the guardian took it back, or the child left it."""
    check_can_keep_children(request.membership)
    person = open_person(request, uuid)
    actions.remove_mainstream(by=request.membership, child=person)
    messages.success(request, _("Removed. It is no longer named."))
    return redirect("child", uuid=uuid)


def _done(request: Request, form: forms.BaseForm, action: Callable[..., Any], **more: Any) -> bool:
    if not form.is_valid() or not attempt(form, action, by=request.membership, **more):
        return False
    messages.success(request, _("Saved."))
    return True


def _page(
    request: Request, form: forms.BaseForm, person: Participant, title: str, carer: Any = None
) -> HttpResponse:
    context = {"form": form, "participant": person, "title": title, "carer": carer}
    return render(request, FORM, context, status=failed_status(form))
