"""The first draft of a report's words, made from its figures by templates; the author edits it.

Each number is written as the address of its cell (words.py). Nothing is said of a number that is
hidden, and what is not there is not praised.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import ReportKind
from .shape import Breakdown, Cell, Figure, Row

SUMMARY = "summary"


def draft(
    organisation: str,
    figures: tuple[Figure, ...],
    *,
    funder: str = "",
    kind: str = "award",
    place: str = "",
) -> dict[str, str]:
    """Return the words by section: the summary, and each figure that has something to tell.

    In the active language; `funder` is named where the report is about one award, `place` where it
    is about one place.
    """
    found = {figure.key: figure for figure in figures}
    names = {"organisation": organisation, "funder": funder, "place": place}
    said = {SUMMARY: "\n".join(_summary(kind, names, found))}
    for figure in figures:
        if sentence := _beside(figure):
            said[figure.key] = sentence
    return said


def _summary(kind: str, names: Mapping[str, str], found: Mapping[str, Figure]) -> list[str]:
    cells = {key: figure.total for key, figure in found.items()}
    if "sessions" in cells and cells["sessions"].value == 0:
        return [_nothing(kind) % names]
    paragraphs = (
        (_opening(kind, cells) % names, _people(cells), _hours(cells)),
        (_change(cells),),
        (unmet(cells), given(cells), network(kind, cells)),
    )
    return [" ".join(filter(None, said)) for said in paragraphs if any(said)]


def _nothing(kind: str) -> str:
    if kind == ReportKind.AWARD:
        return _(
            "%(organisation)s logged no session in this period that counts towards this award from "
            "%(funder)s."
        )
    if kind == ReportKind.PLACE:
        return _("No member of %(organisation)s logged a session in %(place)s in this period.")
    if kind == ReportKind.OVERVIEW:
        return _("No member of %(organisation)s logged a session in this period.")
    return _("%(organisation)s logged no session in this period.")


# What the first sentence of a kind names; a layout may have left one of them out.
_OPENS: dict[str, tuple[str, ...]] = {
    ReportKind.PLACE: ("sessions", "active"),
    ReportKind.OVERVIEW: ("sessions", "members"),
}


def _opening(kind: str, cells: Mapping[str, Cell]) -> str:
    if not all(key in cells for key in _OPENS.get(kind, ("sessions",))):
        return ""
    sessions = int(cells["sessions"].value or 0)
    if kind == ReportKind.AWARD:
        return ngettext(
            "In this period %(organisation)s held [sessions] session for this award.",
            "In this period %(organisation)s held [sessions] sessions for this award.",
            sessions,
        )
    if kind == ReportKind.PLACE:
        return _(
            "In this period members of %(organisation)s held [sessions] sessions in %(place)s. "
            "Organisations active there: [active]."
        )
    if kind == ReportKind.OVERVIEW:
        return _(
            "In this period the [members] members of %(organisation)s held [sessions] sessions."
        )
    return ngettext(
        "In this period %(organisation)s held [sessions] session.",
        "In this period %(organisation)s held [sessions] sessions.",
        sessions,
    )


def _people(cells: Mapping[str, Cell]) -> str:
    if not says(cells.get("people")):
        return ""
    if says(cells.get("new_people")):
        return _("[people] different people took part, [new_people] of them for the first time.")
    return _("[people] different people took part.")


def _hours(cells: Mapping[str, Cell]) -> str:
    if not (says(cells.get("attendances")) and says(cells.get("contact_hours"))):
        return ""
    return _(
        "Together they came [attendances] times, which makes [contact_hours] hours of contact."
    )


def _change(cells: Mapping[str, Cell]) -> str:
    if not says(cells.get("outcomes")):
        return ""
    if says(cells.get("people_with_outcomes")):
        return _(
            "[outcomes] changes were recorded in the lives of [people_with_outcomes] people, each "
            "with a date and a sentence that says how we know."
        )
    return _(
        "[outcomes] changes in people's lives were recorded, each with a date and a sentence that "
        "says how we know."
    )


def says(cell: Cell | None) -> bool:
    return cell is not None and not cell.hidden and bool(cell.value)


def unmet(cells: Mapping[str, Cell]) -> str:
    """Who could not be served."""
    away, waits = says(cells.get("turned_away")), says(cells.get("waiting"))
    if away and waits:
        return _(
            "[turned_away] times somebody had to be turned away, and [waiting] people were waiting "
            "at the end of the period."
        )
    if away:
        return _("[turned_away] times somebody had to be turned away.")
    return _("[waiting] people were waiting at the end of the period.") if waits else ""


def given(cells: Mapping[str, Cell]) -> str:
    """What volunteers gave."""
    if not says(cells.get("volunteers")):
        return ""
    if says(cells.get("volunteer_hours")):
        return _("[volunteers] volunteers gave [volunteer_hours] hours of their time.")
    return _("[volunteers] people gave their time as volunteers.")


def network(kind: str, cells: Mapping[str, Cell]) -> str:
    """What a forum has to look after."""
    if kind != ReportKind.OVERVIEW or not says(cells.get("quiet")):
        return ""
    return _("Members without a session in the last four weeks of the period: [quiet].")


def _beside(figure: Figure) -> str:
    """One sentence about the part of a figure that shows most, "" where none does."""
    said = [_weekdays(figure), _long_waits(figure), _gave_back(figure), _no_language(figure)]
    if sentence := " ".join(filter(None, said)):
        return sentence
    for breakdown in figure.breakdowns:
        if breakdown.is_series and (sentence := _fullest(figure, breakdown)):
            return sentence
    return ""


def _fullest(figure: Figure, breakdown: Breakdown) -> str:
    known = [row for row in breakdown.rows if says(row.cell)]
    if len(known) < 3:
        return ""
    most = max(known, key=lambda row: row.cell.upper or row.cell.value or 0)
    return _("The fullest month was %(month)s: [%(address)s].") % {
        "month": most.label,
        "address": f"{figure.key}/{breakdown.key}/{most.key}",
    }


def _rows(figure: Figure, breakdown: str) -> dict[str, Row]:
    found = (b for b in figure.breakdowns if b.key == breakdown)
    return {row.key: row for b in found for row in b.rows}


def _weekdays(figure: Figure) -> str:
    """Days of the week without any session: a gap that a council can help to close."""
    rows = _rows(figure, "weekday")
    empty = [row.label for row in rows.values() if row.cell.value == 0]
    if not rows or not empty:
        return ""
    return _("No session was held on: %(days)s.") % {"days": _(", ").join(empty)}


def _long_waits(figure: Figure) -> str:
    longest = _rows(figure, "weeks").get("26+")
    if longest is None or not says(longest.cell):
        return ""
    return _("[waiting/weeks/26+] of them had waited for half a year or more.")


def _gave_back(figure: Figure) -> str:
    before = _rows(figure, "received").get("received")
    if before is None or not says(before.cell):
        return ""
    return _("[volunteers/received/received] of them had come for help first, and now give it.")


def _no_language(figure: Figure) -> str:
    """Languages of people who came in which no organisation here says that it serves."""
    rows = _rows(figure, "language_served").values()
    missing = [row.label for row in rows if row.cells[0].value == 0 and says(row.cell)]
    if not missing:
        return ""
    return _("No organisation here says that it serves people in: %(languages)s.") % {
        "languages": _(", ").join(missing)
    }
