"""What all answers to a questionnaire add up to."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from organisations.request import Request
from rco_network.core.disclosure import is_small, may_print_part, protect
from rco_network.core.tenancy.counting import counting

from ..calculations.change import Change, InstrumentChange, changes, least_to_say
from ..calculations.compare import Comparison, comparisons
from ..calculations.intervals import Share, share_of
from ..enums import Subject
from ..forms.results import PeriodForm
from ..models import Instrument
from ..permissions import check_can_set_up_questions


def instrument_results(request: Request, uuid: UUID) -> HttpResponse:
    """Scores at the start and later, with n of n, of a period."""
    check_can_set_up_questions(request.membership)
    own = Instrument.objects.for_organisation(request.membership.organisation_id)
    one = get_object_or_404(own, uuid=uuid)
    form = PeriodForm(request.GET or None)
    start, end = form.period(timezone.localdate())
    found, beside = _count(request, one, start, end)
    context = {
        "instrument": one,
        "form": form,
        "start": start,
        "end": end,
        "sides": [_printed(side) for side in found],
        "comparisons": [_beside(c) for c in beside],
        "least": least_to_say(),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "outcomes/results.html", context, status=status)


def _count(
    request: Request, one: Instrument, start: date, end: date
) -> tuple[list[InstrumentChange], list[Comparison]]:
    organisation, keys = request.membership.organisation_id, [one.pk]
    with counting(user_id=request.membership.user_id, organisation_ids=[organisation]):
        return (
            changes(organisation, start, end, instruments=keys),
            comparisons(organisation, start, end, instruments=keys),
        )


@dataclass(frozen=True)
class Line:
    """One of improved, stayed, worsened as it may be shown: `share` None where it may not."""

    key: str
    n: int | None
    share: Share | None


def _printed(side: InstrumentChange) -> dict[str, Any]:
    return {
        "subject": Subject(side.subject).label,
        "attribution": side.attribution,
        "changes": [{"change": one, "lines": _lines(one)} for one in side.changes],
    }


def _lines(one: Change) -> list[Line]:
    """Return the three counts as a protected table; a share only where its count may be told."""
    cells = protect(one.counts).cells
    return [
        Line(
            key,
            n,
            share_of(n, one.matched)
            if n is not None and not one.is_too_few and may_print_part(n, one.matched)
            else None,
        )
        for key, n in cells.items()
    ]


def _beside(one: Comparison) -> dict[str, Any]:
    ours = one.ours
    is_telling = ours is not None and may_print_part(ours.n, ours.of)
    return {
        "comparison": one,
        "ours": ours if is_telling else None,
        "left_out": None if is_small(one.left_out) else one.left_out,
        "verdict": one.verdict if is_telling else "",
    }
