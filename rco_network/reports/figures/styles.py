"""How a breakdown may be drawn: each way shows the same numbers, with the same hidden ones."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from .shape import Breakdown
from .spec import Words

NAMES: dict[str, Words] = {
    "columns": _("Columns"),
    "bars": _("Bars"),
    "pyramid": _("Pyramid"),
    "domains": _("Bars under their headings"),
    "map": _("Map"),
    "shares": _("Shares of a whole"),
    "table": _("Table only"),
}
# The first of each is how it is drawn unless somebody chooses. Where a way is missing it would be
# read wrongly: shares without their line, columns that count different things as bars.
_STYLES: dict[str, tuple[str, ...]] = {
    "month": ("columns", "table"),
    "age_gender": ("pyramid", "table"),
    "domain": ("domains", "bars", "table"),
    "district": ("map", "bars", "table"),
    "place": ("map", "bars", "table"),
    "score": ("shares",),
    "sessions/organisation": ("table",),
    "returns/organisation": ("table",),
    "organisations": ("bars",),
    "language_served": ("table",),
    "claim": ("table",),
    "funder": ("table",),
}
_OTHERS = ("bars", "table")


def styles_of(figure: str, breakdown: str) -> tuple[str, ...]:
    """Return the ways in which a breakdown of a figure may be drawn, the usual one first."""
    return _STYLES.get(f"{figure}/{breakdown}") or _STYLES.get(breakdown) or _OTHERS


def usual(figure: str, breakdown: str) -> str:
    """Return how a breakdown is drawn where nobody chose."""
    return styles_of(figure, breakdown)[0]


def drawn_as(breakdown: Breakdown, figure: str, style: str) -> Breakdown:
    """Return the breakdown asking to be drawn so; the usual way for one that it does not allow."""
    if style not in styles_of(figure, breakdown.key)[1:]:
        return breakdown
    return replace(breakdown, chart="" if style == "bars" else style)
