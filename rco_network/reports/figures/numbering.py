"""The number that each cell of a document has, with which its trace code ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from .shape import Breakdown, Cell, Figure, ReportDocument, Row


@dataclass(frozen=True)
class Place:
    """Where a cell stands: in the total of a figure where `breakdown` is None."""

    cell: Cell
    figure: Figure
    breakdown: Breakdown | None = None
    row: Row | None = None
    column: str = ""

    @property
    def label(self) -> str:
        """What the cell is, in the document's words: Different people, By age: 25-49, Women."""
        if self.breakdown is None or self.row is None:
            return self.figure.label
        across = f", {self.column}" if self.column else ""
        return f"{self.figure.label}, {self.breakdown.label}: {self.row.label}{across}"

    @property
    def address(self) -> str:
        """What stays the same when the figure is counted again: people/age_band/25-49."""
        if self.breakdown is None or self.row is None:
            return self.figure.key
        across = f"/{self.column}" if self.column else ""
        return f"{self.figure.key}/{self.breakdown.key}/{self.row.key}{across}"


def numbered(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures with a number on each cell, from 1, in reading order."""
    numbers = count(1)
    return tuple(_figure(figure, numbers) for figure in figures)


def places(document: ReportDocument) -> Iterator[Place]:
    """Yield every cell of the figures with where it stands, in reading order."""
    for figure in document.figures:
        yield Place(figure.total, figure)
        for breakdown in figure.breakdowns:
            for row in breakdown.rows:
                for column, cell in zip(breakdown.columns, row.cells, strict=True):
                    yield Place(cell, figure, breakdown, row, column)
                yield Place(row.cell, figure, breakdown, row)


def place_of(document: ReportDocument, ref: int) -> Place | None:
    """Return where the cell of this number stands; None where there is none."""
    return next((place for place in places(document) if place.cell.ref == ref), None)


def _figure(figure: Figure, numbers: Iterator[int]) -> Figure:
    total = replace(figure.total, ref=next(numbers))
    breakdowns = tuple(
        replace(breakdown, rows=tuple(_row(row, numbers) for row in breakdown.rows))
        for breakdown in figure.breakdowns
    )
    return replace(figure, total=total, breakdowns=breakdowns)


def _row(row: Row, numbers: Iterator[int]) -> Row:
    cells = tuple(replace(cell, ref=next(numbers)) for cell in row.cells)
    return replace(row, cells=cells, cell=replace(row.cell, ref=next(numbers)))
