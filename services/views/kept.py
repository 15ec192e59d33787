"""What we keep about people, how long, what goes next, and what went."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core.access import Refused
from rco_network.core.models import Announcement, RetentionRun
from rco_network.core.personal_data import PERIODS, declarations
from rco_network.core.personal_data.lengths import lengths_of
from rco_network.core.personal_data.rules import rules

from ..actions.erasure import SUBJECT, hold_on
from ..actions.retention import keep_longer, keep_no_longer, set_length
from ..actions.retention_run import with_holds
from ..forms.guards import failed_status
from ..forms.retention import HoldForm, LengthForm
from ..models import Participant
from ..permissions import can_see_people, check_can_set_retention
from ..what_we_keep import SAFETY, name_of, periods_that_can_be_set, sections
from .person import open_person

MOST_NAMES = 200
MOST_RUNS = 90


@require_safe
def kept(request: Request) -> HttpResponse:
    """What we keep about people, why and how long: for people, and for the regulator."""
    check_can_set_retention(request.membership)
    lengths = lengths_of(request.membership.organisation_id)
    context = {
        "sections": sections(lengths),
        "periods": [
            {**one, "url": reverse("kept-length", args=[one["key"]])}
            for one in periods_that_can_be_set(lengths)
        ],
        "safety": SAFETY,
        "organisation": request.membership.organisation,
    }
    return render(request, "services/kept/kept.html", context)


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def kept_length(request: Request, period: str) -> HttpResponse:
    """Choose how long one kind of thing is kept."""
    check_can_set_retention(request.membership)
    found = PERIODS.get(period)
    if found is None or not found.can_be_set:
        raise Http404
    months = lengths_of(request.membership.organisation_id)[found.key]
    form = LengthForm(
        request.POST if request.method == "POST" else None, period=found, initial={"months": months}
    )
    if form.is_valid():
        set_length(by=request.membership, period=found.key, months=form.cleaned_data["months"])
        messages.success(request, _("Saved. What this makes due is announced a fortnight before."))
        return redirect("kept")
    context = {"form": form, "period": found}
    return render(request, "services/kept/length.html", context, status=failed_status(form))


@require_safe
def kept_next(request: Request) -> HttpResponse:
    """What goes in the next weeks, day by day, with names for those who may see them."""
    check_can_set_retention(request.membership)
    rows = list(
        with_holds(request.membership.organisation_id).order_by("goes_on", "rule", "pk")[
            :MOST_NAMES
        ]
    )
    people = _people(request, rows)
    days = [
        {
            "day": day,
            "what": rules()[rule].in_words(len(group)),
            "rows": [_row(one, people) for one in group if one.subject_uuid in people],
            "held": sum(one.is_held for one in group),
        }
        for (day, rule), group in (
            (key, list(found))
            for key, found in groupby(rows, key=lambda one: (one.goes_on, one.rule))
        )
    ]
    context = {"days": days, "is_cut": len(rows) == MOST_NAMES, "most": MOST_NAMES}
    return render(request, "services/kept/next.html", context)


def _people(request: Request, rows: list[Any]) -> dict[UUID, Participant]:
    if not can_see_people(request.membership):
        return {}
    wanted = [one.subject_uuid for one in rows if one.subject_type == SUBJECT]
    own = Participant.objects.visible_to(request.membership).filter(uuid__in=wanted)
    return {person.uuid: person for person in own}


def _row(one: Any, people: dict[UUID, Participant]) -> dict[str, Any]:
    person = people[one.subject_uuid]
    return {
        "title": person.name,
        "url": reverse("keep-longer", args=[person.uuid]),
        "tag": _("kept longer") if one.is_held else "",
    }


@require_safe
def kept_runs(request: Request) -> HttpResponse:
    """What went by itself, night by night: numbers, and no names."""
    check_can_set_retention(request.membership)
    mine = RetentionRun.objects.filter(organisation=request.membership.organisation_id)
    runs = [{"run": run, "done": _done(run)} for run in mine.order_by("-run_on")[:MOST_RUNS]]
    return render(request, "services/kept/runs.html", {"runs": runs})


def _done(run: RetentionRun) -> list[str]:
    """What one night did, in words: the records of each rule, then the rows of each table."""
    said = []
    for key, counts in run.done.items():
        rule = rules().get(key)
        what = rule.in_words(counts.get("records", 0)) if rule else key
        tables = [
            f"{name_of(declarations()[name]).lower()}: {rows}"
            for name, rows in counts.items()
            if name in declarations()
        ]
        said.append(f"{what} ({', '.join(tables)})" if tables else what)
    return said


@require_http_methods(["GET", "HEAD", "POST"])
def longer(request: Request, uuid: UUID) -> HttpResponse:
    """Keep one person's records beyond their time, for a reason and until a day."""
    check_can_set_retention(request.membership)
    person = open_person(request, uuid, is_locked=True)
    hold = hold_on(person)
    initial = {"reason": hold.reason, "until": hold.until, "words": hold.words} if hold else {}
    form = HoldForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            keep_longer(by=request.membership, participant=person, **form.cleaned_data)
        except Refused as refused:
            form.add_error("until", str(refused))
        else:
            messages.success(request, _("Kept until then."))
            return redirect("kept-next")
    mine = Announcement.objects.filter(organisation=person.organisation_id)
    next_day = mine.filter(subject_uuid=person.uuid).order_by("goes_on").first()
    context = {"form": form, "participant": person, "hold": hold, "announced": next_day}
    return render(request, "services/kept/longer.html", context, status=failed_status(form))


@require_POST
def no_longer(request: Request, uuid: UUID) -> HttpResponse:
    """Let the periods decide again."""
    check_can_set_retention(request.membership)
    person = open_person(request, uuid, is_locked=True)
    keep_no_longer(by=request.membership, participant=person)
    messages.success(request, _("The usual time holds again."))
    return redirect("keep-longer", uuid=uuid)
