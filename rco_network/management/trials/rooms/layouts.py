"""Layouts of reports: their makers', and nobody else's."""

from datetime import date

from rco_network.reports.models import Layout, LayoutPart

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind as K
from ..marks import mark
from ..visitors import MANAGERS, V

LAYOUT, PART = "reports.Layout", "reports.LayoutPart"
_LAYS_OUT = "who makes reports lays them out"

DOORS: dict[str, Door] = {
    **doors_of(MANAGERS | {V.COORDINATOR}, _LAYS_OUT, "layouts", methods="GET"),
    **doors_of(MANAGERS | {V.COORDINATOR}, _LAYS_OUT, "layout-new"),
    **doors_of(MANAGERS, _LAYS_OUT, "layout layout-preview", of=LAYOUT, methods="GET"),
    **doors_of(MANAGERS, _LAYS_OUT, "layout-name layout-figures layout-words", of=LAYOUT),
    **doors_of(MANAGERS, _LAYS_OUT, "layout-remove", of=LAYOUT, methods="POST"),
    **doors_of(MANAGERS, _LAYS_OUT, "layout-part", of=PART),
    **doors_of(MANAGERS, _LAYS_OUT, "layout-part-move layout-part-remove", of=PART, methods="POST"),
}


def lay(world: World, today: date) -> None:
    """Write a layout with a figure and words."""
    word = mark(world.name, K.REPORT_UNSHARED)
    layout = Layout.objects.create(organisation=world.rco, name=f"{word} layout", kind="award")
    own = {"organisation": world.rco, "layout": layout}
    LayoutPart.objects.create(**own, position=1, figure="people", breakdowns=[["gender", "bars"]])
    words = LayoutPart.objects.create(
        **own, position=2, heading=f"{word} heading", text=f"{word} of [people] people"
    )
    world.keep(layout, world.rco)
    world.keep(words, world.rco)
