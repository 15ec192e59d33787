"""When a group meets: its pattern, and one date of it."""

import hashlib
import re
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from organisations.models import StaffMembership
from rco_network.core.forms import DayField, LineField

from ..actions.changes import OneDate
from ..actions.rooms import find_room
from ..actions.series import Pattern
from ..calculations.recurrence import BadRule, monthly, normalised, weekdays_of, weekly
from ..enums import EditScope, Nation, Reason, Weekday
from ..models import Leader, Room, Series

_LENGTH = _("A session lasts between 5 minutes and 16 hours (960).")
MOST_NAMES = 6


class WhenForm(forms.Form):
    """Start, length, room and who leads: what a pattern and a single date both have."""

    starts_at = forms.TimeField(
        label=_("Starts at"),
        error_messages={
            "required": _("Write when it starts, for example 10:00."),
            "invalid": _("Write a time like 10:00 or 18:30."),
        },
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=5,
        max_value=960,
        error_messages={
            "required": _("Write how many minutes it lasts, for example 120."),
            "invalid": _("Write how many minutes it lasts as a number, for example 120."),
            "min_value": _LENGTH,
            "max_value": _LENGTH,
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    venue = LineField(
        label=_("Room"),
        required=False,
        max_length=120,
        help_text=_("Choose one of yours, or write a new one."),
        widget=forms.TextInput(attrs={"list": "rooms", "autocomplete": "off"}),
    )
    leaders = forms.MultipleChoiceField(
        label=_("Led by"), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = LineField(
        label=_("Led by others"),
        required=False,
        max_length=300,
        help_text=_("Teachers and helpers who have no account, with commas between."),
    )

    def __init__(self, *args: Any, membership: StaffMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = StaffMembership.objects.for_organisation(membership.organisation_id).current()
        own = here.filter(ends_at=None).select_related("user").order_by("user__name", "pk")
        self.organisation_id = membership.organisation_id
        self.colleagues = {str(one.uuid): one for one in own}
        field: Any = self.fields["leaders"]
        field.choices = [(uuid, one.user.name) for uuid, one in self.colleagues.items()]

    def clean_names(self) -> tuple[str, ...]:
        names = [name.strip() for name in re.split(r"[,،;]", self.cleaned_data["names"])]
        names = list(dict.fromkeys(name for name in names if name))
        if len(names) > MOST_NAMES or any(len(name) > 80 for name in names):
            raise ValidationError(_("Write at most six names of at most 80 letters."))
        return tuple(names)

    def clean_leaders(self) -> tuple[StaffMembership, ...]:
        return tuple(self.colleagues[uuid] for uuid in self.cleaned_data["leaders"])

    @property
    def room(self) -> Room | None:
        """The room that was named; a new one is not saved."""
        return find_room(self.organisation_id, self.cleaned_data["venue"])


def who_leads(**of: Any) -> dict[str, Any]:
    """Return initial `leaders` and `names` for a form, of `series=` or `change=`."""
    rows = Leader.objects.filter(**of).order_by("id")
    named = list(rows.values_list("membership__uuid", "name"))
    return {
        "leaders": [str(uuid) for uuid, _ in named if uuid],
        "names": ", ".join(name for _, name in named if name),
    }


def _not_those_of(nation: Nation) -> Any:
    return format_lazy(_("Not on those of {nation}"), nation=nation.label)


class PatternForm(WhenForm):
    """On which days a group meets, from when until when, and what it leaves out."""

    WEEKLY, FORTNIGHTLY, MONTHLY, RULE = "weekly", "fortnightly", "monthly", "rule"

    repeats = forms.ChoiceField(
        label=_("How often"),
        choices=[
            (WEEKLY, _("Every week")),
            (FORTNIGHTLY, _("Every second week")),
            (MONTHLY, _("Once a month")),
            (RULE, _("By a rule of its own")),
        ],
        initial=WEEKLY,
        widget=forms.RadioSelect,
    )
    days = forms.TypedMultipleChoiceField(
        label=_("On"),
        required=False,
        coerce=int,
        choices=Weekday.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    nth = forms.TypedChoiceField(
        label=_("Which one of the month"),
        required=False,
        coerce=int,
        choices=[
            (1, _("The first")),
            (2, _("The second")),
            (3, _("The third")),
            (4, _("The fourth")),
            (-1, _("The last")),
        ],
        help_text=_("Only where it meets once a month."),
    )
    rule = LineField(
        label=_("Rule"),
        required=False,
        max_length=200,
        help_text=_("As calendars write it (RFC 5545), for example FREQ=MONTHLY;BYMONTHDAY=1."),
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    first_on = DayField(label=_("First day"), allow_future=True)
    last_on = DayField(
        label=_("Last day"),
        required=False,
        allow_future=True,
        help_text=_("For example the end of the term. Empty: it goes on."),
    )
    bank_holidays = forms.ChoiceField(
        label=_("Bank holidays"),
        required=False,
        choices=[
            ("", _("It meets on bank holidays too")),
            *((nation.value, _not_those_of(nation)) for nation in Nation),
        ],
    )
    keeps_terms = forms.BooleanField(label=_("Stops in term breaks"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    field_order = (
        "repeats",
        "days",
        "nth",
        "rule",
        "first_on",
        "last_on",
        "starts_at",
        "minutes",
        "venue",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day comes before the first one."))
        try:
            data["pattern_rule"] = self._rule(data)
        except BadRule as problem:
            self.add_error("rule", str(problem))
        return data

    def _rule(self, data: dict[str, Any]) -> str:
        repeats, chosen = data.get("repeats"), data.get("days") or []
        if repeats == self.RULE:
            return normalised(data.get("rule", ""))
        if not chosen and "days" not in self.errors:
            self.add_error("days", _("Tick at least one day of the week."))
        if repeats == self.MONTHLY and len(chosen) > 1:
            self.add_error("days", _("Tick one day for a group that meets once a month."))
        if self.errors or not chosen:
            return ""
        if repeats == self.MONTHLY:
            return monthly(data.get("nth") or 1, chosen[0])
        return weekly(*chosen, every=2 if repeats == self.FORTNIGHTLY else 1)

    @property
    def pattern(self) -> Pattern:
        """What was said, for the actions."""
        data = self.cleaned_data
        return Pattern(
            rule=data["pattern_rule"],
            starts_at=data["starts_at"],
            minutes=data["minutes"],
            room=self.room,
            last_on=data["last_on"],
            bank_holidays=data["bank_holidays"],
            keeps_terms=data["keeps_terms"],
            leaders=data["leaders"],
            names=data["names"],
        )


class PatternEditForm(PatternForm):
    """A pattern that is there: from a date on, or all of it. Refused once if it was overtaken."""

    scope = forms.ChoiceField(
        label=_("What do you change?"),
        choices=[(s.value, s.label) for s in (EditScope.LATER, EditScope.ALL)],
        initial=EditScope.LATER,
        widget=forms.RadioSelect,
    )
    since = DayField(label=_("This one is on"), allow_future=True, required=False)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order: Any = ("scope", "since", *PatternForm.field_order)

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        stored = sorted(model_to_dict(series).items())
        self.now = hashlib.sha256(repr(stored).encode()).hexdigest()[:20]
        kwargs["initial"] = said_of(series) | {"was": self.now} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.has_moved = False
        del self.fields["first_on"], self.fields["key"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        is_open = not data.get("since") and "since" not in self.errors
        if data.get("scope") == EditScope.LATER and is_open:
            self.add_error("since", _("Say from which date on."))
        if data.get("was") and data["was"] != self.now:
            self.has_moved = True
            sent: Any = self.data
            self.data = sent = sent.copy()
            sent["was"] = self.now
            self.add_error(
                None,
                _("Somebody else changed this pattern meanwhile. Look at it, then save again."),
            )
        return data

    @property
    def starts_from(self) -> date | None:
        """From when on it changes; None: all of it."""
        data = self.cleaned_data
        since: date | None = data["since"]
        return since if data["scope"] == EditScope.LATER else None


def said_of(series: Series) -> dict[str, Any]:
    """Return what a form shows of a series."""
    rule, form = series.rule, PatternForm
    found: dict[str, Any] = {"repeats": form.RULE, "rule": rule, "nth": 1}
    chosen = weekdays_of(rule)
    for repeats, every in ((form.WEEKLY, 1), (form.FORTNIGHTLY, 2)):
        if chosen and rule == weekly(*chosen, every=every):
            found = {"repeats": repeats, "days": chosen}
    for nth in (1, 2, 3, 4, -1):
        if len(chosen) == 1 and rule == monthly(nth, chosen[0]):
            found = {"repeats": form.MONTHLY, "days": chosen, "nth": nth}
    fields = ("starts_at", "minutes", "last_on", "first_on", "bank_holidays", "keeps_terms")
    found |= {name: getattr(series, name) for name in fields}
    found["venue"] = series.room.name if series.room else ""
    return found | who_leads(series=series)


class DateForm(WhenForm):
    """One date: another day, time, room or leader; for this one, all later ones, or all."""

    scope = forms.ChoiceField(
        label=_("What do you change?"),
        choices=EditScope.choices,
        initial=EditScope.ONE,
        widget=forms.RadioSelect,
    )
    day = DayField(label=_("Day"), allow_future=True)
    reason = forms.ChoiceField(
        label=_("Why"), required=False, choices=[("", _("Not said")), *Reason.choices]
    )
    note = LineField(
        label=_("Note for colleagues"),
        required=False,
        max_length=200,
        help_text=_("It stays in here. Phones that read the calendar do not get it."),
    )
    field_order = ("scope", "day", "starts_at", "minutes", "venue", "reason", "note")

    @property
    def one_date(self) -> OneDate:
        """What was said, for the actions."""
        data = self.cleaned_data
        fields = ("day", "starts_at", "minutes", "leaders", "names", "reason", "note")
        return OneDate(room=self.room, **{name: data[name] for name in fields})


class ExtraForm(DateForm):
    """One more session."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["scope"]


class CancelForm(forms.Form):
    """Why a date does not take place, and whether later ones do."""

    scope = forms.ChoiceField(
        label=_("What do you cancel?"),
        choices=[
            (EditScope.ONE.value, EditScope.ONE.label),
            (EditScope.LATER.value, _("This one and all later ones: the pattern ends")),
        ],
        initial=EditScope.ONE,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Why"), required=False, choices=[("", _("Not said")), *Reason.choices]
    )
    note = LineField(label=_("Note for colleagues"), required=False, max_length=200)
