"""A pyramid: ages down the middle, the first two columns as wings, every other column in numbers.

People who describe their gender another way, prefer not to say or were never asked have columns of
their own beside the wings: nobody is folded into a wing or left out of the table.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from .bars import Bar, bar
from .cells import NOT_RECORDED, SHORT_TABLE_ROWS, cells_of, columns_of, largest
from .words import sentence


@dataclass(frozen=True)
class Age:
    """A row: two bars that grow from the middle, and the cells that stand beside them."""

    row: Any
    start: Bar
    end: Bar
    others: tuple[Any, ...]
    is_missing: bool


@dataclass(frozen=True)
class Pyramid:
    """A two-way breakdown as a pyramid."""

    breakdown: Any
    unit: str
    said: str
    wings: tuple[str, str]
    others: tuple[str, ...]
    ages: tuple[Age, ...]
    template: str = "charts/pyramid.html"

    @property
    def is_short(self) -> bool:
        """Whether it is kept whole rather than broken over two pages."""
        return len(self.ages) <= SHORT_TABLE_ROWS


def age_pyramid(breakdown: Any, unit: str, title: str) -> Pyramid:
    """Lay out rows of ages with two columns or more; both wings share one scale."""
    labels = columns_of(breakdown)
    most = largest(cell for row in breakdown.rows for cell in cells_of(row)[:2])
    ages = []
    for row in breakdown.rows:
        first, second, *others = cells_of(row)
        ages.append(
            Age(row, bar(first, most), bar(second, most), tuple(others), row.key == NOT_RECORDED)
        )
    return Pyramid(
        breakdown, unit, _said(breakdown, title), (labels[0], labels[1]), labels[2:], tuple(ages)
    )


def _said(breakdown: Any, title: str) -> str:
    """Say for each wing where most and fewest are; "not recorded" is neither."""
    rows = [row for row in breakdown.rows if row.key != NOT_RECORDED]
    said = [gettext("Pyramid: %(title)s.") % {"title": title}]
    for place, label in enumerate(columns_of(breakdown)[:2]):
        pairs = [(row.label, cells_of(row)[place]) for row in rows]
        said.append(sentence(f"{label}:", pairs))
    return " ".join(said)
