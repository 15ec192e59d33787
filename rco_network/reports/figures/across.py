"""What a new report would give away together with those that were issued before.

The engine is core/disclosure; here numbers become its claims: the people behind each, and what is
printed of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from rco_network.core.access import Refused
from rco_network.core.disclosure import Claim, Policy, coarsen, find

from ..models.own_figure import OWN
from .behind import Behind
from .numbering import Place, places
from .shape import HIDDEN, Breakdown, Cell, Figure, ReportDocument, Row

PEOPLE = "services.participant"
# What a table of two questions asks, by the names of the breakdowns that ask one of them: whoever
# has the cells can add them up to those.
CROSSED = {"age_gender": ("age_band", "gender")}
Guard = Callable[[ReportDocument, Behind], ReportDocument]


class GivesAway(Refused):
    """The report cannot be made: with earlier ones it would tell of a few people. Says which."""


def claims_of(document: ReportDocument, behind: Behind, suffix: str = "") -> list[Claim]:
    """Return the numbers of a document that count people, each with the people behind it.

    `suffix` tells numbers of different documents apart (an edition's code).
    """
    rule = Policy(document.threshold, document.rounding)
    return [
        Claim(
            _name(place, suffix),
            frozenset(behind[place.address][PEOPLE]),
            None if place.cell.hidden else rule.range_of(len(behind[place.address][PEOPLE])),
            _asks(place),
        )
        for place in _of_people(document, behind)
    ]


def guarded(before: Iterable[Claim]) -> Guard:
    """Return what hides, in a new document, whatever would give earlier hidden numbers away.

    It raises GivesAway where hiding does not help.
    """
    earlier = list(before)

    def guard(document: ReportDocument, behind: Behind) -> ReportDocument:
        claims = claims_of(document, behind)
        composed = {_name(p, "") for p in _of_people(document, behind) if _is_composed(p)}
        new = [claim for claim in claims if claim.name not in composed]
        more = coarsen(earlier, new)
        if more is None:
            raise GivesAway(find(earlier, new)[0].sentence)
        said = [*earlier, *(_unless(claim, more) for claim in new)]
        for claim in claims:
            if claim.name in composed:
                if find(said, [claim]):
                    more |= {claim.name}
                said.append(_unless(claim, more))
        refs = {p.cell.ref for p in _of_people(document, behind) if _name(p, "") in more}
        return _hidden(document, refs) if refs else document

    return guard


def _is_composed(place: Place) -> bool:
    """Whether the organisation composed the figure. It may be of anybody: a row of a table with
    another name, or one with somebody left out. So each is held against all that was said before
    it, as if it were an edition of its own, and is what is hidden."""
    return place.figure.key.startswith(OWN)


def _unless(claim: Claim, hidden: set[str]) -> Claim:
    return replace(claim, shown=None) if claim.name in hidden else claim


def _of_people(document: ReportDocument, behind: Behind) -> Iterable[Place]:
    """The numbers that are numbers of people known by name.

    A range has heads in it of whom nobody knows who they are: nothing can be taken from it.
    """
    return (
        place
        for place in places(document)
        if set(behind.get(place.address, ())) == {PEOPLE} and not place.cell.is_range
    )


def _asks(place: Place) -> tuple[str, ...]:
    """The questions by which the people of a number were told apart (Claim.asks)."""
    if _is_composed(place):
        return ()
    if place.breakdown is None or place.row is None:
        # A part of everybody, as new people: a question of its own.
        return () if place.figure.key == "people" else (place.figure.key,)
    key = place.breakdown.key
    if place.breakdown.is_series:  # Months do not exclude each other.
        return (f"{key} {place.row.key}",)
    questions = CROSSED.get(key, (key, f"{key} columns"))
    return questions if place.column else questions[:1]


def _name(place: Place, suffix: str) -> str:
    return f"{place.label} ({suffix})" if suffix else place.label


def _hidden(document: ReportDocument, refs: set[int]) -> ReportDocument:
    figures = (_figure(figure, refs) for figure in document.figures)
    return replace(document, figures=tuple(figures))


def _figure(figure: Figure, refs: set[int]) -> Figure:
    drawn = (_breakdown(breakdown, refs) for breakdown in figure.breakdowns)
    shown = tuple(breakdown for breakdown in drawn if not breakdown.is_hidden)
    return replace(figure, total=_cell(figure.total, refs), breakdowns=shown)


def _breakdown(breakdown: Breakdown, refs: set[int]) -> Breakdown:
    return replace(breakdown, rows=tuple(_row(row, refs) for row in breakdown.rows))


def _row(row: Row, refs: set[int]) -> Row:
    cells = tuple(_cell(cell, refs) for cell in row.cells)
    return replace(row, cell=_cell(row.cell, refs), cells=cells)


def _cell(cell: Cell, refs: set[int]) -> Cell:
    return replace(HIDDEN, ref=cell.ref) if cell.ref in refs else cell
