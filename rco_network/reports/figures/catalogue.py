"""Every figure, declared once: what it is called, what it means, how it is counted and broken down.

Page, PDF and CSV draw the same objects. `protect` decides here, before anything is drawn, what
may be printed; a hidden cell keeps no number.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from organisations.models import Place
from outcomes.models import Domain
from rco_network.core import disclosure, languages
from rco_network.core.disclosure import Published, protect, protect_each
from services.enums import AgeBand, Gender

from .facts import NOT_RECORDED, Count, Facts
from .shape import Breakdown, Cell, Row

HIDDEN = Cell(None, hidden=True)
HIDDEN_NOTE = (
    "Some numbers are hidden: numbers of people below {least}, and others where one could be "
    "worked out from them."
)
Labels = Mapping[str, str]


@dataclass(frozen=True)
class FigureSpec:
    """A figure as declared. `unit` is a plural noun, `definition` one sentence for a trustee."""

    key: str
    label: str
    unit: str
    definition: str
    total: Callable[[Facts], Cell]
    breakdowns: tuple[Callable[[Facts], Breakdown], ...] = ()


def hours(minutes: int) -> Decimal:
    """Minutes as hours to one decimal place."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def people_known(facts: Facts) -> int:
    """Different people known by name: the rows of any one question add up to it."""
    return facts.sum("people", "gender").n


# Totals


def sessions(facts: Facts) -> Cell:
    return Cell(facts.sum("sessions", "month").n)


def attendances(facts: Facts) -> Cell:
    if disclosure.is_small(people_known(facts)):
        return HIDDEN
    return Cell(facts.sum("attendances", "month").n + facts.sum("heads", "month").n)


def contact_hours(facts: Facts) -> Cell:
    if disclosure.is_small(people_known(facts)):
        return HIDDEN
    named, heads = facts.sum("attendances", "month"), facts.sum("heads", "month")
    return Cell(hours(named.minutes + heads.minutes))


def people(facts: Facts) -> Cell:
    """At least the people known by name or the fullest headed session; at most both added."""
    known = people_known(facts)
    headed = facts.table("heads", "month").values()
    if not headed:
        return _few() if disclosure.is_small(known) else Cell(known)
    fullest, heads = max(h.people for h in headed), sum(h.n for h in headed)
    if disclosure.is_small(known):
        return Cell(fullest, upper=heads + disclosure.threshold() - 1)
    return Cell(max(known, fullest), upper=known + heads)


def new_people(facts: Facts) -> Cell:
    new = facts.n("people", "new", "new")
    if disclosure.may_print_part(new, people_known(facts)):
        return Cell(new)
    return _few() if disclosure.is_small(new) else HIDDEN


def outcomes(facts: Facts) -> Cell:
    found = facts.table("outcomes", "all").get("all", Count())
    return HIDDEN if disclosure.is_small(found.people) else Cell(found.n)


def people_with_outcomes(facts: Facts) -> Cell:
    found = facts.table("outcomes", "all").get("all", Count()).people
    if disclosure.may_print_part(found, people_known(facts)):
        return Cell(found)
    return _few() if disclosure.is_small(found) else HIDDEN


def _few() -> Cell:
    return Cell(None, upper=disclosure.threshold() - 1, hidden=True)


# Breakdowns


def _drawn(
    key: str,
    label: str,
    published: Published,
    labels: Labels,
    *,
    is_series: bool = False,
    show: Callable[[int], int | Decimal] = int,
    note: str = "",
) -> Breakdown:
    rows = tuple(
        Row(
            row,
            labels.get(row, row),
            HIDDEN
            if published.cells.get(row, 0) is None
            else Cell(show(published.cells.get(row) or 0)),
        )
        for row in labels
    )
    if published.hides:
        note = " ".join(filter(None, [note, HIDDEN_NOTE.format(least=disclosure.threshold())]))
    return Breakdown(key, label, rows, note=note, is_series=is_series)


def _month_labels(facts: Facts) -> Labels:
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return {m: f"{names[int(m[5:]) - 1]} {m[:4]}" for m in facts.months}


def sessions_by_month(facts: Facts) -> Breakdown:
    counts = {m: facts.n("sessions", "month", m) for m in facts.months}
    return _drawn("month", "By month", Published(counts), _month_labels(facts), is_series=True)


def sessions_by_service(facts: Facts) -> Breakdown:
    counts = {key: row.n for key, row in sorted(facts.table("sessions", "service").items())}
    return _drawn("service", "By service", Published(counts), {key: key for key in counts})


def attendances_by_month(facts: Facts) -> Breakdown:
    table, heads = facts.table("attendances", "month"), facts.table("heads", "month")
    none = Count()
    counts = {m: table.get(m, none).n + heads.get(m, none).n for m in facts.months}
    behind = {m: table.get(m, none).people or heads.get(m, none).n for m in facts.months}
    return _drawn(
        "month", "By month", protect(counts, behind), _month_labels(facts), is_series=True
    )


def people_by_month(facts: Facts) -> Breakdown:
    table = facts.table("attendances", "month")
    counts = {m: table.get(m, Count()).people for m in facts.months}
    return _drawn(
        "month",
        "By month",
        protect_each(counts),
        _month_labels(facts),
        is_series=True,
        note="Somebody who came in several months is in each of them, so months do not add up.",
    )


def _asked(facts: Facts, key: str, label: str, labels: Labels) -> Breakdown:
    """People known by name, by what they answered; "not recorded" is always a row."""
    found = {row: count.n for row, count in facts.table("people", key).items()}
    labels = {**labels, NOT_RECORDED: "Not recorded"}
    counts = {row: found.get(row, 0) for row in labels}
    note = ""
    if facts.table("heads", "month"):
        note = "Of the people known by name; those counted by head were not asked."
    return _drawn(key, label, protect(counts), labels, note=note)


def _words(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    """What is frozen into a report is text, in the language in which it is made."""
    return {str(value): str(label) for value, label in choices}


def people_by_age(facts: Facts) -> Breakdown:
    return _asked(facts, "age_band", "By age", _words(AgeBand.choices))


def people_by_gender(facts: Facts) -> Breakdown:
    return _asked(facts, "gender", "By gender", _words(Gender.choices))


def people_by_language(facts: Facts) -> Breakdown:
    found = _recorded(facts, "language")
    labels = {code: languages.name(code) for code in found}
    return _gathered(_asked(facts, "language", "By main language", labels), "Other languages")


def people_by_district(facts: Facts) -> Breakdown:
    found = _recorded(facts, "district")
    labels = dict(Place.objects.filter(pk__in=found).order_by("name").values_list("pk", "name"))
    return _gathered(_asked(facts, "district", "By district", labels), "Other districts")


def _recorded(facts: Facts, dimension: str) -> list[str]:
    """The codes in the order of their names' codes; by size, hidden rows would tell theirs."""
    return sorted(key for key in facts.table("people", dimension) if key != NOT_RECORDED)


def _gathered(breakdown: Breakdown, label: str) -> Breakdown:
    """Put the hidden rows of an open list together: their very names say that somebody is there.

    How many there are is not said either.
    """
    kept = [r for r in breakdown.rows if not r.cell.hidden or r.key == NOT_RECORDED]
    gone = [r for r in breakdown.rows if r.cell.hidden and r.key != NOT_RECORDED]
    if not gone:
        return breakdown
    other = Row("other", label, HIDDEN)
    place = next((i for i, r in enumerate(kept) if r.key == NOT_RECORDED), len(kept))
    return replace(breakdown, rows=(*kept[:place], other, *kept[place:]))


def outcomes_by_domain(facts: Facts) -> Breakdown:
    table = facts.table("outcomes", "domain")
    domains = {str(pk): name for pk, name in Domain.objects.values_list("pk", "name")}
    counts = {key: table.get(key, Count()).n for key in domains}
    behind = {key: table.get(key, Count()).people for key in domains}
    return _drawn("domain", "By domain", protect(counts, behind), domains)


SPECS: tuple[FigureSpec, ...] = (
    FigureSpec(
        "people",
        "Different people",
        "people",
        "How many different people came at least once, each counted once however often they came; "
        "where only heads were counted, the figure is a range.",
        people,
        (
            people_by_month,
            people_by_age,
            people_by_gender,
            people_by_language,
            people_by_district,
        ),
    ),
    FigureSpec(
        "new_people",
        "New people",
        "people",
        "Of the people known by name, those who first came to the organisation in this period.",
        new_people,
    ),
    FigureSpec(
        "sessions",
        "Sessions",
        "sessions",
        "How many times a group met and a register or a head count was saved.",
        sessions,
        (sessions_by_month, sessions_by_service),
    ),
    FigureSpec(
        "attendances",
        "Attendances",
        "attendances",
        "How many times somebody was there, on time or late: a person who came ten times is ten "
        "attendances.",
        attendances,
        (attendances_by_month,),
    ),
    FigureSpec(
        "contact_hours",
        "Contact hours",
        "hours",
        "The length of each session times the people who were there, added up.",
        contact_hours,
    ),
    FigureSpec(
        "outcomes",
        "Outcomes",
        "outcomes",
        "Changes in people's lives that a worker recorded with a date and a sentence of evidence, "
        "for people who came to this work; by domain of the Indicators of Integration 2019.",
        outcomes,
        (outcomes_by_domain,),
    ),
    FigureSpec(
        "people_with_outcomes",
        "People with an outcome",
        "people",
        "How many different people have at least one outcome recorded in this period.",
        people_with_outcomes,
    ),
)
