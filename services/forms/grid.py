"""What the grid for typing paper registers back in sends: columns of letters, a person a row.

Short names, since a page holds hundreds of fields: `p` repeats the people from top to bottom;
column 2 is k2 (the session's uuid), v2 (its version), d2, s2 and n2 (day, start, minutes), w2 (the
letters as drawn, "-" for none, in the order of the people), and c2r5 the letter in its row 5.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rco_network.core.dates import day_and_month
from rco_network.core.forms import DayField

from ..actions.register_sheet import Sheet
from ..enums import LETTER_OF, MARK_LETTERS

MOST_COLUMNS, MOST_PEOPLE = 12, 400
NO_LETTER = "-"


class WindowForm(forms.Form):
    """Which dates the paper has: its last one, and how many."""

    until = DayField(label=_("Last date on the paper"), earliest_year=2000, required=False)
    dates = forms.TypedChoiceField(
        label=_("How many dates"),
        choices=[(4, "4"), (8, "8"), (12, "12")],
        coerce=int,
        empty_value=None,
        required=False,
    )


class ColumnForm(forms.Form):
    """When one column's session was, as the page was drawn."""

    key = forms.UUIDField()
    version = forms.IntegerField(min_value=0, max_value=10**6)
    on = DayField(earliest_year=2000)
    starts = forms.TimeField()
    minutes = forms.IntegerField(min_value=5, max_value=960)


@dataclass
class Posted:
    """What was typed: a sheet a column, and what could not be read, as (row, column, text)."""

    people: list[UUID]
    sheets: list[Sheet] = field(default_factory=list)
    wrong: list[tuple[UUID, date, str]] = field(default_factory=list)
    is_broken: bool = False

    @property
    def changed(self) -> list[Sheet]:
        """Return the sheets in which anything was typed that was not there."""
        return [sheet for sheet in self.sheets if sheet.marks != sheet.was]


def read_grid(posted: QueryDict) -> Posted:
    """Read what the grid sent. An emptied field says nothing: a mark is changed, not unmade."""
    try:
        found = Posted([UUID(one) for one in posted.getlist("p")[:MOST_PEOPLE]])
    except ValueError:
        return Posted([], is_broken=True)
    for number in range(MOST_COLUMNS):
        if f"k{number}" not in posted:
            break
        column = ColumnForm(
            {
                "key": posted[f"k{number}"],
                "version": posted.get(f"v{number}"),
                "on": posted.get(f"d{number}"),
                "starts": posted.get(f"s{number}"),
                "minutes": posted.get(f"n{number}"),
            }
        )
        if not column.is_valid():
            found.is_broken = True
            continue
        found.sheets.append(_sheet(column.cleaned_data, posted, number, found))
    return found


def _sheet(data: dict[str, Any], posted: QueryDict, number: int, found: Posted) -> Sheet:
    sheet = Sheet(
        key=data["key"],
        version=data["version"],
        held_on=data["on"],
        starts_at=data["starts"],
        minutes=data["minutes"],
    )
    were = posted.get(f"w{number}", "")
    for row, person in enumerate(found.people):
        was = MARK_LETTERS.get(were[row : row + 1])
        if was:
            sheet.was[person] = was
        typed = posted.get(f"c{number}r{row}", "").strip()[:20]
        letter = typed.upper()
        if letter in MARK_LETTERS:
            sheet.marks[person] = MARK_LETTERS[letter]
        elif typed:
            found.wrong.append((person, data["on"], typed))
        elif was:
            sheet.marks[person] = was
    return sheet


def typed_letters(posted: QueryDict) -> dict[tuple[date, UUID], str]:
    """Return every letter as it was typed, by day and person, for a page that is drawn again."""
    people = read_grid(posted).people
    return {
        (day, person): posted.get(f"c{number}r{row}", "")[:20]
        for number, day in _days(posted)
        for row, person in enumerate(people)
    }


def keys_by_day(posted: QueryDict) -> dict[date, UUID]:
    """Return the uuid that the page made for each day."""
    found = {}
    for number, day in _days(posted):
        try:
            found[day] = UUID(posted.get(f"k{number}", ""))
        except ValueError:
            continue
    return found


def _days(posted: QueryDict) -> list[tuple[int, date]]:
    found = []
    for number in range(MOST_COLUMNS):
        try:
            found.append((number, date.fromisoformat(posted.get(f"d{number}", ""))))
        except ValueError:
            continue
    return found


def letters_of(marks: list[str]) -> str:
    """Return marks from top to bottom as letters, "-" where there is none."""
    return "".join(LETTER_OF.get(mark, NO_LETTER) for mark in marks)


def wrong_sentence(name: str, day: date, typed: str) -> str:
    """Say which field cannot be read, and what to type."""
    return gettext("%(name)s, %(day)s: “%(typed)s” is none of the letters H, L, A and T.") % {
        "name": name,
        "day": day_and_month(day),
        "typed": typed,
    }
