"""Laying out a report: its name, what each figure shows, and words between figures."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rco_network.core.forms import LineField, TextField
from services.forms.guards import RowForm

from ..enums import ReportKind
from ..figures.kinds import KINDS
from ..figures.styles import NAMES, styles_of
from ..models import Layout, LayoutPart


class NamedForm(RowForm):
    """What a layout is called, and the title of its reports."""

    class Meta:
        model = Layout
        fields: tuple[str, ...] = ("name", "title")

    name = LineField(
        label=gettext_lazy("What do you call it?"),
        max_length=80,
        help_text=gettext_lazy("Your colleagues choose it by this name: River Fund’s form."),
        error_messages={
            "required": gettext_lazy("Give the layout a name."),
            "max_length": gettext_lazy("The name is too long: use at most 80 letters."),
        },
    )
    title = LineField(
        label=gettext_lazy("Title on the report"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Left empty, it has the usual title."),
        error_messages={
            "max_length": gettext_lazy("The title is too long: use at most 120 letters.")
        },
    )


class NewLayoutForm(NamedForm):
    """A layout's name, and what it starts from: the usual report of a kind, or another layout."""

    start = forms.ChoiceField(
        label=gettext_lazy("Start from"),
        help_text=gettext_lazy("You take out, add and move afterwards what you like."),
        error_messages={
            "required": gettext_lazy("Choose what the layout starts from."),
            "invalid_choice": gettext_lazy("Choose what the layout starts from, from the list."),
        },
    )
    field_order = ("name", "start", "title")

    def __init__(
        self, *args: Any, kinds: Iterable[ReportKind], layouts: Iterable[Layout], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._layouts = {str(one.uuid): one for one in layouts}
        usual = [(kind.value, kind.label) for kind in kinds]
        copies = [(key, one.name) for key, one in self._layouts.items()]
        groups = [(_("The usual report"), usual), (_("A copy of your own"), copies)]
        select: Any = self.fields["start"]
        select.choices = [("", _("Choose one")), *(group for group in groups if group[1])]

    @property
    def like(self) -> Layout | None:
        """The layout that it is a copy of; None where it starts from a kind's plan."""
        return self._layouts.get(self.cleaned_data["start"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if start := data.get("start"):
            like = self._layouts.get(start)
            self.instance.kind = like.kind if like else start
            self.instance.has_voices = like.has_voices if like else True
            self.instance.title = data.get("title") or (like.title if like else "")
        return data


class LayoutForm(NamedForm):
    """What a layout is called, the report's title, and whether people speak in it."""

    class Meta(NamedForm.Meta):
        fields = ("name", "title", "has_voices")
        labels = {
            "has_voices": gettext_lazy(
                "People speak in it: stories, and sentences that may be quoted"
            )
        }
        help_texts = {"has_voices": ""}  # the label says it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_of_network:
            del self.fields["has_voices"]


class ShownForm(RowForm):
    """Which breakdowns of a figure are shown, and how each is drawn."""

    class Meta:
        model = LayoutPart
        fields = ("breakdowns",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["breakdowns"]
        part: LayoutPart = self.instance
        plan = KINDS[part.layout.kind]
        spec = plan.offered.get(part.figure)
        chosen = dict(part.breakdowns)
        self._keys: list[str] = []
        for one in spec.parts if spec and part.figure not in plan.always else ():
            self._keys.append(one.key)
            ways = ((style, NAMES[style]) for style in styles_of(part.figure, one.key))
            self.fields[f"by_{one.key}"] = forms.ChoiceField(
                label=capfirst(str(one.label)),
                required=False,
                choices=[("", _("Not shown")), *ways],
                initial=chosen.get(one.key, ""),
            )

    @property
    def has_choices(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self._keys)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_choices:
            chosen = ((key, data.get(f"by_{key}", "")) for key in self._keys)
            self.instance.breakdowns = [[key, style] for key, style in chosen if style]
        return data


class WrittenForm(RowForm):
    """A heading and a text between figures. Numbers in the text come from the figures."""

    class Meta:
        model = LayoutPart
        fields = ("heading", "text")

    heading = LineField(
        label=pgettext_lazy("above a text of a report", "Heading"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("A question of the funder’s form, for example."),
        error_messages={
            "max_length": gettext_lazy("The heading is too long: use at most 120 letters.")
        },
    )
    text = TextField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("For a number write its name in square brackets: [people]."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "max_length": gettext_lazy("The text is too long: use at most 4,000 letters.")
        },
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not (data.get("heading") or data.get("text")):
            self.add_error("text", _("Write a heading or a text."))
        return data
