"""The forum's overview of all its members' year, against the clock."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.jobs.run import run
from rco_network.core.models import Job
from rco_network.core.tenancy import scope
from rco_network.core.tenancy.counting import counting
from rco_network.reports.actions.match_codes import MAKE_CODES, ask_codes
from rco_network.reports.enums import ReportKind
from rco_network.reports.figures.document import build_document, count_figures
from rco_network.reports.figures.ground import Ground as Counted
from rco_network.reports.figures.ground import of_organisations
from rco_network.reports.figures.kinds import KINDS
from rco_network.reports.grounds import member_organisations
from rco_network.reports.models import SharingAgreement
from rco_network.reports.reference.sharing_words import WORDS
from services.enums import ATTENDED
from services.models import Attendance

from .ground import Ground, acting_as
from .measure import Result, Size, seconds
from .site import Sites

SECONDS = 3.0


def measure(ground: Ground, size: Size, sites: Sites) -> list[Result]:
    """Time the overview of the last twelve whole months, every member sharing match codes."""
    with scope(installation=True):
        colleagues = StaffMembership.objects.select_related("user", "organisation")
        by = colleagues.filter(role=Role.COORDINATOR)[0]
    with acting_as(by):
        members = member_organisations(by)
    share_codes(members, by)
    counted = of_organisations(members, *whole_year(ground.period[1])).of_forum(by.organisation_id)

    def figures() -> Any:
        with acting_as(by):
            return count_figures(counted, KINDS[ReportKind.OVERVIEW].specs)

    def document() -> Any:
        with acting_as(by):
            return build_document(
                kind=ReportKind.OVERVIEW,
                organisation=by.organisation,
                ground=counted,
                language="en",
                made_at=timezone.now(),
                with_keys=True,
            )

    check(figures()[1])
    n = attendances(counted)
    what = f"{len(members)} members, {n:,} attendances in a year"
    rounds = max(2, size.rounds // 2)

    def timed(what: str, work: Callable[[], Any], goal: float | None) -> Result:
        return Result(what, [seconds(work) for _ in range(rounds)], [SECONDS] * rounds, "s", goal)

    return [
        timed(f"forum's overview of {what}, against three seconds", figures, 1.0),
        timed("the same as a draft, with the keys of the rows behind each number", document, None),
    ]


def share_codes(members: tuple[int, ...], coordinator: StaffMembership) -> None:
    """Let every member agree, and make their match codes as the worker does each night."""
    os.environ["MATCH_KEY"] = "a key of the bench alone, forgotten with its database"
    now = timezone.now()
    for organisation in members:
        with scope(organisation_ids=[organisation], installation=True):
            manager = StaffMembership.objects.select_related("organisation").filter(
                organisation=organisation
            )[0]
            SharingAgreement.objects.get_or_create(
                organisation_id=organisation,
                forum_id=coordinator.organisation_id,
                defaults={
                    "words": WORDS,
                    "agreed_by_id": manager.user_id,
                    "starts_on": timezone.localdate(now) - timedelta(days=60),
                },
            )
            ask_codes(manager.organisation, now)
            job = Job.objects.filter(organisation=organisation, kind=MAKE_CODES).latest("pk")
        run(job.uuid)


def whole_year(until: date) -> tuple[date, date]:
    """Return the first and last day of the twelve whole months before a day's month."""
    last = until.replace(day=1) - timedelta(days=1)
    return date(until.year - 1, until.month, 1), last


def attendances(counted: Counted) -> int:
    """How many times somebody came, of everything that is counted."""
    with counting(user_id=None, organisation_ids=counted.organisations):
        return Attendance.objects.filter(
            organisation__in=counted.organisations,
            held_on__range=(counted.start, counted.end),
            mark__in=ATTENDED,
        ).count()


def check(figures: tuple[Any, ...]) -> None:
    """Raise RuntimeError where match codes were not compared: the dear part would be left out."""
    people = next(f for f in figures if f.key == "people")
    if not any(b.key == "organisations" and b.rows for b in people.breakdowns):
        raise RuntimeError("Members' people were not compared by match codes.")
