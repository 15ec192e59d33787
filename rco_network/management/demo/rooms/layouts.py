"""Layouts of reports: a funder's own six questions in its order, and a forum's short overview."""

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

from organisations.enums import Role
from organisations.models import ForumMembership, Organisation, StaffMembership
from rco_network.core.tenancy import scope
from rco_network.reports.actions.layouts import add_layout
from rco_network.reports.enums import ReportKind
from rco_network.reports.models import Layout, LayoutPart

from ..people import new_uuid

# A figure with its breakdowns, or a heading with its text.
_SIX_QUESTIONS: tuple[tuple[str, Any], ...] = (
    (
        "1. Who did you work with?",
        "[people] people came to the work that you pay for, [new_people] of them for the first "
        "time with us.",
    ),
    ("people", [["age_gender", "pyramid"], ["language", "bars"]]),
    ("new_people", []),
    ("2. What did you do?", "We held [sessions] sessions. Everything was open to anybody."),
    ("sessions", [["service", "bars"], ["month", "columns"]]),
    ("attendances", [["month", "columns"]]),
    (
        "3. What changed for people?",
        "A worker wrote down each change with its day and how we know. We count what happened, "
        "and not what we hoped for.",
    ),
    ("outcomes", [["domain", "domains"]]),
    ("levels", [["mode", "table"]]),
    (
        "4. Who could you not help?",
        "We say this openly: what is missing here is missing in the town.",
    ),
    ("turned_away", [["why", "bars"]]),
    ("waiting", [["weeks", "table"]]),
    ("5. Who else pays for this work?", ""),
    ("shared", []),
    ("6. What did it cost?", "Volunteers gave [volunteer_hours] hours besides."),
    ("cost", [["each", "table"]]),
    ("volunteer_hours", []),
)
_OVERVIEW: tuple[tuple[str, Any], ...] = (
    (
        "Who came, and to whom",
        "Our [members] members held [sessions] sessions. Somebody who came to two of them is "
        "counted at each, so that we print a range.",
    ),
    ("members", []),
    ("people", [["organisations", "bars"], ["language", "bars"], ["district", "map"]]),
    ("sessions", [["organisation", "table"], ["month", "columns"]]),
    ("Whom we could not serve", "For the board: where is a waiting list longest, and why?"),
    ("turned_away", [["why", "bars"]]),
    ("waiting", [["weeks", "bars"]]),
    ("Who needs a call", ""),
    ("quiet", [["organisation", "table"]]),
    ("returns", [["state", "bars"]]),
)


def furnish_layouts(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let the first organisation lay out one funder's form, and its forum the board's overview."""
    with scope(installation=True):
        here = Organisation.objects.get(pk=organisation)
        joined = ForumMembership.objects.filter(member=organisation, left_on=None).first()
        forum = joined.forum_id if joined else None
        manager = _one(organisation, Role.MANAGER)
        coordinator = _one(forum, Role.COORDINATOR) if forum else None
    if manager and here.name == "Tesfa Community House":
        name, title = "Peverel Moor’s six questions", "Six questions, answered"
        _lay(manager, name, title, ReportKind.AWARD, _SIX_QUESTIONS, rng)
        if coordinator:
            _lay(coordinator, "For the board", "", ReportKind.OVERVIEW, _OVERVIEW, rng)


def _one(organisation: int, role: Role) -> StaffMembership | None:
    found = StaffMembership.objects.current().filter(organisation=organisation, role=role)
    return found.select_related("organisation").order_by("pk").first()


def _lay(
    by: StaffMembership,
    name: str,
    title: str,
    kind: ReportKind,
    parts: Iterable[tuple[str, Any]],
    rng: Random,
) -> None:
    """As its author does it: from the usual report, taken apart and put together anew."""
    rights = [str(right) for right in by.rights]
    with scope(user_id=by.user_id, organisation_ids=[by.organisation_id], rights=rights):
        if Layout.objects.for_organisation(by.organisation_id).filter(name=name).exists():
            return
        layout = add_layout(
            by=by, layout=Layout(uuid=new_uuid(rng), name=name, title=title, kind=kind)
        )
        LayoutPart.objects.filter(layout=layout).delete()
        written = []
        for position, (what, more) in enumerate(parts, start=1):
            own = {"organisation_id": by.organisation_id, "layout": layout, "position": position}
            if isinstance(more, str):
                said = {"heading": what, "text": more}
            else:
                said = {"figure": what, "breakdowns": more}
            written.append(LayoutPart(uuid=new_uuid(rng), **own, **said))
        LayoutPart.objects.bulk_create(written)
