"""What a register's page sends back.

The marks are read without form fields, one pass over the posted names: a register of twenty is
drawn and read on an old phone many times a day, and is worth the few lines.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from rco_network.core.forms import DayField, TextField
from rco_network.core.text import clean_line

from ..actions.periods import Closed
from ..actions.register_sheet import Newcomer, Sheet
from ..enums import Counting, Mark
from ..models import Group, HeadCount
from .closed import BecauseField

LONGEST_NAME = 120
LONGEST_NOTE = 2000
MOST_NEWCOMERS = 60


class TallyField(forms.IntegerField):
    """A part of a head count; empty where nobody counted it."""

    def __init__(self) -> None:
        super().__init__(
            min_value=0,
            max_value=5000,
            required=False,
            error_messages={"max_value": gettext_lazy("A count is between 0 and 5,000.")},
        )


class RegisterForm(forms.Form):
    """When the session was. The people are read by `read_sheet`."""

    key = forms.UUIDField(
        error_messages={"invalid": gettext_lazy("Open the register again and fill it in.")}
    )
    version = forms.IntegerField(min_value=0, max_value=10**6)
    on = DayField(label=gettext_lazy("Day"), earliest_year=2000)
    starts = forms.TimeField(
        label=gettext_lazy("Start"),
        error_messages={"invalid": gettext_lazy("Write a time like 10:00.")},
    )
    ends = forms.TimeField(
        label=gettext_lazy("End"),
        error_messages={"invalid": gettext_lazy("Write a time like 12:00.")},
    )
    heads = forms.IntegerField(
        label=gettext_lazy("How many people were there?"),
        min_value=0,
        max_value=5000,
        required=False,
        error_messages={"max_value": gettext_lazy("A head count is between 0 and 5,000.")},
    )

    women = TallyField()
    men = TallyField()
    children = TallyField()
    note = TextField(
        required=False,
        max_length=LONGEST_NOTE,
        error_messages={"max_length": gettext_lazy("Use at most 2,000 letters for the note.")},
    )
    note_was = forms.CharField(required=False, max_length=20)
    because = BecauseField()
    closed: Closed | None = None

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends:
            day = date(2000, 1, 1)
            length = datetime.combine(day, ends) - datetime.combine(day, starts)
            if length < timedelta(minutes=5):
                self.add_error(
                    "ends",
                    gettext(
                        "The session ends at %(ends)s, which is not after its "
                        "start at %(starts)s. Change one of the two."
                    )
                    % {"ends": f"{ends:%H:%M}", "starts": f"{starts:%H:%M}"},
                )
            data["minutes"] = int(length.total_seconds() // 60)
        is_uncounted = data.get("heads") is None and "heads" not in self.errors
        if self.group.counting == Counting.BY_HEAD and is_uncounted:
            self.add_error(
                "heads", gettext_lazy("Write how many people were there, for example 24.")
            )
        told = sum(data.get(name) or 0 for name in HeadCount.TALLIES)
        if told > (data.get("heads") or 0) and not is_uncounted and "heads" not in self.errors:
            self.add_error(
                "heads",
                gettext(
                    "Women, men and children together are %(told)d, which is more than the "
                    "%(heads)d people counted. Correct one of the numbers."
                )
                % {"told": told, "heads": data["heads"] or 0},
            )
        return data


def end_of(starts_at: time, minutes: int) -> time:
    """Return the time `minutes` after the start; a session past midnight ends at 23:59."""
    end = datetime.combine(date(2000, 1, 1), starts_at) + timedelta(minutes=minutes)
    return end.time() if end.day == 1 else time(23, 59)


def read_sheet(form: RegisterForm, posted: QueryDict) -> Sheet:
    """Return the sheet that a valid form and the posted marks describe."""
    data = form.cleaned_data
    return Sheet(
        key=data["key"],
        version=data["version"],
        held_on=data["on"],
        starts_at=data["starts"],
        minutes=data["minutes"],
        marks=_by_person(posted, "mark_"),
        was=_by_person(posted, "was_"),
        newcomers=read_newcomers(posted),
        heads=data["heads"],
        tallies={name: data[name] for name in HeadCount.TALLIES if name in posted},
        note=data["note"] if "note" in posted else None,
        note_was=data["note_was"],
        because=data["because"],
    )


def _by_person(posted: QueryDict, prefix: str) -> dict[UUID, str]:
    found = {}
    for name, value in posted.items():
        if name.startswith(prefix) and value in Mark.values:
            try:
                found[UUID(name[len(prefix) :])] = value
            except ValueError:
                continue
    return found


def read_newcomers(posted: QueryDict) -> list[Newcomer]:
    """Return the newcomers with a name, as typed; each with its key, mark and answer."""
    found = []
    for key in posted.getlist("newcomer")[:MOST_NEWCOMERS]:
        try:
            UUID(key)
        except ValueError:
            continue
        name = clean_line(posted.get(f"newcomer_{key}_name", ""))[: LONGEST_NAME + 1]
        mark = posted.get(f"newcomer_{key}_mark", Mark.PRESENT)
        newcomer = Newcomer(
            key=key,
            name=name,
            mark=mark if mark in Mark.values else Mark.PRESENT,
            same=posted.get(f"newcomer_{key}_same", ""),
        )
        if len(name) > LONGEST_NAME:
            newcomer.error = gettext(
                "This name is longer than %(most)s letters. Write a short one."
            ) % {"most": LONGEST_NAME}
        if name:
            found.append(newcomer)
    return found
