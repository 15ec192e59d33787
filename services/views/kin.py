"""Who is whose, and what somebody needs to take part."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.request import Request
from rco_network.core import languages

from ..actions.kin import kin_of, part, relate, save_needs
from ..enums import AccessNeed
from ..forms.guards import attempt, failed_status
from ..forms.kin import MOST_FOUND, FindKinForm, KinForm, NeedsForm
from ..models import Needs, Participant, Relationship
from ..permissions import check_can_change_people
from .person import open_person


@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: Request, uuid: UUID) -> HttpResponse:
    """What somebody reads, which interpreter they need, and what to arrange."""
    check_can_change_people(request.membership)
    person = open_person(request, uuid, is_locked=True)
    known = Needs.objects.filter(participant=person).first()
    form = NeedsForm(request.POST or None, instance=known)
    if form.is_valid() and attempt(
        form,
        save_needs,
        by=request.membership,
        participant=person,
        needs=form.instance,
        changed=[name for name in form.changed_data if name not in ("was", "key")],
    ):
        messages.success(request, _("Saved."))
        return redirect("participant", uuid=uuid)
    context = {"participant": person, "form": form}
    return render(request, "services/needs.html", context, status=failed_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def family(request: Request, uuid: UUID) -> HttpResponse:
    """Whose relative somebody is; a search finds whom to add."""
    check_can_change_people(request.membership)
    person = open_person(request, uuid, "household")
    find = FindKinForm(request.POST or None)
    words = find.cleaned_data["words"] if find.is_valid() else ""
    return _page(request, person, find, _found(request, person, words))


@require_POST
def family_add(request: Request, uuid: UUID) -> HttpResponse:
    """Write down what one of those found is to the person."""
    check_can_change_people(request.membership)
    person = open_person(request, uuid, "household")
    form = KinForm(request.POST, among=_others(request, person))
    if not form.is_valid():
        chosen = form.data.getlist("person")  # type: ignore[attr-defined]
        found = list(_others(request, person).filter(uuid__in=_uuids(chosen)))
        return _page(request, person, FindKinForm(), found, form)
    relate(
        by=request.membership,
        participant=person,
        other=form.other,
        other_is=form.cleaned_data["other_is"],
    )
    messages.success(request, _("Saved."))
    return redirect("family", uuid=uuid)


@require_POST
def family_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take a relationship away, and go back to whose page it was taken away on."""
    check_can_change_people(request.membership)
    rows = Relationship.objects.for_organisation(request.membership.organisation_id)
    found = get_object_or_404(rows.select_related("first", "second"), uuid=uuid)
    is_second = request.POST.get("person") == str(found.second.uuid)
    person = found.second if is_second else found.first
    part(by=request.membership, participant=person, relationship=found)
    messages.success(request, _("Taken away."))
    return redirect("family", uuid=person.uuid)


def _others(request: Request, person: Participant) -> Any:
    return Participant.objects.visible_to(request.membership).known().exclude(pk=person.pk)


def _found(request: Request, person: Participant, words: str) -> list[Participant]:
    """Those called so; without a name, those of the household who are not written down yet."""
    others = _others(request, person).order_by("name_key", "id")
    if words:
        return list(others.called(words)[:MOST_FOUND])
    if person.household_id is None:
        return []
    known = [other.pk for _row, other, _word in kin_of(person)]
    return list(others.filter(household=person.household_id).exclude(pk__in=known)[:MOST_FOUND])


def _uuids(values: list[str]) -> list[UUID]:
    found = []
    for value in values[:MOST_FOUND]:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def _page(
    request: Request,
    person: Participant,
    find: FindKinForm,
    found: list[Participant],
    refused: KinForm | None = None,
) -> HttpResponse:
    others = _others(request, person)
    forms = [KinForm(among=others, initial={"person": [one.uuid]}, auto_id=False) for one in found]
    context = {
        "participant": person,
        "kin": kin_of(person),
        "find": find,
        "refused": refused,
        "has_searched": find.is_bound and find.is_valid(),
        "found": list(zip(found, forms, strict=True)),
    }
    failed = refused is not None or (find.is_bound and not find.is_valid())
    return render(request, "services/family.html", context, status=422 if failed else 200)


def facts_of_needs(person: Participant) -> list[tuple[str, str]]:
    """Return what somebody reads and needs, as the page about them shows it."""
    known = Needs.objects.filter(participant=person).first()
    if known is None:
        return []
    language = languages.said(known.interpreter_language) if known.interpreter_language else ""
    interpreter = (language or _("Yes")) if known.needs_interpreter else _("Not needed")
    access = [str(AccessNeed(code).label) for code in known.access]
    return [
        (_("Reads"), ", ".join(languages.said(code) for code in known.reads)),
        (_("Interpreter"), interpreter),
        (_("What to arrange"), "; ".join([*access, *filter(None, [known.access_words])])),
    ]
