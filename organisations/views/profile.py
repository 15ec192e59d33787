"""An organisation's own people say what the directory shows of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from rco_network.core import languages

from ..actions import profile
from ..enums import Scheme
from ..forms import CommunityForm, IdentifierForm, LanguageForm, PlaceForm, ProfileForm
from ..models import CommunityServed, Identifier, LanguageServed, Organisation, PlaceServed
from ..permissions import check_can_edit
from ..request import Request


@dataclass(frozen=True)
class Part:
    """One list of a profile: how a row is typed, added, named and found again."""

    title: str | Promise
    lead: str | Promise
    button: str | Promise
    model: Any
    form: type[forms.Form]
    add: Callable[..., Any]
    related: str
    key: Callable[[Any], str]
    label: Callable[[Any], str]


PARTS: dict[str, Part] = {
    "numbers": Part(
        gettext_lazy("Numbers in registers"),
        gettext_lazy(
            "So that grants and registers find you. Old numbers stay, with their last day."
        ),
        gettext_lazy("Add the number"),
        Identifier,
        IdentifierForm,
        profile.add_identifier,
        "identifiers",
        lambda row: f"{row.scheme}-{row.number}",
        lambda row: f"{Scheme(row.scheme).label} {row.number}",
    ),
    "places": Part(
        gettext_lazy("Places"),
        gettext_lazy("Where you work."),
        gettext_lazy("Add the place"),
        PlaceServed,
        PlaceForm,
        profile.add_place,
        "places_served",
        lambda row: row.place_id,
        lambda row: row.place.name,
    ),
    "languages": Part(
        gettext_lazy("Languages"),
        gettext_lazy("In which you can serve people."),
        gettext_lazy("Add the language"),
        LanguageServed,
        LanguageForm,
        profile.add_language,
        "languages_served",
        lambda row: row.code,
        lambda row: languages.said(row.code),
    ),
    "communities": Part(
        gettext_lazy("Communities"),
        gettext_lazy("That you come from or serve."),
        gettext_lazy("Add the community"),
        CommunityServed,
        CommunityForm,
        profile.add_community,
        "communities_served",
        lambda row: row.name,
        lambda row: row.name,
    ),
}


def _own(request: Request, uuid: UUID, *, with_parts: bool = False) -> Organisation:
    """Return the person's own organisation. Another's is 404, as one that does not exist."""
    rows = Organisation.objects.with_profile() if with_parts else Organisation.objects.all()
    mine = rows.filter(pk=request.membership.organisation_id)
    found = get_object_or_404(mine, uuid=uuid)
    check_can_edit(request.membership, found)
    return found


def _rows(organisation: Organisation, part: Part) -> list[dict[str, Any]]:
    rows = [
        {"key": part.key(row), "label": part.label(row), "row": row}
        for row in getattr(organisation, part.related).all()
    ]
    return sorted(rows, key=lambda row: row["label"].casefold())


def _page(
    request: Request,
    organisation: Organisation,
    *,
    form: ProfileForm | None = None,
    failed: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole edit page; a form that failed comes back with what was typed."""
    failed = failed or {}
    form = form or ProfileForm(organisation=organisation)
    context = {
        "organisation": organisation,
        "form": form,
        "parts": _parts(organisation, failed),
        "failed_form": next(iter(failed.values()), form),
    }
    return render(request, "organisations/organisation_edit.html", context, status=status)


def _parts(organisation: Organisation, failed: dict[str, forms.Form]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "part": part,
            "rows": _rows(organisation, part),
            "form": failed.get(name) or part.form(prefix=name),
            "is_open": name in failed,
            "add_url": reverse("organisation-part-add", args=[organisation.uuid, name]),
            "remove_url": reverse("organisation-part-remove", args=[organisation.uuid, name]),
        }
        for name, part in PARTS.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: Request, uuid: UUID) -> HttpResponse:
    """The words about the organisation; its lists have their own small forms on the page."""
    organisation = _own(request, uuid, with_parts=True)
    if request.method != "POST":
        return _page(request, organisation)
    form = ProfileForm(request.POST, organisation=organisation)
    if not form.is_valid():
        return _page(request, organisation, form=form, status=422)
    if form.changed_meanwhile():
        form.add_error(None, _("A colleague saved other words while you wrote. Theirs are below."))
        return _page(request, organisation, form=form.redrawn(), status=409)
    words = {name: form.cleaned_data[name] for name in ProfileForm.FIELDS}
    profile.change_profile(by=request.membership, organisation=organisation, **words)
    messages.success(request, _("Saved."))
    return redirect("organisation", uuid)


@require_POST
def part_add(request: Request, uuid: UUID, part: str) -> HttpResponse:
    """Add one number, place, language or community."""
    organisation = _own(request, uuid, with_parts=True)
    kind = _part(part)
    form = kind.form(request.POST, prefix=part)
    if not form.is_valid():
        return _page(request, organisation, failed={part: form}, status=422)
    kind.add(by=request.membership, **form.cleaned_data)
    messages.success(request, _("Added."))
    return redirect(f"{reverse('organisation-edit', args=[uuid])}#{part}")


@require_POST
def part_remove(request: Request, uuid: UUID, part: str) -> HttpResponse:
    """Remove one of them, named by its key. What is gone already is gone."""
    organisation = _own(request, uuid)
    kind = _part(part)
    key = request.POST.get("key", "")
    for row in getattr(organisation, kind.related).all():
        if kind.key(row) == key:
            profile.remove_part(by=request.membership, part=row)
            messages.success(request, _("Removed."))
    return redirect(f"{reverse('organisation-edit', args=[uuid])}#{part}")


def _part(name: str) -> Part:
    if name not in PARTS:
        raise Http404
    return PARTS[name]
