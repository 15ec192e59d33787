"""The resettlement return: pick the people, say what for, take the file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core import audit
from rco_network.core.enums import Purpose
from rco_network.core.exports import asked_purpose, attachment
from rco_network.core.spreadsheets import csv_bytes
from services.views.person import note_view

from ..calculations.returns import (
    FILLED,
    NOT_ASKED,
    OTHER_ROOM,
    people_for_return,
    return_rows,
)
from ..forms.returns import PeopleOfReturnForm, ReturnForm
from ..permissions import check_can_make_return

PAGE = "services/esol/return.html"
PURPOSES = (Purpose.AUTHORITY, Purpose.FUNDER, Purpose.OWN_RECORDS)


@require_safe
def english_return(request: Request) -> HttpResponse:
    """Choose a group and days; then its people, with who agreed to being passed on."""
    check_can_make_return(request.membership)
    form = ReturnForm(
        request.GET if "group" in request.GET else None, membership=request.membership
    )
    return _page(request, form, status=422 if form.errors else 200)


def _page(
    request: Request, form: ReturnForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    people: list[Any] = []
    if form.is_bound and form.is_valid():
        people = list(people_for_return(request.membership, form.cleaned_data["group"]))
    context = {
        "form": form,
        "people": people,
        "agreed": sum(person.has_agreed for person in people),
        "is_chosen": form.is_bound and form.is_valid(),
        "problem": problem,
        "purposes": [(one, one.label) for one in PURPOSES],
        "filled": FILLED,
        "other_room": OTHER_ROOM,
        "not_asked": NOT_ASKED,
    }
    return render(request, PAGE, context, status=status)


@recently_proved(download=True)
@require_POST
def english_return_file(request: Request) -> HttpResponse:
    """The file: a row for each person who was picked and who agreed to it."""
    mine = request.membership
    check_can_make_return(mine)
    form = ReturnForm(request.POST, membership=mine)
    if not form.is_valid():
        return _page(request, form, status=422)
    asked = form.cleaned_data
    may_go = people_for_return(mine, asked["group"]).filter(has_agreed=True)
    picked = PeopleOfReturnForm(request.POST, people=may_go)
    if not picked.is_valid():
        return _page(request, form, problem=str(picked.errors["people"][0]), status=422)
    if request.POST.get("purpose") not in PURPOSES:
        return _page(request, form, problem=_("Say what the file is for."), status=422)
    people = list(picked.cleaned_data["people"].select_related("restriction"))
    for person in people:
        note_view(request, person)
    rows = return_rows(mine.organisation_id, people, asked["first"], asked["last"])
    purpose = asked_purpose(request)
    audit.exported("resettlement_return", by=mine, purpose=purpose, kind="csv", rows=len(people))
    return attachment(csv_bytes(rows), name="resettlement-return.csv", content_type="text/csv")
