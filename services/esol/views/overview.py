"""English across the organisation: classes, reviews that are due, rates."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from rco_network.core.disclosure import is_small, threshold

from ..actions.progress import set_review_interval
from ..calculations.classes import english_groups
from ..calculations.rates import Rates, exams_of, rates_of, year_of
from ..calculations.reviews import due_on, reviews_due, weeks_between
from ..enums import Level, Mode
from ..forms.progress import WeeksForm
from ..permissions import (
    can_make_return,
    can_run_classes,
    can_teach,
    check_can_run_classes,
    check_can_see_english,
)
from ..reference.codes import FROM_MEMORY, RATES
from ..words import level_in_words

MOST_SHOWN = 200


@require_safe
def english_home(request: Request) -> HttpResponse:
    """The classes with their levels, and the ways on."""
    mine = request.membership
    check_can_see_english(mine)
    context = {
        "groups": [_class_row(group) for group in english_groups(mine)],
        "due": reviews_due(mine, timezone.localdate()).count(),
        "can_return": can_make_return(mine),
    }
    return render(request, "services/esol/home.html", context)


def _class_row(group: Any) -> dict[str, Any]:
    level = getattr(group, "class_level", None)
    said = level_in_words(level) or _("No level said yet")
    unassessed = _("not assessed: %(n)s") % {"n": group.unassessed} if group.unassessed else ""
    many = _("%(n)s on the list") % {"n": group.people}
    return {"group": group, "detail": f"{said} · {many}", "tag": unassessed}


@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: Request) -> HttpResponse:
    """Whose progress is to be reviewed, who waits longest first; and how often that is."""
    mine = request.membership
    check_can_see_english(mine)
    weeks = weeks_between(mine.organisation_id)
    form = WeeksForm(request.POST or None, initial={"weeks": weeks})
    if request.method == "POST":
        check_can_run_classes(mine)
        if form.is_valid():
            own = mine.organisation
            set_review_interval(by=mine, organisation=own, weeks=form.cleaned_data["weeks"])
            messages.success(request, _("Saved."))
            return redirect("english-reviews")
    today = timezone.localdate()
    waiting = reviews_due(mine, today)[:MOST_SHOWN]
    context = {
        "rows": [
            {"person": p, "last": p.last_on, "due": due_on(p.last_on, weeks)} for p in waiting
        ],
        "weeks": weeks,
        "form": form,
        "can_teach": can_teach(mine),
        "can_run": can_run_classes(mine),
    }
    return render(
        request, "services/esol/reviews.html", context, status=422 if form.errors else 200
    )


@require_safe
def rates(request: Request) -> HttpResponse:
    """Attendance, retention, pass and achievement, with how each is worked out."""
    mine = request.membership
    check_can_see_english(mine)
    first, last = year_of(_year(request))
    # A course that still runs has completed nobody: it would pull every rate down.
    until = min(last, timezone.localdate())
    found = rates_of(mine.organisation_id, first, until)
    total = Rates()
    for _course, one in found:
        total.add(one)
    context = {
        "first": first,
        "last": last,
        "years": [one for one in _years_beside(first) if one <= timezone.localdate()],
        "rows": [{"course": one, "rates": rates} for one, rates in found],
        "total": total,
        "stats": _stats(total),
        "exams": [_exam_row(row) for row in exams_of(mine.organisation_id, first, last)],
        "formulas": _formulas(),
        "least": threshold(),
    }
    return render(request, "services/esol/rates.html", context)


def _years_beside(first: date) -> list[date]:
    return [date(first.year + step, first.month, 1) for step in (-1, 1)]


def _year(request: Request) -> date:
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit() and 2000 <= int(asked[:4]) <= today.year + 1:
        return date(int(asked[:4]), 8, 1)
    return today


def _stats(total: Rates) -> list[dict[str, Any]]:
    """The four rates over all courses of the year, with how many learners stand behind each."""
    values = (total.attendance, total.retention, total.passing, total.achievement)
    behind = (total.started, total.started, total.completed, total.started)
    return [
        {
            "label": one["name"],
            "value": _("not enough to say") if value is None else f"{value}%",
            "definition": one["formula"],
            "note": _("n = %(n)s learners") % {"n": many},
        }
        for one, value, many in zip(_formulas(), values, behind, strict=True)
    ]


def _formulas() -> list[dict[str, Any]]:
    """Each rate with its formula, and whether somebody has to check that first."""
    labels = {
        "attendance": _("Attendance"),
        "retention": _("Retention"),
        "pass": _("Pass rate"),
        "achievement": _("Achievement"),
    }
    return [
        {"name": labels[name], "formula": _(formula), "is_from_memory": name in FROM_MEMORY}
        for name, formula in RATES.items()
    ]


def _exam_row(row: dict[str, Any]) -> dict[str, Any]:
    few = is_small(row["people"])
    return {
        "level": Level(row["level"]).label,
        "mode": Mode(row["mode"]).label,
        "entered": row["entered"],
        "waiting": row["waiting"],
        "passed": _("not enough to say") if few else row["passed"],
    }
