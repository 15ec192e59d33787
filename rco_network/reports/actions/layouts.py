"""Laying reports out: a layout and its parts in order.

Each change of a part is refused with a sentence where words of the layout would name a number that
its reports cannot have; nothing of it is kept then.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once

from ..figures.kinds import KINDS
from ..figures.laid import names_in, unknown_in
from ..figures.styles import usual
from ..models import Layout, LayoutPart
from ..permissions import check_can_make

# A report that nobody would read, and a page that nobody could order.
MOST_PARTS = 60


@transaction.atomic
def add_layout(*, by: StaffMembership, layout: Layout, like: Layout | None = None) -> Layout:
    """Begin a layout: as its kind plans it, or as a copy of another of the same kind.

    Sent twice it is one. Raises Refused without the right to make such reports.
    """
    check_can_make(by, layout.kind)
    layout.organisation_id = by.organisation_id
    layout, is_new = add_once(layout)
    if is_new:
        parts = list(like.parts.order_by("position")) if like else list(_planned(layout.kind))
        LayoutPart.objects.bulk_create(
            LayoutPart(
                organisation_id=by.organisation_id,
                layout=layout,
                position=position,
                figure=part.figure,
                own_figure_id=part.own_figure_id,
                breakdowns=part.breakdowns,
                heading=part.heading,
                text=part.text,
            )
            for position, part in enumerate(parts, start=1)
        )
        audit.record("layout added", by=by, subject=layout)
    return layout


def _planned(kind: str) -> Iterable[LayoutPart]:
    for spec in KINDS[kind].specs:
        shown = [[part.key, usual(spec.key, part.key)] for part in spec.parts]
        yield LayoutPart(figure=spec.key, breakdowns=shown)


@transaction.atomic
def change_layout(*, by: StaffMembership, layout: Layout) -> Layout:
    """Keep another name or title, and whether people speak in it."""
    check_can_make(by, layout.kind)
    layout.save(update_fields=["name", "title", "has_voices"])
    audit.record("layout changed", by=by, subject=layout)
    return layout


@transaction.atomic
def remove_layout(*, by: StaffMembership, layout: Layout) -> None:
    """Take a layout away. Reports that were asked for with it keep it as it was."""
    check_can_make(by, layout.kind)
    audit.record("layout removed", by=by, subject=layout)
    layout.delete()


@transaction.atomic
def add_part(*, by: StaffMembership, layout: Layout, part: LayoutPart) -> LayoutPart:
    """Put a figure or words at the end; the same figure, or the same words sent twice, is one.

    Raises Refused for a figure that reports of this kind have not.
    """
    _lock(by, layout)
    is_missing = part.figure and part.figure not in KINDS[layout.kind].offered
    if is_missing or (part.own_figure_id and layout.is_of_network):
        raise Refused(_("Reports of this kind have no such figure. Choose one from the list."))
    if part.is_words and not (part.heading or part.text):
        raise ValidationError(_("Choose a figure, or write a heading or a text."))
    there = layout.parts.filter(uuid=part.uuid).first() or _there(layout, part)
    if there:
        return there
    if layout.parts.count() >= MOST_PARTS:
        raise ValidationError(
            _("A layout has %(most)s parts at the most. Take one out first.") % {"most": MOST_PARTS}
        )
    part.organisation_id, part.layout = by.organisation_id, layout
    part.position = (layout.parts.aggregate(last=Max("position"))["last"] or 0) + 1
    part, _is_new = add_once(part)
    return _changed(by, layout, part)


def _there(layout: Layout, part: LayoutPart) -> LayoutPart | None:
    """The part that is this figure already."""
    if part.is_words:
        return None
    found: LayoutPart | None = layout.parts.filter(
        figure=part.figure, own_figure=part.own_figure_id
    ).first()
    return found


@transaction.atomic
def change_part(*, by: StaffMembership, part: LayoutPart) -> LayoutPart:
    """Keep which breakdowns a figure shows and how, or what the words say."""
    _lock(by, part.layout)
    part.save(update_fields=["breakdowns", "heading", "text"])
    return _changed(by, part.layout, part)


@transaction.atomic
def move_part(*, by: StaffMembership, part: LayoutPart, to: int) -> None:
    """Put a part at a place, counted from 1; the others keep their order. Sent twice is once."""
    _lock(by, part.layout)
    parts = list(part.layout.parts.order_by("position"))
    moved = next(one for one in parts if one.pk == part.pk)
    parts.remove(moved)
    parts.insert(max(0, min(to - 1, len(parts))), moved)
    _number(parts)
    _changed(by, part.layout, part)


@transaction.atomic
def remove_part(*, by: StaffMembership, part: LayoutPart) -> None:
    """Take a part out. Raises Refused for what a report of this kind always says."""
    layout = part.layout
    _lock(by, layout)
    if part.figure in KINDS[layout.kind].always:
        raise Refused(_("Every report of this kind says this. You can move it, not take it out."))
    part.delete()
    _number(list(layout.parts.order_by("position")))
    _changed(by, layout, part)


def _lock(by: StaffMembership, layout: Layout) -> None:
    """Let one colleague at a time change the parts. Raises Refused without the right."""
    check_can_make(by, layout.kind)
    Layout.objects.select_for_update().get(pk=layout.pk)


def _number(parts: list[LayoutPart]) -> None:
    moved = []
    for position, part in enumerate(parts, start=1):
        if part.position != position:
            part.position = position
            moved.append(part)
    LayoutPart.objects.bulk_update(moved, ["position"])


def _changed(by: StaffMembership, layout: Layout, part: LayoutPart) -> LayoutPart:
    """Note the change. Raises ValidationError where words name what is not there."""
    told = layout.told()
    unknown = unknown_in(layout.kind, told)
    if unknown:
        heading, addresses = unknown[0]
        raise ValidationError(
            _(
                "The words “%(heading)s” name %(unknown)s, and no figure of this layout is called "
                "so. There are: %(names)s."
            )
            % {
                "heading": heading,
                "unknown": ", ".join(f"[{one}]" for one in addresses),
                "names": ", ".join(f"[{one}]" for one in names_in(layout.kind, told)),
            }
        )
    audit.record("layout changed", by=by, subject=layout)
    return part
