"""The numbers of network.py, protected before they are drawn.

A number of one organisation is held back like a number of one group: where few people stand behind
it, and where it could be had by taking the others from a printed sum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from organisations.models import LanguageServed, Place
from rco_network.core.disclosure import Published, hidden_note, protect

from ..matching.people import MATCHED
from .breakdowns import drawn, gathered, people_by_language
from .facts import NOT_RECORDED, Count, Facts
from .language_names import language_name
from .rooms_drawn import counted
from .shape import HIDDEN, Breakdown, Cell, Row, published
from .totals import people_by_organisation

QUIET_DAYS = 28
STATES = ("on_time", "late", "missing", "open")
_DAY_NOUGHT = date(2000, 1, 1)
_BY = "organisation"


def members(facts: Facts) -> Cell:
    return Cell(len(facts.told["members"]))


def active(facts: Facts) -> Cell:
    return Cell(len(facts.table("sessions", _BY)))


def active_by_name(facts: Facts) -> Breakdown:
    """Who is active, by name: names, places and languages are facts of the directory."""
    here = facts.table("sessions", _BY)
    found: dict[str, int] = dict.fromkeys(here, 0)
    for one in LanguageServed.objects.filter(organisation__in=[int(key) for key in here]):
        found[str(one.organisation_id)] += 1
    labels = {key: name for key, name in facts.told["members"].items() if key in here}
    note = _(
        "Beside each name: in how many languages the organisation says that it serves people. "
        "Names and languages are facts of the directory, not figures of this report."
    )
    label = _("Languages served, from the directory")
    found_by_name = drawn(_BY, label, Published(found), labels, note=note)
    return replace(found_by_name, unit=_("languages"))


def sessions_by_place(facts: Facts) -> Breakdown:
    """Where sessions were held, as a map."""
    table = facts.table("sessions", "place")
    names = dict(
        Place.objects.filter(pk__in=[k for k in table if k != NOT_RECORDED])
        .order_by("name")
        .values_list("pk", "name")
    )
    labels = names | ({NOT_RECORDED: _("Not recorded")} if NOT_RECORDED in table else {})
    counts = {key: table[key].n for key in labels}
    return drawn("place", _("By district"), Published(counts), labels, chart="map")


def by_organisation(facts: Facts) -> Breakdown:
    """One line a member: sessions, people, outcomes, languages reached, turned away, waiting."""
    names = facts.told["members"]
    people = people_by_organisation(facts, names)
    outcomes = _protected(facts, "outcomes", names)
    away = _protected(facts, "turned_away", names)
    waits = _protected(facts, "waiting", names)
    languages = facts.table("languages", _BY)
    sessions = facts.table("sessions", _BY)
    rows = tuple(
        Row(
            key,
            name,
            Cell(sessions.get(key, Count()).n),
            cells=(
                people[key],
                outcomes[key],
                HIDDEN if people[key].hidden else Cell(languages.get(key, Count()).n),
                away[key],
                waits[key],
            ),
        )
        for key, name in names.items()
    )
    hides = any(cell.hidden for row in rows for cell in row.cells)
    return Breakdown(
        _BY,
        _("By member organisation"),
        rows,
        note=hidden_note() if hides else "",
        columns=(_("People"), _("Outcomes"), _("Languages"), _("Turned away"), _("Waiting")),
        chart="table",
    )


def _protected(facts: Facts, what: str, names: Iterable[str]) -> dict[str, Cell]:
    table = facts.table(what, _BY)
    counts = {key: table.get(key, Count()).n for key in names}
    behind = {key: table.get(key, Count()).people for key in names}
    cells = protect(counts, behind).cells
    return {key: published(cells[key]) for key in names}


def people_together(facts: Facts) -> Breakdown:
    """How many different people came to the organisations together, where it can be said."""
    found = facts.told.get("different")
    rows: tuple[Row, ...] = ()
    note = ""
    if found is not None and found.how == MATCHED:
        rows = (
            Row(
                "likely", _("Different people, likely"), Cell(found.likely_least, found.likely_most)
            ),
        )
        note = _(
            "Of %(sharing)s of %(all)s organisations, which share match codes: codes made of names "
            "and years of birth, from which nobody can be read. The two ends are from a trial with "
            "invented people: the truth lies between them 19 times of 20."
        ) % {"sharing": found.sharing, "all": found.organisations}
    return Breakdown("organisations", _("Organisations together"), rows, note=note)


def people_by_language_served(facts: Facts) -> Breakdown:
    """People by language, and how many of the organisations active here say they serve in it."""
    people = people_by_language(facts)
    here = [int(key) for key in facts.table("sessions", _BY)]
    serve: dict[str, int] = {}
    for one in LanguageServed.objects.filter(organisation__in=here):
        serve[one.code] = serve.get(one.code, 0) + 1
    none = Cell(None)
    rows = tuple(
        replace(row, cells=(Cell(serve.get(row.key, 0)) if _is_language(row.key) else none,))
        for row in people.rows
    )
    return replace(
        people,
        key="language_served",
        rows=rows,
        columns=(_("Organisations here that serve in it"),),
        chart="table",
    )


def _is_language(key: str) -> bool:
    return key not in (NOT_RECORDED, "other")


def needs_noted(facts: Facts) -> bool:
    """Whether interpreters are a matter here: needed by somebody, or there at a session."""
    return bool(facts.table("interpreter", "language") or facts.table("interpreted", "month"))


def interpreter(facts: Facts) -> Cell:
    return counted(facts.sum("interpreter", "language").n)


def interpreter_by_language(facts: Facts) -> Breakdown:
    table = facts.table("interpreter", "language")
    labels = {key: language_name(key) for key in sorted(table) if key != NOT_RECORDED}
    labels |= {NOT_RECORDED: _("Not recorded")}
    counts = {key: table.get(key, Count()).n for key in labels}
    found = drawn("language", _("By language"), protect(counts), labels)
    return gathered(found, _("Other languages"))


def interpreted(facts: Facts) -> Cell:
    return Cell(facts.sum("interpreted", "month").n)


def _last(facts: Facts) -> dict[str, date]:
    table = facts.table("last_session", _BY)
    return {key: _DAY_NOUGHT + timedelta(days=count.n) for key, count in table.items()}


def _quiet(facts: Facts) -> dict[str, date | None]:
    """Members without a session in the last weeks, with the day of their last one."""
    last, since = _last(facts), facts.end - timedelta(days=QUIET_DAYS)
    days = {key: last.get(key) for key in facts.told["members"]}
    return {key: day for key, day in days.items() if day is None or day <= since}


def quiet(facts: Facts) -> Cell:
    return Cell(len(_quiet(facts)))


def quiet_by_name(facts: Facts) -> Breakdown:
    """Whole weeks since the last session; of who held none in the period, those of the period."""
    names, found = facts.told["members"], _quiet(facts)
    silent = sorted(found.items(), key=lambda one: (one[1] or date.min, names[one[0]]))
    rows = tuple(
        Row(
            key,
            names[key],
            Cell((facts.end - (day or facts.start)).days // 7),
            note="" if day else _("no session in this period"),
        )
        for key, day in silent
    )
    return Breakdown(_BY, _("Weeks without a session"), rows, unit=_("weeks"))


def _states() -> Mapping[str, str]:
    return {
        "on_time": _("On time"),
        "late": _("Late"),
        "missing": _("Not come yet, and late"),
        "open": _("Not due yet"),
    }


def returns(facts: Facts) -> Cell:
    return Cell(facts.sum("returns", "state").n)


def returns_by_state(facts: Facts) -> Breakdown:
    counts = {key: facts.n("returns", "state", key) for key in STATES}
    return drawn("state", _("By how they came"), Published(counts), _states())


def returns_by_name(facts: Facts) -> Breakdown:
    """A line for each member that owed a return."""
    table = facts.table("returns", _BY)
    rows = []
    for key, name in facts.told["members"].items():
        cells = [table.get(f"{key}/{state}", Count()).n for state in STATES]
        if any(cells):
            rows.append(Row(key, name, Cell(sum(cells)), cells=tuple(map(Cell, cells))))
    columns = tuple(_states().values())
    return Breakdown(_BY, _("By member organisation"), tuple(rows), columns=columns, chart="table")
