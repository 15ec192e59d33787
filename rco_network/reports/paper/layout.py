"""What stands where in a report on paper: figures with their charts, the cover's strip, the key.

How a chart is drawn is `rco_network.core.charts`, the same for page and paper.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from rco_network.core.charts import Chart, lay_out
from rco_network.core.charts.cells import NOT_RECORDED, ends, is_range
from rco_network.core.charts.months import Strip, strips
from rco_network.core.charts.pen import BAND
from rco_network.core.paper.qr import Square, square_of
from rco_network.reports.figures.shape import Cell, Figure, Passage, ReportDocument, Row
from services.calculations.direction import direction_of


@dataclass(frozen=True)
class Section:
    """A figure with its charts. `anchor` is its address within the document, `square` the code
    that a phone reads to follow it, in an edition; `before` are words that stand before it."""

    figure: Figure
    charts: tuple[Chart, ...]
    anchor: str
    square: Square | None = None
    before: tuple["Between", ...] = ()


@dataclass(frozen=True)
class Between:
    """Words between figures, each in its own direction: paper knows no `dir="auto"`."""

    key: str
    heading: str
    direction: str
    paragraphs: tuple[tuple[Passage, str], ...]


@dataclass(frozen=True)
class Key:
    """Which marks occur in this document, so that only those are explained."""

    has_hidden: bool
    has_range: bool
    has_missing: bool
    has_unknown: bool
    has_shared: bool

    @property
    def is_needed(self) -> bool:
        return self.has_hidden or self.has_range or self.has_missing or self.has_unknown


def sections(document: ReportDocument, *, is_rtl: bool) -> tuple[Section, ...]:
    """Lay out every figure of the document, in its order."""
    return tuple(
        Section(
            figure=figure,
            charts=tuple(
                lay_out(breakdown, figure.unit, figure.label, is_rtl=is_rtl)
                for breakdown in figure.breakdowns
                if breakdown.rows
            ),
            anchor=f"figure-{number}",
            square=_square(document, figure),
            before=words_before(document, figure.key),
        )
        for number, figure in enumerate(document.figures, start=1)
    )


def words_before(document: ReportDocument, key: str) -> tuple[Between, ...]:
    """Return the words that stand before the figure of this key; after all of them for ""."""
    return tuple(
        Between(
            one.key,
            one.heading,
            direction_of(one.heading),
            tuple((passage, direction_of(passage.text)) for passage in one.words),
        )
        for one in document.written
        if one.before == key
    )


def contents(
    sections: tuple[Section, ...], closing: tuple[Between, ...]
) -> tuple[tuple[str, str, str], ...]:
    """Return (anchor, label, direction) of what the report has: its figures; under the headings of
    a layout these alone, since both would fill a page."""
    found: list[tuple[str, str, str]] = []
    is_under_heading = False
    for section in sections:
        headed = [one for one in section.before if one.heading]
        found += [(one.key, one.heading, one.direction) for one in headed]
        is_under_heading = is_under_heading or bool(headed)
        if not is_under_heading:
            label = section.figure.label
            found.append((section.anchor, label, direction_of(label)))
    found += [(one.key, one.heading, one.direction) for one in closing if one.heading]
    return tuple(found)


def _square(document: ReportDocument, figure: Figure) -> Square | None:
    if not document.code:
        return None
    path = reverse("trace", args=[document.code, figure.total.ref])
    return square_of(urljoin(settings.SITE_URL, path))


def address(name: str) -> str:
    """Return the whole address of a page, as paper prints it."""
    return urljoin(settings.SITE_URL, reverse(name))


def cover_strip(document: ReportDocument, *, is_rtl: bool) -> tuple[Figure, Strip] | None:
    """Return the first series of the document as one strip for the cover; None without one."""
    for figure in document.figures:
        for breakdown in figure.breakdowns:
            if breakdown.is_series and any(ends(row.cell)[1] for row in breakdown.rows):
                return figure, next(strips(breakdown, figure.label, is_rtl=is_rtl, inks=BAND))
    return None


def key(document: ReportDocument) -> Key:
    """Find out which marks the reader will meet."""
    rows = [row for figure in document.figures for part in figure.breakdowns for row in part.rows]
    cells = [cell for row in rows for cell in _cells(row)]
    cells += [figure.total for figure in document.figures]
    return Key(
        has_hidden=any(cell.hidden for cell in cells),
        has_range=any(is_range(cell) for cell in cells),
        has_missing=any(row.key == NOT_RECORDED for row in rows),
        has_unknown=any(not cell.hidden and cell.value is None for cell in cells),
        has_shared=any(figure.shared_with for figure in document.figures),
    )


def _cells(row: Row) -> Iterator[Cell]:
    yield row.cell
    yield from getattr(row, "cells", ())
