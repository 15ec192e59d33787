"""The figures of a period for the organisation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisations.request import Request
from rco_network.core.disclosure import threshold

from ..calculations import FORMULA, ROUNDING, figures_of
from ..forms.keeping import DaysForm, this_year
from ..permissions import check_can_supervise
from ..reference.indicators import INDICATORS

# Headings of the framework that nothing here asks people about.
NOT_ASKED = ("Ethnicity", "Household composition", "Family type", "Income")
NOT_COUNTED = ("Total debt clients", "Total amount owed", "Breakdown of amount owed")


@require_safe
def figures(request: Request) -> HttpResponse:
    """Clients, enquiries, outcomes and gains between two days: numbers that name nobody."""
    check_can_supervise(request.membership)
    days = this_year(timezone.localdate())
    asked = "first" in request.GET or "last" in request.GET
    form = DaysForm(request.GET) if asked else DaysForm(initial=days)
    if asked and form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("first", "last")}
    context = {
        "form": form,
        "figures": figures_of(request.membership.organisation_id, **days),
        "formula": FORMULA,
        "rounding": ROUNDING,
        "threshold": threshold(),
        "missing": [name for _s, name, _d in INDICATORS if name in (*NOT_ASKED, *NOT_COUNTED)],
    }
    status = 422 if asked and not form.is_valid() else 200
    return render(request, "services/advice/figures.html", context, status=status)
