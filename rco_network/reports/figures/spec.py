"""How a figure is declared: what it is called, what it means, from which rows it is counted."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..enums import Adds, Disclosure
from .facts import Facts
from .shape import Breakdown, Cell

Words = str | Promise
# (what, dimension) of facts.Facts: which counted rows stand behind a number.
Source = tuple[str, str]
# Of what is worked out elsewhere (told.py): the keys of the rows behind a number, by kind of
# record, for a row's key ("" for the total) and a column (0 for the row's own number).
RowsTold = Callable[[Facts, str, int], Mapping[str, Collection[int]]]


@dataclass(frozen=True)
class Part:
    """A breakdown of a figure: `key` is the breakdown's own, `sources` the rows behind a row.

    Of a table with columns, `columns` are the sources of each column, in order (None: no rows);
    where the columns are answers to a second question, `answers` are their keys instead, and the
    rows of the source have keys like "25-49/woman".

    `beside` are tables that it is protected together with, printed or not: the same numbers are
    hidden in every report, however little of the figure it shows, so that two of them side by side
    say no more than the fullest one. `rows_told` brings rows that no source has.
    """

    key: str
    label: Words
    draw: Callable[[Facts], Breakdown]
    sources: tuple[Source, ...]
    columns: tuple[Source | None, ...] = ()
    answers: tuple[str, ...] = ()
    beside: tuple[Source, ...] = ()
    rows_told: RowsTold | None = None

    @property
    def needs(self) -> tuple[Source, ...]:
        """Every counted table that it is drawn from."""
        columns = (source for source in self.columns if source)
        return (*self.sources, *columns, *self.beside)


@dataclass(frozen=True)
class FigureSpec:
    """A figure as declared. `unit` is a plural noun, `definition` one sentence for a trustee.

    `counted` is what is counted (the numerator of a rate), `out_of` its denominator or "";
    `rows` names the records it is counted from; `over_time` and `over_organisations` how it
    combines; `disclosure` what a number could say about somebody. `sources` are the rows behind
    the total; `of` the key of those that the total counts, where not all. `is_told` says whether a
    report has anything to tell of it: a room that nobody uses is not printed as noughts.
    """

    key: str
    label: Words
    unit: Words
    definition: Words
    total: Callable[[Facts], Cell]
    counted: Words
    rows: Words
    sources: tuple[Source, ...]
    out_of: Words = ""
    parts: tuple[Part, ...] = field(default=())
    over_time: Adds = Adds.SUM
    over_organisations: Adds = Adds.SUM
    disclosure: Disclosure = Disclosure.PEOPLE
    of: str = ""
    is_told: Callable[[Facts], bool] | None = None
    rows_told: RowsTold | None = None

    def facts(self) -> tuple[tuple[str, str], ...]:
        """How it is made, as (name, value) in the active language, for page and appendix."""
        told = (
            (_("What is counted"), self.counted),
            (_("Out of"), self.out_of),
            (_("From"), self.rows),
            (_("By"), ", ".join(str(part.label) for part in self.parts)),
            (_("Over months and services"), self.over_time.label),
            (_("Over organisations"), self.over_organisations.label),
            (_("Protection"), self.disclosure.label),
        )
        return tuple((str(name), str(value)) for name, value in told if value)
