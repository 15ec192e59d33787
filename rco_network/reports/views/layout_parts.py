"""The parts of a layout: figures with what each shows, words between them, and their order."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions import layouts as actions
from ..forms.layouts import ShownForm, WrittenForm
from ..lines import definition_of, names_of, to_add, told
from ..models import LayoutPart, OwnFigure
from ..permissions import check_can_make
from .layouts import own_layout


@require_http_methods(["GET", "HEAD", "POST"])
def layout_figures(request: Request, uuid: UUID) -> HttpResponse:
    """Figures that the layout has not yet, each with what it means; a button adds one."""
    layout = own_layout(request, uuid)
    if request.method == "POST":
        part = LayoutPart(figure=request.POST.get("figure", "")[:24])
        if own := request.POST.get("own_figure"):
            rows = OwnFigure.objects.for_organisation(layout.organisation_id)
            part = LayoutPart(own_figure=get_object_or_404(rows, uuid=_uuid(own)))
        try:
            added = actions.add_part(by=request.membership, layout=layout, part=part)
        except ValidationError as refused:
            messages.error(request, "; ".join(refused.messages))
            return redirect("layout", uuid=uuid)
        messages.success(request, _("Added at the end. Choose what it shows."))
        return redirect("layout-part", uuid=added.uuid)
    context = {"layout": layout, "groups": to_add(layout)}
    return render(request, "reports/layouts/figures.html", context)


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def layout_words(request: Request, uuid: UUID) -> HttpResponse:
    """Write a heading and a text of one's own at the end of the layout."""
    layout = own_layout(request, uuid)
    form = WrittenForm(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.add_part, by=request.membership, layout=layout, part=form.instance
    ):
        messages.success(request, _("Added at the end. Move it to where it belongs."))
        return redirect("layout", uuid=uuid)
    context = {"form": form, "layout": layout, "names": names_of(layout), "part": None}
    return render(request, "reports/layouts/words.html", context, status=failed_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def layout_part(request: Request, uuid: UUID) -> HttpResponse:
    """What a figure shows and how, or what the words say."""
    part = _own_part(request, uuid)
    layout = part.layout
    form = (WrittenForm if part.is_words else ShownForm)(request.POST or None, instance=part)
    if form.is_valid() and attempt(
        form, actions.change_part, by=request.membership, part=form.instance
    ):
        messages.success(request, _("Saved."))
        return redirect("layout", uuid=layout.uuid)
    context: dict[str, Any] = {"form": form, "layout": layout, "part": part}
    context["label"] = told(layout, part)[0]
    if part.is_words:
        context["names"] = names_of(layout)
        return render(request, "reports/layouts/words.html", context, status=failed_status(form))
    context["definition"] = definition_of(layout, part)
    return render(request, "reports/layouts/shown.html", context, status=failed_status(form))


@require_POST
def layout_part_move(request: Request, uuid: UUID) -> HttpResponse:
    """Move a part to another place; `move` is the place, counted from 1."""
    part = _own_part(request, uuid)
    place = request.POST.get("move", "")
    if not (place.isdecimal() and len(place) < 4):
        messages.error(request, _("Nothing was moved. Use the buttons beside a part."))
    else:
        actions.move_part(by=request.membership, part=part, to=int(place))
    page = reverse("layout", args=[part.layout.uuid])
    return redirect(f"{page}#part-{part.uuid}")


@require_POST
def layout_part_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take a part out of the layout."""
    part = _own_part(request, uuid)
    try:
        actions.remove_part(by=request.membership, part=part)
    except ValidationError as refused:
        messages.error(request, "; ".join(refused.messages))
    else:
        messages.success(request, _("Taken out."))
    return redirect("layout", uuid=part.layout.uuid)


def _own_part(request: Request, uuid: UUID) -> LayoutPart:
    """Return a part of an own layout, else 404; 403 for who makes no such reports."""
    own = LayoutPart.objects.for_organisation(request.membership.organisation_id)
    rows = own.select_related("layout", "own_figure")
    check_can_make(request.membership, get_object_or_404(rows, uuid=uuid).layout.kind)
    part: LayoutPart = get_object_or_404(locked_if_sent(request, rows), uuid=uuid)
    return part
