"""The first draft of a report's words, made from its figures by templates; the author edits it.

Each number is written as the address of its cell (words.py). Nothing is said of a number that is
hidden, and what is not there is not praised.
"""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .shape import Breakdown, Cell, Figure

SUMMARY = "summary"


def draft(organisation: str, figures: tuple[Figure, ...], *, funder: str = "") -> dict[str, str]:
    """Return the words by section: the summary, and each figure that has something to tell.

    In the active language; `funder` is named where the report is about one award.
    """
    found = {figure.key: figure for figure in figures}
    said = {SUMMARY: "\n".join(_summary(organisation, found, funder))}
    for figure in figures:
        if sentence := _beside(figure):
            said[figure.key] = sentence
    return said


def _summary(organisation: str, found: Mapping[str, Figure], funder: str) -> list[str]:
    cells = {key: figure.total for key, figure in found.items()}
    names = {"organisation": organisation, "funder": funder}
    if "sessions" in cells and cells["sessions"].value == 0:
        if funder:
            return [
                _(
                    "%(organisation)s logged no session in this period that counts towards this "
                    "award from %(funder)s."
                )
                % names
            ]
        return [_("%(organisation)s logged no session in this period.") % names]
    said = []
    if "sessions" in cells:
        said.append(
            _("In this period %(organisation)s held [sessions] sessions for this award.") % names
            if funder
            else _("In this period %(organisation)s held [sessions] sessions.") % names
        )
    said += [sentence for sentence in (_people(cells), _hours(cells), _change(cells)) if sentence]
    return said


def _people(cells: Mapping[str, Cell]) -> str:
    if not _says(cells.get("people")):
        return ""
    if _says(cells.get("new_people")):
        return _("[people] different people took part, [new_people] of them for the first time.")
    return _("[people] different people took part.")


def _hours(cells: Mapping[str, Cell]) -> str:
    if not (_says(cells.get("attendances")) and _says(cells.get("contact_hours"))):
        return ""
    return _(
        "Together they came [attendances] times, which makes [contact_hours] hours of contact."
    )


def _change(cells: Mapping[str, Cell]) -> str:
    if not _says(cells.get("outcomes")):
        return ""
    if _says(cells.get("people_with_outcomes")):
        return _(
            "[outcomes] changes were recorded in the lives of [people_with_outcomes] people, each "
            "with a date and a sentence that says how we know."
        )
    return _(
        "[outcomes] changes in people's lives were recorded, each with a date and a sentence that "
        "says how we know."
    )


def _says(cell: Cell | None) -> bool:
    return cell is not None and not cell.hidden and bool(cell.value)


def _beside(figure: Figure) -> str:
    """One sentence about the part of a figure that shows most, "" where none does."""
    for breakdown in figure.breakdowns:
        if breakdown.is_series and (sentence := _fullest(figure, breakdown)):
            return sentence
    return ""


def _fullest(figure: Figure, breakdown: Breakdown) -> str:
    known = [row for row in breakdown.rows if _says(row.cell)]
    if len(known) < 3:
        return ""
    most = max(known, key=lambda row: row.cell.upper or row.cell.value or 0)
    return _("The fullest month was %(month)s: [%(address)s].") % {
        "month": most.label,
        "address": f"{figure.key}/{breakdown.key}/{most.key}",
    }


def period_in_words(start: object, end: object) -> str:
    """A period as a title says it: 1 January 2026 to 31 March 2026."""
    return _("%(start)s to %(end)s") % {
        "start": date_format(start, "j F Y"),
        "end": date_format(end, "j F Y"),
    }
