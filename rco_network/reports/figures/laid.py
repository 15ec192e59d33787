"""A layout as a report keeps it (Layout.told): which figures, how much of each, drawn how, and the
words between them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from .catalogue import FigureSpec, Part
from .facts import Facts
from .kinds import KINDS
from .shape import Breakdown, Cell, Figure, Written
from .styles import drawn_as, usual
from .words import addresses, without

Laid = Mapping[str, Any]
# Breakdowns of a figure that are shown: (key, how it is drawn).
Shown = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Reading:
    """What a report has, in reading order. `order` are the keys of figures as they are laid out,
    the organisation's own among them; `written` the words between them by the figure that they
    stand before; `has_voices` whether people speak in it."""

    title: str
    specs: tuple[FigureSpec, ...]
    order: tuple[str, ...] = ()
    written: tuple[Written, ...] = ()
    texts: Mapping[str, str] | None = None
    has_voices: bool = True


def reading_of(kind: str, laid: Laid | None) -> Reading:
    """Return what a report of this kind has: as it was laid out, else as its kind plans it.

    What a kind always says is added at the end where a layout does not say where. Figures that the
    kind has not (any more) are left out.
    """
    plan = KINDS[kind]
    if not laid:
        return Reading(str(plan.title), plan.specs)
    specs: dict[str, FigureSpec] = {}
    order: list[str] = []
    waiting: list[Mapping[str, str]] = []
    written: list[Written] = []
    for part in laid["parts"]:
        if "words" in part:
            waiting.append(part)
            continue
        key = part["own"]["key"] if "own" in part else part["figure"]
        if "figure" in part:
            if key not in plan.offered:
                continue
            specs[key] = _spec(kind, key, part["breakdowns"])
        order.append(key)
        written += [Written(one["words"], one["heading"], key) for one in waiting]
        waiting = []
    for key in sorted(plan.always - specs.keys()):
        specs[key] = plan.offered[key]
        order.append(key)
    written += [Written(one["words"], one["heading"], "") for one in waiting]
    texts = {part["words"]: part["text"] for part in laid["parts"] if "words" in part}
    title = laid["title"] or str(plan.title)
    return Reading(
        title, tuple(specs.values()), tuple(order), tuple(written), texts, laid["voices"]
    )


def _spec(kind: str, key: str, shown: Shown) -> FigureSpec:
    """A figure with those breakdowns alone that are shown, each drawn as it was chosen."""
    plan = KINDS[kind]
    spec = plan.offered[key]
    if key in plan.always:
        return spec
    styles = dict(shown)
    parts = (
        replace(part, draw=_drawn(key, part, styles[part.key]))
        for part in spec.parts
        if part.key in styles
    )
    return replace(spec, parts=tuple(parts))


def _drawn(figure: str, part: Part, style: str) -> Callable[[Facts], Breakdown]:
    if style == usual(figure, part.key):
        return part.draw
    return lambda facts: drawn_as(part.draw(facts), figure, style)


def in_order(figures: tuple[Figure, ...], order: tuple[str, ...]) -> tuple[Figure, ...]:
    """Return the figures as they are laid out; those that are not come after, as they were."""
    place = {key: number for number, key in enumerate(order)}
    return tuple(sorted(figures, key=lambda figure: place.get(figure.key, len(place))))


def between(reading: Reading, figures: tuple[Figure, ...]) -> tuple[Written, ...]:
    """Return the words between these figures: where one has nothing to tell and is not printed,
    its words stand before the next that is."""
    printed = {figure.key for figure in figures}
    found = []
    for one in reading.written:
        at = reading.order.index(one.before) if one.before else len(reading.order)
        after = (key for key in reading.order[at:] if key in printed)
        found.append(replace(one, before=next(after, "")))
    return tuple(found)


def texts_of(reading: Reading, cells: Mapping[str, Cell]) -> dict[str, str]:
    """Return the layout's words by section. A number that this report does not print is said to be
    missing, and never nought: a room that nobody used has no figure, a small one is hidden."""
    missing = _("(not shown in this report)")
    return {key: without(text, cells, missing) for key, text in (reading.texts or {}).items()}


def names_in(kind: str, laid: Laid) -> dict[str, set[str]]:
    """Return the keys of the figures that a report of this layout can have, in reading order, each
    with those of its breakdowns."""
    offered, always = KINDS[kind].offered, KINDS[kind].always
    shown: dict[str, set[str]] = {}
    for part in laid["parts"]:
        if "own" in part:
            shown[part["own"]["key"]] = set()
        elif "figure" in part and part["figure"] in offered:
            shown[part["figure"]] = {name for name, _style in part["breakdowns"]}
    whole = {key: {part.key for part in offered[key].parts} for key in sorted(always)}
    return shown | whole


def unknown_in(kind: str, laid: Laid) -> list[tuple[str, list[str]]]:
    """Return, for each part whose words name numbers that no report of this layout can have, its
    heading and their addresses. Which rows a table has is known only when it is counted."""
    shown = names_in(kind, laid)
    found = []
    for part in laid["parts"]:
        asked = addresses(part["text"]) if "words" in part else []
        if missing := [one for one in asked if not _is_known(one, shown)]:
            found.append((part["heading"], missing))
    return found


def _is_known(address: str, shown: Mapping[str, set[str]]) -> bool:
    figure, *rest = address.split("/")
    if figure not in shown:
        return False
    return not rest or (len(rest) > 1 and rest[0] in shown[figure])
