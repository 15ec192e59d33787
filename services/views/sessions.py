"""One session as it was: who came, who was new, what was given, what was noted."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from organisations.request import Request

from ..calculations.attendance import new_at
from ..enums import EXTRA_COUNTS, ExtraKind, Mark
from ..forms.registers import end_of
from ..models import Attendance, Extra, HeadCount, Session
from ..permissions import can_log, can_see_people, check_can_see_services


@require_safe
def session(request: Request, uuid: UUID) -> HttpResponse:
    """Everything about one session on one page, for whoever sees its group."""
    check_can_see_services(request.membership)
    seen = Session.objects.visible_to(request.membership)
    one = get_object_or_404(
        seen.select_related("group__service", "saved_by", "head_count", "note"), uuid=uuid
    )
    note = getattr(one, "note", None)
    context = {
        "session": one,
        "ends_at": end_of(one.starts_at, one.minutes),
        "facts": _facts(one),
        "new": new_at(one),
        "extras": _extras(one),
        "note": note.text if note else "",
        "can_log": can_log(request.membership, one.group),
        "can_see_people": can_see_people(request.membership),
    }
    return render(request, "services/session.html", context)


def _facts(one: Session) -> list[tuple[str, Any]]:
    head_count: HeadCount | None = getattr(one, "head_count", None)
    if head_count is not None:
        parts = (
            (gettext("Women"), head_count.women),
            (gettext("Men"), head_count.men),
            (gettext("Children"), head_count.children),
        )
        told = [(label, str(number)) for label, number in parts if number is not None]
        return [(gettext("People counted"), str(head_count.people)), *told]
    marks = Attendance.objects.for_organisation(one.organisation_id).filter(session=one)
    counted = dict(marks.order_by().values_list("mark").annotate(n=Count("pk")))
    return [(str(mark.label), str(counted.get(mark.value, 0))) for mark in Mark]


def _extras(one: Session) -> list[dict[str, Any]]:
    """Sum up what was given, by kind: how many, what it cost, and to how many by name."""
    rows = Extra.objects.for_organisation(one.organisation_id).filter(session=one)
    sums = (
        rows.order_by("kind")
        .values("kind")
        .annotate(number=Sum("number"), pounds=Sum("pounds"), people=Count("participant"))
    )
    return [
        {**row, "label": ExtraKind(row["kind"]).label, "unit": EXTRA_COUNTS.get(row["kind"], "")}
        for row in sums
    ]
