"""Who did what: the organisation's trail, and the history of one record."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rco_network.accounts.reauthentication import recently_proved
from rco_network.core import audit
from rco_network.core.access import allows
from rco_network.core.enums import Purpose
from rco_network.core.exports import asked_purpose, attachment
from rco_network.core.paging import page_of
from rco_network.core.spreadsheets import csv_bytes

from ..calculations import changes_in_words, changes_of, in_words, trail_of, who_is_who
from ..forms import TrailFilter
from ..permissions import check_can_export_trail, check_can_read_trail
from ..reference.trail_words import PAGES, record_name
from ..request import Request

NEWEST_FIRST = ("-at", "-id")
# A larger file is asked for month by month.
MOST_ROWS = 20_000
PURPOSES = (Purpose.OWN_RECORDS, Purpose.AUTHORITY, Purpose.PERSON, Purpose.FUNDER)
EVENTS_OF_A_RECORD = 20


@require_safe
def trail(request: Request) -> HttpResponse:
    """The trail of one's own organisation, newest first, narrowed as asked."""
    mine = request.membership
    check_can_read_trail(mine)
    form = TrailFilter(request.GET, organisation=mine.organisation)
    if not form.is_valid():
        return _refused(request, form)
    found = trail_of(mine.organisation, form.cleaned_data)
    page = page_of(found, NEWEST_FIRST, request.GET)
    can_export = allows(check_can_export_trail, mine)
    context = {
        "form": form,
        "page": page,
        "lines": in_words(page.rows, who_is_who(mine.organisation)),
        "is_narrowed": bool(form.kept),
        "can_export": can_export,
        "rows": found[: MOST_ROWS + 1].count() if can_export else 0,
        "most_rows": MOST_ROWS,
        "purposes": PURPOSES,
    }
    return render(request, "organisations/trail.html", context)


def _refused(request: Request, form: TrailFilter) -> HttpResponse:
    context = {"form": form, "lines": [], "is_narrowed": True}
    return render(request, "organisations/trail.html", context, status=400)


@recently_proved
@require_POST
def trail_export(request: Request) -> HttpResponse:
    """The same entries as a file, for a stated purpose. That it went out is in the trail too."""
    mine = request.membership
    check_can_export_trail(mine)
    purpose = asked_purpose(request)
    form = TrailFilter(request.POST, organisation=mine.organisation)
    if not form.is_valid():
        return _refused(request, form)
    found = trail_of(mine.organisation, form.cleaned_data).order_by(*NEWEST_FIRST)[:MOST_ROWS]
    rows = [
        [
            f"{localtime(line.at):%Y-%m-%d %H:%M:%S}",
            line.who,
            line.did,
            line.record,
            line.record_uuid or "",
            "; ".join(f"{label}: {value}" for label, value in line.details),
        ]
        for line in in_words(found, who_is_who(mine.organisation))
    ]
    head = [
        *(_("When"), _("Who"), _("Did what"), _("With what")),
        *(_("Number of the record"), _("More")),
    ]
    audit.exported("trail", by=mine, purpose=purpose, kind="csv", rows=len(rows))
    return attachment(csv_bytes([head, *rows]), name="trail.csv", content_type="text/csv")


@require_safe
def record_history(request: Request, noun: str, uuid: UUID) -> HttpResponse:
    """What became of one record: who changed which fields, when, from what to what."""
    mine = request.membership
    check_can_read_trail(mine)
    record = _record(request, noun, uuid)
    changes = changes_of(record, mine.organisation)
    names = who_is_who(mine.organisation)
    page = page_of(changes, NEWEST_FIRST, request.GET)
    events = trail_of(mine.organisation, {"record": uuid}).order_by(*NEWEST_FIRST)
    context = {
        "record": record,
        "title": _title_of(record),
        "kind": record_name(PAGES[noun]),
        "back_url": _page_of_record(noun, uuid),
        "page": page,
        "changes": changes_in_words(page.rows, changes, names),
        "lines": in_words(events[:EVENTS_OF_A_RECORD], names),
    }
    return render(request, "organisations/trail_record.html", context)


def _record(request: Request, noun: str, uuid: UUID) -> Any:
    """The record, if it is the organisation's and the person sees it; a look at it is noted."""
    mine = request.membership
    if noun not in PAGES:
        raise Http404
    model = apps.get_model(PAGES[noun])
    found = model._default_manager.all()
    if noun == "organisation":
        found = found.filter(pk=mine.organisation_id)
    elif noun != "award":
        found = found.filter(organisation=mine.organisation_id)
    record = get_object_or_404(found, uuid=uuid)
    person = record if noun == "participant" else getattr(record, "participant", None)
    if getattr(person, "is_restricted", False):
        audit.viewed(record, by=mine, why="history")
    return record


def _title_of(record: Any) -> str:
    """What people call the record, "" where it has no name of its own."""
    names = (getattr(record, part, None) for part in ("name", "title", "user"))
    return str(next((name for name in names if name), ""))


def _page_of_record(noun: str, uuid: UUID) -> str:
    names = {"colleague": "staff-member", "outcome": "outcome-edit", "session": "session-register"}
    try:
        return reverse(names.get(noun, noun), args=[uuid])
    except NoReverseMatch:
        return ""
