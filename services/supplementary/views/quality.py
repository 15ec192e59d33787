"""The quality framework's checklist: what is on file, since when, and until when it is good."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions.school import keep_quality
from ..calculations.quality import NOTICE, OnFile, days_left, on_file
from ..enums import Pack
from ..forms.school import QualityForm
from ..models import QualityItem
from ..permissions import can_run_school, check_can_run_school, check_can_see_school
from ..reference.quality import ITEMS, LEVELS


@require_safe
def quality(request: Request) -> HttpResponse:
    """Every item by pack, with how it stands."""
    check_can_see_school(request.membership)
    items = [_row(one) for one in on_file(request.membership.organisation_id)]
    context = {
        "packs": [
            {"name": pack.label, "rows": [row for row in items if row["pack"] == pack]}
            for pack in Pack
        ],
        "levels": LEVELS.items(),
        "can_run": can_run_school(request.membership),
    }
    return render(request, "services/supplementary/quality.html", context)


def _row(one: OnFile) -> dict[str, Any]:
    left = days_left(one, timezone.localdate())
    tag, kind = "", "info"
    if left is not None and left < 0:
        tag, kind = _("Look at it again"), "bad"
    elif left is not None and left <= NOTICE.days:
        tag, kind = _("Soon"), "warn"
    elif one.item and one.item.on_file_since:
        tag, kind = _("On file"), "good"
    return {
        "pack": one.pack,
        "key": one.key,
        "name": _("Its documents") if one.name.startswith("(") else one.name,
        "item": one.item,
        "tag": tag,
        "kind": kind,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def quality_edit(request: Request, key: str) -> HttpResponse:
    """Write down what is on file for one item."""
    check_can_run_school(request.membership)
    if key not in ITEMS:
        raise Http404
    own = request.membership.organisation_id
    rows = QualityItem.objects.for_organisation(own).filter(key=key)
    item = locked_if_sent(request, rows).first()
    form = QualityForm(request.POST or None, instance=item, organisation_id=own, key=key)
    if form.is_valid() and attempt(form, keep_quality, by=request.membership, item=form.instance):
        messages.success(request, _("Saved."))
        return redirect("school-quality")
    context = {"form": form, "title": ITEMS[key][1], "is_quality": True}
    page = "services/supplementary/form.html"
    return render(request, page, context, status=failed_status(form))
