"""Paper registers: printed with the next dates, and typed back in as a grid."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from organisations.request import Request
from rco_network.core.dates import day_and_month

from ..actions.periods import closed_on
from ..actions.save_grid import SavedGrid, save_grid
from ..calculations.meeting_days import past_days
from ..enums import LETTER_OF, Counting, Mark
from ..forms.closed import BecauseForm, ask_why, question
from ..forms.grid import (
    MOST_COLUMNS,
    MOST_PEOPLE,
    NO_LETTER,
    Posted,
    WindowForm,
    keys_by_day,
    letters_of,
    read_grid,
    typed_letters,
    wrong_sentence,
)
from ..models import Attendance, Enrolment, Group, Participant, Session
from ..permissions import check_can_log, check_can_see_services

MOST_FIELDS = 3600


@dataclass
class Column:
    """A date of the grid, with the session that is saved there or one to be made."""

    day: date
    starts_at: time
    minutes: int
    key: UUID
    version: int
    pk: int | None = None
    letters: str = ""


def grid(request: Request, uuid: UUID) -> HttpResponse:
    """People down, dates across, one letter a mark; saved as the registers of those days."""
    check_can_see_services(request.membership)
    seen = Group.objects.visible_to(request.membership).select_related("service")
    group = get_object_or_404(seen, uuid=uuid)
    check_can_log(request.membership, group)
    if group.counting != Counting.BY_NAME:
        raise Http404
    window = WindowForm(request.GET)
    asked = window.cleaned_data if window.is_valid() else {}
    until, dates = asked.get("until") or timezone.localdate(), asked.get("dates") or 4
    if request.method != "POST":
        return _draw(request, group, until, dates)
    typed = read_grid(request.POST)
    if typed.is_broken or typed.wrong:
        return _draw(request, group, until, dates, problems=_wrong(request, typed), keep=None)
    sent = BecauseForm(request.POST)
    if not sent.is_valid():
        told = [str(problem) for problem in sent.errors["because"]]
        return _draw(request, group, until, dates, problems=told, keep=None, sent=sent)
    because = sent.cleaned_data["because"]
    result = save_grid(by=request.membership, group=group, sheets=typed.changed, because=because)
    if result.refused or result.with_conflicts:
        for closed in result.closed[:1]:
            ask_why(sent, closed)
        keep, told = {day for day, _ in result.refused}, _told(request, result)
        return _draw(request, group, until, dates, problems=told, keep=keep, sent=sent)
    messages.success(request, _said(result))
    return redirect(f"{reverse('group-grid', args=[uuid])}?until={until}&dates={dates}")


def _said(result: SavedGrid) -> str:
    many = len(result.saved)
    if not many:
        return gettext("Nothing new was typed.")
    return ngettext("Saved: %d register.", "Saved: %d registers.", many) % many


def _wrong(request: Request, typed: Posted) -> list[str]:
    if typed.is_broken:
        return [gettext("A date on this page could not be read. Open the grid again.")]
    names = _names(request, {person for person, _, _ in typed.wrong})
    return [
        wrong_sentence(names.get(person, gettext("Somebody")), day, text)
        for person, day, text in typed.wrong
    ]


def _names(request: Request, people: set[UUID]) -> dict[UUID, str]:
    seen = Participant.objects.visible_to(request.membership).filter(uuid__in=people)
    return dict(seen.values_list("uuid", "name"))


def _told(request: Request, result: SavedGrid) -> list[str]:
    """Say what was refused, and person by person what two people marked differently."""
    told = [f"{day_and_month(day)}: {sentence}" for day, sentence in result.refused]
    names = _names(request, {who for one in result.with_conflicts for who in one.conflicts})
    for one in result.with_conflicts:
        for person, (theirs, yours) in one.conflicts.items():
            told.append(
                gettext(
                    "%(name)s, %(day)s: %(who)s marked %(theirs)s, you typed %(yours)s. "
                    "Theirs stands; type over it and save again to change it."
                )
                % {
                    "name": names.get(person, gettext("Somebody")),
                    "day": day_and_month(one.session.held_on),
                    "who": one.saved_before_by,
                    "theirs": Mark(theirs).label,
                    "yours": Mark(yours).label,
                }
            )
    return told


def _columns(group: Group, until: date, dates: int) -> list[Column]:
    """Return the last dates up to `until`: sessions that are there, else the group's usual days."""
    usual = past_days(group, until, dates) or [until]
    there = [
        Column(s.held_on, s.starts_at, s.minutes, s.uuid, s.version, s.pk)
        for s in Session.objects.for_organisation(group.organisation_id)
        .filter(group=group, held_on__range=(usual[0], until))
        .order_by("-held_on", "-starts_at")[:MOST_COLUMNS]
    ]
    held = {one.day for one in there}
    made = [
        Column(day, group.starts_at, group.minutes, uuid4(), 0) for day in usual if day not in held
    ]
    return sorted([*there, *made], key=lambda one: (one.day, one.starts_at))[-MOST_COLUMNS:]


def _people(group: Group, columns: list[Column]) -> list[tuple[int, UUID, str]]:
    """Return who was on the list in these weeks or has a mark, as the paper has them."""
    own = group.organisation_id
    listed = Enrolment.objects.for_organisation(own).filter(
        Q(left_on=None) | Q(left_on__gte=columns[0].day),
        group=group,
        enrolled_on__lte=columns[-1].day,
    )
    marked = Attendance.objects.for_organisation(own).filter(session__in=_saved(columns))
    people = Participant.objects.for_organisation(own).filter(
        Q(pk__in=listed.values("participant")) | Q(pk__in=marked.values("participant"))
    )
    return list(people.order_by("name_key", "pk").values_list("pk", "uuid", "name"))


def _saved(columns: list[Column]) -> list[int]:
    return [one.pk for one in columns if one.pk]


def _draw(
    request: Request,
    group: Group,
    until: date,
    dates: int,
    *,
    problems: list[str] | None = None,
    keep: AbstractSet[date] | None = frozenset(),
    sent: BecauseForm | None = None,
) -> HttpResponse:
    """The page. What was typed stays on the days of `keep` (None: all), which were not saved."""
    columns = _columns(group, until, dates)
    people = _people(group, columns)[:MOST_PEOPLE]
    # Django takes 4,000 fields; a long list shows fewer dates at a time.
    columns = columns[-max(1, MOST_FIELDS // (len(people) + 1)) :]
    _read_marks(group, columns, people)
    context: dict[str, Any] = {
        "group": group,
        "columns": columns,
        "rows": _rows(request, columns, people, keep),
        "key": [(LETTER_OF[mark], mark.label) for mark in Mark],
        "window": WindowForm(initial={"until": until, "dates": dates}),
        "problems": problems or [],
        "why": question(sent, closed_on(group.organisation_id, columns[0].day, columns[-1].day)),
        "until": until.isoformat(),
        "dates": dates,
    }
    status = 200 if not problems else 422 if keep is None else 409
    return render(request, "services/grid.html", context, status=status)


def _rows(
    request: Request,
    columns: list[Column],
    people: list[tuple[int, UUID, str]],
    keep: AbstractSet[date] | None,
) -> list[dict[str, Any]]:
    """A row a person, with the letter of each date: as typed, else as it is saved."""
    typed = typed_letters(request.POST) if request.method == "POST" else {}
    if typed:
        _keep_keys(columns, request.POST)
    return [
        {
            "uuid": uuid,
            "name": name,
            "cells": [
                typed.get((one.day, uuid), "")
                if typed and (keep is None or one.day in keep)
                else one.letters[row].replace(NO_LETTER, "")
                for one in columns
            ],
        }
        for row, (_, uuid, name) in enumerate(people)
    ]


def _read_marks(group: Group, columns: list[Column], people: list[tuple[int, UUID, str]]) -> None:
    own = Attendance.objects.for_organisation(group.organisation_id)
    marks = {
        (session, person): mark
        for session, person, mark in own.filter(session__in=_saved(columns)).values_list(
            "session_id", "participant_id", "mark"
        )
    }
    for one in columns:
        one.letters = letters_of([marks.get((one.pk or 0, pk), "") for pk, _, _ in people])


def _keep_keys(columns: list[Column], posted: Any) -> None:
    """Let a session that is not there yet keep the uuid that the page made for it."""
    keys = keys_by_day(posted)
    for one in columns:
        if one.version == 0:
            one.key = keys.get(one.day, one.key)
