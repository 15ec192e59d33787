"""The register: the screen that decides whether the product lives."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from organisations.request import Request

from ..actions.mark_conflicts import open_conflicts
from ..actions.periods import PeriodClosed, closed_on
from ..actions.register_sheet import Newcomer, Sheet, blank_sheet, sheet_of
from ..actions.save_register import RegisterRefused, Saved, save_register
from ..calculations import likely_duplicates
from ..calculations.timetable import planned_time
from ..enums import ATTENDED, Counting, Mark
from ..forms.closed import ask_why, question
from ..forms.extras import read_extras, sentences, unreadable
from ..forms.registers import RegisterForm, end_of, read_newcomers, read_sheet
from ..models import Attendance, Enrolment, Group, HeadCount, Participant, Session
from ..parts import beside_names
from ..permissions import check_can_log, check_can_see_services
from .register_beside import beside, clash_sentences


def register(request: Request, uuid: UUID) -> HttpResponse:
    """The register of a group for a day: today unless `?on=` names another.

    `?at=` names which one, where the group meets twice that day.
    """
    check_can_see_services(request.membership)
    group = _group(request, uuid=uuid)
    if request.method == "POST":
        return _save(request, group, None)
    at = _time(request.GET.get("at", ""))
    sheet = blank_sheet(group, _day(request.GET.get("on", "")))
    logged = Session.objects.for_organisation(group.organisation_id).filter(
        group=group, held_on=sheet.held_on, **({"starts_at": at} if at else {})
    )
    if (first := logged.order_by("starts_at").first()) is not None:
        return redirect("session-register", uuid=first.uuid)
    sheet.starts_at, sheet.minutes = planned_time(group, sheet.held_on, at)
    return _draw(request, group, sheet, None)


def session_register(request: Request, uuid: UUID) -> HttpResponse:
    """The register of a session that is saved, to look at and to correct."""
    check_can_see_services(request.membership)
    seen = Session.objects.visible_to(request.membership)
    session = get_object_or_404(seen.select_related("saved_by", "head_count", "note"), uuid=uuid)
    group = _group(request, pk=session.group_id)
    if request.method == "POST":
        return _save(request, group, session)
    sheet = sheet_of(session)
    head_count = getattr(session, "head_count", None)
    if head_count:
        sheet.heads = head_count.people
        sheet.tallies = {name: getattr(head_count, name) for name in HeadCount.TALLIES}
    return _draw(request, group, sheet, session)


def _group(request: Request, **lookup: Any) -> Group:
    seen = Group.objects.visible_to(request.membership)
    group = get_object_or_404(seen.select_related("service"), **lookup)
    check_can_log(request.membership, group)
    return group


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _save(request: Request, group: Group, session: Session | None) -> HttpResponse:
    form = RegisterForm(request.POST, group=group)
    _refuse_unreadable(request, form)
    if "add" in request.POST or not form.is_valid():
        return _draw_again(request, group, session, form)
    sheet = read_sheet(form, request.POST)
    sheet.extras = read_extras(request.POST)
    sheet.extras_were = read_extras(request.POST, "extrawas_")
    if _asks_about_newcomers(request, sheet.newcomers):
        return _draw_again(request, group, session, form, sheet)
    try:
        saved = save_register(by=request.membership, group=group, sheet=sheet)
    except PeriodClosed as refused:
        ask_why(form, refused)
        return _draw_again(request, group, session, form, sheet)
    except RegisterRefused as refusal:
        form.add_error(None, str(refusal))
        return _draw_again(request, group, session, form, sheet)
    if saved.has_conflicts:
        return _draw_conflicts(request, group, saved)
    _say_saved(request, group, saved)
    return redirect("home")


def _refuse_unreadable(request: Request, form: RegisterForm) -> None:
    """Name each thing given that cannot be read, with whose it is."""
    wrong = unreadable(request.POST)
    if not wrong:
        return
    seen = Participant.objects.visible_to(request.membership)
    names = dict(seen.filter(uuid__in=[u for u, _ in wrong if u]).values_list("uuid", "name"))
    for sentence in sentences(wrong, names):
        form.add_error(None, sentence)


def _asks_about_newcomers(request: Request, newcomers: list[Newcomer]) -> bool:
    """Note likely duplicates of unanswered newcomers; return whether somebody must answer.

    A logger is asked about people of their own groups only: the question must not tell who else
    comes. Whoever is known elsewhere is added anew, for a worker to see to later.
    """
    known_here = Participant.objects.visible_to(request.membership)
    for newcomer in newcomers:
        if newcomer.error or newcomer.same:
            continue
        newcomer.likely = [
            {"uuid": str(known.uuid), "name": known.name, "note": known.note}
            for known in likely_duplicates(
                request.membership.organisation_id, newcomer.name, among=known_here
            )
            if str(known.uuid) != newcomer.key
        ]
    return any(n.error or n.likely for n in newcomers)


def _say_saved(request: Request, group: Group, saved: Saved) -> None:
    if group.counting == Counting.BY_HEAD:
        people = saved.session.head_count.people
        said = ngettext("%d person", "%d people", people) % people
    else:
        marks = Attendance.objects.for_organisation(group.organisation_id).filter(
            session=saved.session
        )
        here = sum(mark in ATTENDED for mark in marks.values_list("mark", flat=True))
        said = gettext("%(number)s here") % {"number": here}
    messages.success(
        request, gettext("%(name)s: saved, %(said)s.") % {"name": group.name, "said": said}
    )
    if saved.theirs:
        messages.info(
            request,
            gettext(
                "%(name)s had saved this register at %(time)s. Marks of theirs that were kept, "
                "where you had changed nothing: %(number)s."
            )
            % {
                "name": saved.saved_before_by,
                "time": f"{localtime(saved.saved_before_at):%H:%M}",
                "number": len(saved.theirs),
            },
        )


def _rows(group: Group, sheet: Sheet, session: Session | None) -> list[dict[str, Any]]:
    """Everybody on the group's list that day, and everybody with a mark, by name."""
    people = Participant.objects.for_organisation(group.organisation_id)
    listed = Enrolment.objects.for_organisation(group.organisation_id).filter(
        Q(left_on=None) | Q(left_on__gte=sheet.held_on), group=group, enrolled_on__lte=sheet.held_on
    )
    on_list = Q(pk__in=listed.values("participant"))
    if session is None:
        people = people.filter(on_list).annotate(drawn=Value(group.usual_mark))
    else:
        marks = Attendance.objects.for_organisation(group.organisation_id).filter(session=session)
        people = people.filter(on_list | Q(pk__in=marks.values("participant"))).annotate(
            drawn=Coalesce(
                Subquery(marks.filter(participant=OuterRef("pk")).values("mark")), Value("")
            )
        )
    return [
        {"uuid": str(uuid), "name": name, "mark": mark, "was": mark, "conflict": ""}
        for uuid, name, mark in people.order_by("name_key", "pk").values_list(
            "uuid", "name", "drawn"
        )
    ]


def _draw(
    request: Request,
    group: Group,
    sheet: Sheet,
    session: Session | None,
    *,
    rows: list[dict[str, Any]] | None = None,
    **more: Any,
) -> HttpResponse:
    by_name = group.counting == Counting.BY_NAME
    rows = rows if rows is not None else (_rows(group, sheet, session) if by_name else [])
    known = beside_names(request.membership, group, sheet.held_on) if rows else {}
    for row in rows:
        row["known"] = known.get(row["uuid"])
    context = {
        "group": group,
        "sheet": sheet,
        "session": session,
        "ends_at": end_of(sheet.starts_at, sheet.minutes),
        "values": _values(sheet),
        "by_name": by_name,
        "rows": rows,
        **_counts(rows),
        "newcomers": sheet.newcomers,
        "form": None,
        "asks": [],
        "saved_before": None,
        "sent": None,
        "on": sheet.held_on,
        "status": 200,
    } | more
    context.setdefault("beside", beside(rows, session))
    sent, day = context.pop("sent"), context.pop("on")
    context["why"] = question(sent, closed_on(group.organisation_id, day))
    context["differ"] = open_conflicts(session) if session and not context["saved_before"] else []
    return render(request, "services/register.html", context, status=context.pop("status"))


def _values(sheet: Sheet) -> dict[str, Any]:
    """What stands in the fields of a page that nobody has typed into."""
    return {
        "key": sheet.key,
        "version": sheet.version,
        "on": sheet.held_on.isoformat(),
        "starts": f"{sheet.starts_at:%H:%M}",
        "ends": f"{end_of(sheet.starts_at, sheet.minutes):%H:%M}",
        "heads": _blank(sheet.heads),
        **{name: _blank(sheet.tallies.get(name)) for name in HeadCount.TALLIES},
    }


def _counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {
        "here": sum(row["mark"] in ATTENDED for row in rows),
        "away": sum(row["mark"] in (Mark.ABSENT, Mark.EXCUSED) for row in rows),
        "unmarked": sum(row["mark"] == "" for row in rows),
    }


def _blank(number: int | None) -> str:
    return "" if number is None else str(number)


def _draw_again(
    request: Request,
    group: Group,
    session: Session | None,
    form: RegisterForm,
    sheet: Sheet | None = None,
) -> HttpResponse:
    """The same page with everything that was typed, and what is wrong with it."""
    posted = request.POST
    newcomers = sheet.newcomers if sheet else read_newcomers(posted)
    adding = "add" in posted
    if adding:
        form.errors.clear()
        newcomers.append(Newcomer(key=str(blank_sheet(group).key), name=""))
    drawn = sheet_of(session) if session else blank_sheet(group)
    drawn.newcomers = newcomers
    rows = _rows(group, sheet or drawn, session) if group.counting == Counting.BY_NAME else []
    for row in rows:
        row |= {key: posted.get(f"{key}_{row['uuid']}", row[key]) for key in ("mark", "was")}
    return _draw(
        request,
        group,
        drawn,
        session,
        rows=rows,
        form=form if form.errors else None,
        sent=form,
        on=form.cleaned_data.get("on") or drawn.held_on,
        values={name: posted.get(name, "") for name in form.fields},
        asks=[n for n in newcomers if n.error or n.likely],
        beside=beside(rows, session, posted),
        status=200 if adding else 422,
    )


def _draw_conflicts(request: Request, group: Group, saved: Saved) -> HttpResponse:
    """What could be saved is saved; here is what two people marked differently."""
    who, at = saved.saved_before_by, localtime(saved.saved_before_at)
    rows = _rows(group, sheet_of(saved.session), saved.session)
    for row in rows:
        if pair := saved.conflicts.get(UUID(row["uuid"])):
            there, here = (Mark(mark).label for mark in pair)
            row["conflict"] = gettext(
                "%(name)s marked %(there)s at %(time)s; you marked %(here)s."
            ) % {"name": who, "there": there, "time": f"{at:%H:%M}", "here": here}
    names = {row["uuid"]: row["name"] for row in rows}
    # The page goes on as a correction of what is there now.
    sheet = sheet_of(saved.session)
    sheet.version = saved.session.version
    return _draw(
        request,
        group,
        sheet,
        saved.session,
        rows=rows,
        saved_before={
            "who": who,
            "at": at,
            "count": len(saved.conflicts),
            "extras": clash_sentences(saved.extra_conflicts, names, who),
            "note": saved.note_refused,
        },
        status=409,
    )
