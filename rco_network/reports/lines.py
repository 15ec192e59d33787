"""A layout's parts in words, and the figures that it can still have."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .enums import ReportKind
from .figures.kinds import KINDS
from .figures.own import in_words
from .figures.spec import FigureSpec, Part
from .figures.styles import NAMES
from .figures.subjects import SUBJECTS
from .figures.words import typed_numbers
from .models import Layout, LayoutPart, OwnFigure


@dataclass(frozen=True)
class Line:
    """A part in words. `up` and `down` are the places that it can be moved to, 0 for none;
    `is_fixed` says that every report of the kind has it; `typed` are numbers in its words that
    somebody typed, and that nobody can trace."""

    part: LayoutPart
    label: str
    details: tuple[str, ...]
    up: int
    down: int
    is_fixed: bool = False
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offered:
    """A figure that a layout has not: what it is called, what it means, and its key to add it (of
    one that the organisation composed its uuid)."""

    key: str
    label: str
    definition: str
    is_own: bool = False


def lines_of(layout: Layout) -> list[Line]:
    """Return the parts of a layout in order."""
    parts = list(layout.parts.select_related("own_figure").order_by("position"))
    return [_line(layout, part, number, len(parts)) for number, part in enumerate(parts, start=1)]


def _line(layout: Layout, part: LayoutPart, number: int, last: int) -> Line:
    label, details = told(layout, part)
    return Line(
        part,
        label,
        details,
        up=number - 1,
        down=number + 1 if number < last else 0,
        is_fixed=part.figure in KINDS[layout.kind].always,
        typed=tuple(typed_numbers(part.text)),
    )


def told(layout: Layout, part: LayoutPart) -> tuple[str, tuple[str, ...]]:
    """Return what a part is called, and what it shows."""
    if part.is_words:
        return part.heading or _("Words"), tuple(filter(None, [part.text]))
    if part.own_figure is not None:
        return part.own_figure.name, (in_words(part.own_figure.told()),)
    plan = KINDS[layout.kind]
    spec = plan.offered.get(part.figure)
    if spec is None:
        return part.figure, (_("Reports of this kind have it no more: it is left out."),)
    if part.figure in plan.always:
        return str(spec.label), (_("Always told whole in a report of this kind."),)
    shown = tuple(_shown(spec, part))
    return str(spec.label), shown or (_("The total alone"),)


def definition_of(layout: Layout, part: LayoutPart) -> str:
    """Return what a figure means; "" of one that reports of the kind have no more."""
    if part.own_figure is not None:
        return in_words(part.own_figure.told())
    spec = KINDS[layout.kind].offered.get(part.figure)
    return str(spec.definition) if spec else ""


def _shown(spec: FigureSpec, part: LayoutPart) -> Iterator[str]:
    labels = {one.key: one.label for one in spec.parts}
    for key, style in part.breakdowns:
        if key in labels:
            yield f"{capfirst(str(labels[key]))}: {NAMES[style]}"


def to_add(layout: Layout) -> list[tuple[str, list[Offered]]]:
    """Return, by subject, the figures that the layout has not yet, with their definitions."""
    there = set(layout.parts.values_list("figure", flat=True))
    offered = KINDS[layout.kind].offered
    groups = [
        (
            str(subject),
            [
                Offered(key, str(offered[key].label), str(offered[key].definition))
                for key in keys
                if key in offered and key not in there
            ],
        )
        for subject, keys in SUBJECTS
    ]
    if layout.kind in (ReportKind.AWARD, ReportKind.YEAR):
        groups.append((_("Your own figures"), _own(layout)))
    return [group for group in groups if group[1]]


def _own(layout: Layout) -> list[Offered]:
    own = OwnFigure.objects.for_organisation(layout.organisation_id)
    free = own.exclude(pk__in=layout.parts.exclude(own_figure=None).values("own_figure"))
    return [Offered(str(one.uuid), one.name, in_words(one.told()), is_own=True) for one in free]


def names_of(layout: Layout) -> list[tuple[str, str]]:
    """Return the names under which words of the layout can have its numbers: of each figure's
    total, and of a row of each table that it shows; with what each is."""
    found: list[tuple[str, str]] = []
    offered = KINDS[layout.kind].offered
    for part in layout.parts.select_related("own_figure").order_by("position"):
        if part.own_figure is not None:
            found.append((part.own_figure.key, part.own_figure.name))
        elif spec := offered.get(part.figure):
            found.append((spec.key, str(spec.label)))
            found += [
                (f"{spec.key}/{one.key}/…", _row(spec, one))
                for one in spec.parts
                if one.key in dict(part.breakdowns)
            ]
    return found


def _row(spec: FigureSpec, part: Part) -> str:
    return _("%(figure)s, a row of “by %(what)s”") % {"figure": spec.label, "what": part.label}
