"""What people said of themselves at the start and later: the change by questionnaire.

Counted by outcomes.calculations.change, protected by its `for_readers`, and only drawn here.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outcomes.calculations.change import WAYS, Change, InstrumentChange
from outcomes.calculations.printing import for_readers
from rco_network.core import disclosure

from ..enums import Adds, Disclosure
from .facts import Facts
from .shape import HIDDEN, Breakdown, Cell, Row, published
from .spec import FigureSpec, Part
from .totals import counted, rounded


def _found(facts: Facts) -> list[tuple[InstrumentChange, Change]]:
    """Every score of which somebody has two answers, with its questionnaire."""
    asked: list[InstrumentChange] = facts.told.get("changes", [])
    return [(one, change) for one in asked for change in one.changes if change.matched]


def _is_told(facts: Facts) -> bool:
    return bool(_found(facts))


def scores(facts: Facts) -> Cell:
    """How many scores were asked twice: says nothing about anybody."""
    return Cell(len(_found(facts)))


def by_score(facts: Facts) -> Breakdown:
    """Improved, stayed and worsened by score, with the interval of those who improved."""
    rows = tuple(_row(one, change) for one, change in _found(facts))
    note = " ".join(
        [
            _("Chance alone could carry the share of those who improved to the ends of the line."),
            *sorted({one.attribution for one, _change in _found(facts) if one.attribution}),
        ]
    )
    columns = (_("Improved"), _("Stayed"), _("Worsened"))
    return Breakdown(
        "score",
        _("By what was asked"),
        rows,
        note=note,
        columns=columns,
        chart="shares",
        unit=_("people"),
    )


def rows_of_score(facts: Facts, row: str, column: int) -> dict[str, set[int]]:
    """The answers of those who improved, stayed and worsened; of all of them for the row."""
    for one, change in _found(facts):
        if _key(one, change) == row:
            ways = WAYS if column == 0 else [list(WAYS)[column - 1]]
            return {"outcomes.response": {key for way in ways for key in change.answers[way]}}
    return {}


def _key(one: InstrumentChange, change: Change) -> str:
    return f"{one.uuid}:{change.key}"


def _row(one: InstrumentChange, change: Change) -> Row:
    key = _key(one, change)
    note = _("%(answered)s of %(asked)s asked at the start answered") % {
        "answered": counted(change.answered).text,
        "asked": counted(change.asked).text,
    }
    if disclosure.is_small(change.matched):
        return Row(key, change.label, HIDDEN, note, (HIDDEN,) * 3, one.name)
    lines = for_readers(change)
    cells = tuple(published(line.n) for line in lines)
    share = lines[0].share
    interval = (round(share.low * 100), round(share.high * 100)) if share else None
    return Row(key, change.label, rounded(change.matched), note, cells, one.name, interval)


ASKED = (
    FigureSpec(
        "change",
        gettext_lazy("Change that people report"),
        gettext_lazy("scores"),
        gettext_lazy(
            "What people answered to the same questions at the start and later: who improved, "
            "who stayed the same, who worsened. Missing answers are never counted as nought."
        ),
        scores,
        counted=gettext_lazy("people with an answer at the start and a later one in the period"),
        out_of=gettext_lazy("people asked at the start"),
        rows=gettext_lazy("answers to questionnaires"),
        sources=(),
        parts=(
            Part("score", gettext_lazy("what was asked"), by_score, (), rows_told=rows_of_score),
        ),
        over_time=Adds.NEVER,
        over_organisations=Adds.NEVER,
        disclosure=Disclosure.PEOPLE,
        is_told=_is_told,
    ),
)
