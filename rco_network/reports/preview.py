"""What a report with a layout would say today of the last quarter. Nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from funding.models import Award
from organisations.models import StaffMembership

from .counted import count_report
from .enums import ReportKind
from .figures.across import GivesAway
from .figures.shape import ReportDocument
from .grounds import members_places
from .models import Layout, Report

_MOST_AWARDS = 50


@dataclass(frozen=True)
class About:
    """An award or a place that a report can be about; `key` says which in an address."""

    key: str
    name: str
    award: Any = None
    place: Any = None


@dataclass(frozen=True)
class Preview:
    """The document, or why there is none. Both days of the period are included."""

    start: date
    end: date
    document: ReportDocument | None
    refused: str = ""


def last_quarter(today: date) -> tuple[date, date]:
    """Return the first and last day of the last whole quarter of the calendar before a day."""
    begun = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    end = begun - timedelta(days=1)
    return end.replace(month=end.month - 2, day=1), end


def abouts(layout: Layout, by: StaffMembership) -> Sequence[About]:
    """Return what reports of the layout's kind can be about; nothing where they need neither."""
    if layout.kind == ReportKind.AWARD:
        awards = Award.objects.received_by(by.organisation_id).select_related("funder", "recipient")
        return [
            About(str(award.uuid), f"{award.title} ({award.funder.name})", award=award)
            for award in awards.order_by("-starts_on", "-pk")[:_MOST_AWARDS]
        ]
    if layout.kind == ReportKind.PLACE:
        return [About(place.pk, place.name, place=place) for place in members_places(by)]
    return ()


def preview(layout: Layout, *, by: StaffMembership, about: About | None) -> Preview:
    """Count what a draft would say now, protected and held against earlier editions like one.

    `about` is one of `abouts`, None where a report needs none. Raises Refused without the right.
    """
    start, end = last_quarter(timezone.localdate())
    award = about.award if about else None
    told = layout.told()
    report = Report(
        organisation=by.organisation,
        kind=layout.kind,
        award=award,
        funder=award.funder if award else None,
        place=about.place if about else None,
        period_start=start,
        period_end=end,
        language=get_language() or "en-gb",
        own_figures=[part["own"] for part in told["parts"] if "own" in part],
        layout=told,
    )
    try:
        made = count_report(report, by=by, with_keys=False)
    except GivesAway as refused:
        return Preview(start, end, None, str(refused))
    return Preview(start, end, made.document)
