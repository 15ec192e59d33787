"""What a chart shows, in a sentence for those who do not see it: highest, lowest, change.

Only printed numbers are read, so a sentence says no more than the table. Where ranges overlap and
no row is certainly the highest, none is named.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext

from .cells import NOT_RECORDED, ends, is_known

Pair = tuple[str, Any]


def sentence(kind: str, pairs: Sequence[Pair], *, is_in_order: bool = False) -> str:
    """Say what `pairs` of a label and a cell show. `kind` opens it, a sentence of its own."""
    said = [kind, *extremes(pairs)]
    if is_in_order:
        said += change(pairs)
    said += gaps(pairs)
    return " ".join(said)


def one_way(kind: str, rows: Sequence[Any], *, is_in_order: bool = False) -> str:
    """Say what the rows of a breakdown show; "not recorded" is neither highest nor lowest."""
    pairs = [(row.label, row.cell) for row in rows if row.key != NOT_RECORDED]
    return sentence(kind, pairs, is_in_order=is_in_order)


def extremes(pairs: Sequence[Pair]) -> list[str]:
    """Name the highest and the lowest of the printed numbers, as far as they are certain."""
    known = [pair for pair in pairs if is_known(pair[1])]
    if not known:
        return [gettext("No number can be shown.")]
    if len(known) == 1:
        return [f"{known[0][0]}: {known[0][1].text}."]
    said = []
    most = max(ends(cell)[0] for _, cell in known)
    least = min(ends(cell)[1] for _, cell in known)
    high = _certain(known, lambda cell: ends(cell)[1] >= most)
    low = _certain(known, lambda cell: ends(cell)[0] <= least)
    if high is not None:
        said.append(
            gettext("Highest: %(label)s (%(number)s).") % {"label": high[0], "number": high[1].text}
        )
    if low is not None and low != high:
        words = (
            gettext("Lowest: %(label)s (%(number)s).")
            if len(known) == len(pairs)
            else gettext("Lowest that is shown: %(label)s (%(number)s).")
        )
        said.append(words % {"label": low[0], "number": low[1].text})
    return said


def change(pairs: Sequence[Pair]) -> list[str]:
    """Say from what to what a series went, where both ends are printed."""
    if len(pairs) < 2 or not (is_known(pairs[0][1]) and is_known(pairs[-1][1])):
        return []
    (first, before), (last, after) = pairs[0], pairs[-1]
    return [
        gettext("From %(before)s in %(first)s to %(after)s in %(last)s.")
        % {"before": before.text, "first": first, "after": after.text, "last": last}
    ]


def gaps(pairs: Sequence[Pair]) -> list[str]:
    """Name what is hidden and what is not known."""
    hidden = [label for label, cell in pairs if cell.hidden]
    unknown = [label for label, cell in pairs if not cell.hidden and cell.value is None]
    said = []
    if hidden:
        said.append(gettext("Hidden: %(labels)s.") % {"labels": ", ".join(hidden)})
    if unknown:
        said.append(gettext("Not known: %(labels)s.") % {"labels": ", ".join(unknown)})
    return said


def _certain(known: Sequence[Pair], could_be: Callable[[Any], bool]) -> Pair | None:
    """Return the one row that could be it, or None: with several, none is certain."""
    found = [pair for pair in known if could_be(pair[1])]
    return found[0] if len(found) == 1 else None
