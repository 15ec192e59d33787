"""Which column of a sheet is which: guessed from the headings, or said by hand, and remembered."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from rco_network.core.spreadsheets import Book, Row, Unreadable, cell_text, column_letter
from rco_network.core.text import search_key

from .dates import guessed_year, head_dates, lack_a_year
from .fields import Field
from .source import Sheet, sheets_of
from .targets import Target, meanings, target_for, targets_of

# What our own file of refused rows adds to the columns of somebody's.
ROW, WHY = "Row in your file", "What to change"
_OURS = {search_key(ROW), search_key(WHY)}

# What is remembered for one of these sums of headings, None where nothing is.
Memory = Callable[[set[str]], dict[str, dict[str, Any]]]


@dataclass
class Mapping:
    """Where each field stands on one sheet, and what is true for the whole of it.

    `places` maps a field's key to a column's index; `days` are the columns headed by a date.
    `group` stands for a column of groups, `year` is that of the first date that names none,
    `blank` the mark that an empty cell means (wide sheets). `words` maps a field and a spelling to
    its meaning.
    """

    target: str
    sheet: str = ""
    header_row: int = 1
    places: dict[str, int] = field(default_factory=dict)
    days: list[int] = field(default_factory=list)
    group: str = ""
    year: int | None = None
    blank: str = ""
    turns_names: bool = True
    fills_down: bool = False
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def missing(self) -> list[Field]:
        """Fields without which nothing can be read, and that have no column."""
        said = {"group"} if self.group else set()
        return target_for(self.target).missing({*self.places, *said})

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


class MappingNeeded(Unreadable):
    """The columns cannot be told for certain: `guess` is what a person starts from."""

    def __init__(self, sentence: str, guess: Mapping) -> None:
        super().__init__(sentence)
        self.guess = guess


@dataclass
class _Found:
    """What a row says if it is taken for the headings of a target."""

    mapping: Mapping
    row: Row
    twice: str
    score: int


def guess(
    book: Book, family: str, memory: Memory | None = None, groups: Iterable[str] = ()
) -> Mapping:
    """Return which column is which on the likeliest sheet.

    A sheet without a column of groups is about the one of `groups` that its title names.

    Raises MappingNeeded, with what is known so far, where a needed column is missing or there
    twice, and Unreadable for what is no table at all.
    """
    best: _Found | None = None
    sheets: dict[str, Sheet] = {}
    for sheet in sheets_of(book):
        sheets[sheet.name] = sheet
        for found in _readings(sheet, family, memory):
            if best is None or found.score > best.score:
                best = found
    if best is None:  # every row of every sheet was looked at: there is none
        raise Unreadable(gettext("The file is empty. Choose the file that has the rows in it."))
    sheet = sheets[best.mapping.sheet]
    if "group" not in best.mapping.places and not best.mapping.group:
        best.mapping.group = _named_in(sheet.titles(best.mapping.header_row), groups)
    return _complete(best, sheet)


def guess_at(
    book: Book, family: str, name: str, header_row: int, target: str = "", memory: Any = None
) -> Mapping:
    """Return the guess for a sheet, a row (0: any) and a layout that somebody chose."""
    sheet = Sheet(book, name)
    every = targets_of(family)
    wanted = [t for t in every if t.key == target] or every
    rows = [(header_row, sheet.row(header_row))] if header_row else sheet.first_rows
    found = [_reading(sheet, number, row, t) for t in wanted for number, row in rows]
    if memory is not None:
        found += _remembered(sheet, rows, memory)
    return max(found, key=lambda one: one.score).mapping


def _readings(sheet: Sheet, family: str, memory: Memory | None) -> Iterable[_Found]:
    if memory is not None:
        yield from _remembered(sheet, sheet.first_rows, memory)
    for target in targets_of(family):
        for number, row in sheet.first_rows:
            yield _reading(sheet, number, row, target)


def _reading(sheet: Sheet, number: int, row: Row, target: Target) -> _Found:
    places: dict[str, int] = {}
    twice = ""
    known = meanings(target.key)
    for place, heading in enumerate(headings(row)):
        key = known.get(heading)
        if key is None or target.field(key).is_private:
            continue
        if key in places:
            first, second = (column_letter(p) for p in (places[key], place))
            twice = twice or (
                gettext(
                    "Columns %(first)s and %(second)s are both headed as "
                    "“%(label)s”. Delete or rename one of them."
                )
                % {"first": first, "second": second, "label": target.field(key).label}
            )
            continue
        places[key] = place
    mapping = Mapping(target.key, sheet.name, number, places)
    score = 10 * len(places) + min(1, sum(bool(cell_text(cell)) for cell in row) // 2)
    if target.is_wide:
        dates = head_dates(sheet, number)
        mapping.days = [one.column for one in dates if one.column not in places.values()]
        mapping.year = guessed_year(sheet.titles(number)) if lack_a_year(dates) else None
        score = score + 20 if len(mapping.days) > 1 and "name" in {*places, *_named(places)} else -1
    return _Found(mapping, row, twice, score)


def _named_in(titles: Iterable[str], groups: Iterable[str]) -> str:
    """The one group that the titles of a sheet name, "" where it is none or several."""
    said = " | ".join(f" {search_key(title)} " for title in titles)
    found = {group for group in groups if search_key(group) and f" {search_key(group)} " in said}
    return found.pop() if len(found) == 1 else ""


def _named(places: dict[str, int]) -> set[str]:
    return {"name"} if {"first", "last"} & set(places) else set()


def _complete(best: _Found, sheet: Sheet) -> Mapping:
    """Return the mapping if nothing is missing."""
    mapping = best.mapping
    missing = mapping.missing
    if best.twice:
        raise MappingNeeded(best.twice, mapping)
    if missing and all(len(row) < 2 or not any(row[1:]) for _, row in sheet.first_rows):
        raise Unreadable(_missing([one.label for one in missing], best, str(_NAME_THEM)))
    if missing:
        is_group = any(one.key == "group" for one in missing)
        what_to_do = f"{_CHOOSE} {_WRITE_GROUP}" if is_group else str(_CHOOSE)
        raise MappingNeeded(_missing([one.label for one in missing], best, what_to_do), mapping)
    return mapping


_NAME_THEM = gettext_lazy("Name the columns there, and upload the file again.")
_CHOOSE = gettext_lazy("Choose below which column says it.")
_WRITE_GROUP = gettext_lazy("If all rows are of one group, write its name below.")


def _either(names: list[str]) -> str:
    said = names[0]
    for other in names[1:]:
        said = gettext("%(one)s or %(other)s") % {"one": said, "other": other}
    return said


def _missing(missing: list[str], best: _Found, what_to_do: str) -> str:
    found = [cell_text(value)[:40] for value in best.row if cell_text(value)][:12]
    told = {
        "columns": _either([f"“{label}”" for label in missing]),
        "row": best.mapping.header_row,
        "sheet": best.mapping.sheet,
        "found": ", ".join(found),
        "do_this": what_to_do,
    }
    if best.mapping.sheet:
        sentence = gettext(
            "There is no column headed %(columns)s. Row %(row)s of sheet “%(sheet)s” has: "
            "%(found)s. %(do_this)s"
        )
    else:
        sentence = gettext(
            "There is no column headed %(columns)s. Row %(row)s has: %(found)s. %(do_this)s"
        )
    return sentence % told


def headings(row: Row) -> list[str]:
    """Return the headings of a row in the form in which they are compared."""
    return [search_key(cell_text(cell).split("(")[0]) for cell in row]


# What is remembered. Columns move, so it goes by heading.


def sum_of(row: Row, days: Iterable[int]) -> str:
    """Return what stands for a set of headings: in any order, and whatever the dates are."""
    dated = set(days)
    said = {h for n, h in enumerate(headings(row)) if h and n not in dated and h not in _OURS}
    return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()


def to_remember(mapping: Mapping, row: Row) -> dict[str, Any]:
    """Return what is worth remembering of a mapping. Headings of columns in use, and no cell."""
    named = headings(row)
    kept = {key: named[place] for key, place in mapping.places.items() if place < len(named)}
    same = ("target", "group", "blank", "turns_names", "fills_down", "words")
    return {"headings": kept, **{name: getattr(mapping, name) for name in same}}


def _remembered(sheet: Sheet, rows: Any, memory: Memory) -> Iterable[_Found]:
    sums: dict[str, tuple[int, Row, list[int]]] = {}
    for number, row in rows:
        days = [one.column for one in head_dates(sheet, number)]
        sums.setdefault(sum_of(row, days), (number, row, days))
    for key, said in memory(set(sums)).items():
        number, row, days = sums[key]
        named = headings(row)
        places = {f: named.index(h) for f, h in said["headings"].items() if h in named}
        more = {k: v for k, v in said.items() if k != "headings"}
        mapping = Mapping(sheet=sheet.name, header_row=number, places=places, **more)
        if target_for(mapping.target).is_wide:
            mapping.days = [n for n in days if n not in places.values()]
            lacks = lack_a_year(head_dates(sheet, number))
            mapping.year = guessed_year(sheet.titles(number)) if lacks else None
        yield _Found(mapping, row, "", 10_000)
