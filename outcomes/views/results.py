"""What all answers to a questionnaire add up to."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from organisations.request import Request
from rco_network.core.disclosure import threshold
from rco_network.core.tenancy.counting import counting

from ..calculations.change import InstrumentChange, changes, least_to_say
from ..calculations.compare import Comparison, comparisons
from ..calculations.printing import in_house
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
        "threshold": threshold(),
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


def _printed(side: InstrumentChange) -> dict[str, Any]:
    """Return one side with its lines; without a later answer, how far the start is."""
    return {
        "subject": Subject(side.subject).label,
        "attribution": side.attribution,
        "changes": [{"change": one, "lines": in_house(one)} for one in side.changes],
        "asked": max((one.asked for one in side.changes), default=0),
        "answered": max((one.answered for one in side.changes), default=0),
        "is_compared": any(one.matched for one in side.changes),
    }


def _beside(one: Comparison) -> dict[str, Any]:
    return {"comparison": one, "ours": one.ours, "left_out": one.left_out, "verdict": one.verdict}
