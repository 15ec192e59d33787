"""How an organisation lays its reports out: which figures, how much of each, words between."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import may, mine

from ..enums import NETWORK, ReportKind
from .own_figure import in_letters

_ABOUT_SOMETHING = (ReportKind.AWARD, ReportKind.PLACE)
_WRITE = (
    "{mine} and (kind in ('overview', 'place') and {network} "
    "or kind in ('award', 'year') and {own})"
).format(mine=mine("organisation_id"), network=may("make_network_reports"), own=may("make_reports"))


class Layout(OwnedModel):
    """The parts of a report of one kind, in an order of the organisation's own.

    What a report has of it is a copy (`told`): changing or removing it changes no report that was
    asked for.
    """

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=ReportKind.choices)
    title = models.CharField(
        max_length=120, blank=True, help_text="In the place of the title that its kind has."
    )
    has_voices = models.BooleanField(default=True, help_text="Whether people speak in it.")

    class Meta(OwnedModel.Meta):
        ordering = ["name"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="layout_name_once",
                violation_error_message=_("You already have a layout with this name."),
            ),
            RowSecurity(name="reports_layout_rows", write=f"({_WRITE})"),
            Tracked(name="reports_layout_history"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_of_network(self) -> bool:
        """Whether it lays out what several organisations did together."""
        return self.kind in NETWORK

    @property
    def needs_about(self) -> bool:
        """Whether such a report is about one award or one place."""
        return self.kind in _ABOUT_SOMETHING

    def told(self) -> dict[str, Any]:
        """What a report keeps of it (figures/laid.py), so that it can be made again alike."""
        parts = self.parts.select_related("own_figure").order_by("position")
        return {
            "name": self.name,
            "title": self.title,
            "voices": self.has_voices,
            "parts": [part.told() for part in parts],
        }


class LayoutPart(OwnedModel):
    """A figure of the catalogue, a figure of the organisation's own, or words.

    `breakdowns` are those of the figure that are shown, in the order of the catalogue: pairs of a
    breakdown's key and how it is drawn (figures/styles.py). None shown leaves the total alone.
    """

    layout = models.ForeignKey(
        Layout, on_delete=models.CASCADE, db_constraint=False, related_name="parts"
    )
    position = models.PositiveSmallIntegerField()
    figure = models.CharField(max_length=24, blank=True, help_text="Its key in the catalogue.")
    own_figure = models.ForeignKey(
        "reports.OwnFigure",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    breakdowns = models.JSONField(default=list, blank=True)
    heading = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=4000, blank=True)

    class Meta(OwnedModel.Meta):
        ordering = ["layout", "position"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["layout", "position"],
                name="layout_part_place_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["layout", "figure"],
                condition=~models.Q(figure=""),
                name="layout_figure_once",
                violation_error_message=_("This figure is in the layout already."),
            ),
            models.UniqueConstraint(
                fields=["layout", "own_figure"],
                name="layout_own_figure_once",
                violation_error_message=_("This figure is in the layout already."),
            ),
            models.CheckConstraint(
                name="layout_part_is_one_thing",
                condition=models.Q(figure="", own_figure=None)
                | (
                    models.Q(heading="", text="")
                    & (models.Q(figure="") ^ models.Q(own_figure=None))
                ),
            ),
            models.CheckConstraint(
                name="layout_part_says_something",
                condition=~models.Q(figure="", own_figure=None, heading="", text=""),
                violation_error_message=_("Write a heading or a text."),
            ),
            OwnedReference(
                name="layoutpart_same_organisation",
                to="reports.Layout",
                columns=("organisation_id", "layout_id"),
            ),
            OwnedReference(
                name="layoutpart_own_figure",
                to="reports.OwnFigure",
                columns=("organisation_id", "own_figure_id"),
            ),
            RowSecurity(
                name="reports_layoutpart_rows",
                write=f"({mine('organisation_id')} and "
                f"({may('make_reports')} or {may('make_network_reports')}))",
            ),
            Tracked(name="reports_layoutpart_history"),
        ]

    def __str__(self) -> str:
        return self.figure or self.heading

    @property
    def is_words(self) -> bool:
        """Whether it is words of the organisation's own."""
        return not self.figure and self.own_figure_id is None

    @property
    def key(self) -> str:
        """The section of a report that its words are."""
        return f"said_{in_letters(self.uuid)}"

    def told(self) -> dict[str, Any]:
        """What a report keeps of it."""
        if self.own_figure is not None:
            return {"own": self.own_figure.told()}
        if self.figure:
            return {"figure": self.figure, "breakdowns": self.breakdowns}
        return {"words": self.key, "heading": self.heading, "text": self.text}
