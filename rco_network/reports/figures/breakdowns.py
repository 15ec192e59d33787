"""Each figure by month, service, age and so on, protected as one table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.models import Place
from outcomes.models import Domain
from rco_network.core.disclosure import Published, hidden_note, protect, protect_each
from services.enums import AgeBand, Gender, ServiceKind, Weekday

from .facts import NOT_RECORDED, Count, Facts
from .language_names import language_name
from .shape import HIDDEN, Breakdown, Row, published

Labels = Mapping[str, str]


def drawn(
    key: str,
    label: str,
    table: Published,
    labels: Labels,
    *,
    is_series: bool = False,
    show: Callable[[int], int | Decimal] = int,
    note: str = "",
    chart: str = "",
) -> Breakdown:
    """Draw a table as it may be printed, with its note where it hides something."""
    rows = tuple(
        Row(
            row,
            labels.get(row, row),
            published(None if (number := table.cells.get(row, 0)) is None else show(number)),
        )
        for row in labels
    )
    if table.hides:
        note = " ".join(filter(None, [note, hidden_note()]))
    return Breakdown(key, label, rows, note=note, is_series=is_series, chart=chart)


def month_labels(facts: Facts) -> Labels:
    """The months of the period with their names."""
    return {m: date_format(date(int(m[:4]), int(m[5:]), 1), "M Y") for m in facts.months}


def sessions_by_month(facts: Facts) -> Breakdown:
    counts = {m: facts.n("sessions", "month", m) for m in facts.months}
    return drawn("month", _("By month"), Published(counts), month_labels(facts), is_series=True)


def sessions_by_service(facts: Facts) -> Breakdown:
    counts = {key: row.n for key, row in sorted(facts.table("sessions", "service").items())}
    return drawn("service", _("By service"), Published(counts), {key: key for key in counts})


def sessions_by_kind(facts: Facts) -> Breakdown:
    """By kind of service: services of several organisations have names of their own."""
    table = facts.table("sessions", "kind")
    labels = {key: label for key, label in words(ServiceKind.choices).items() if key in table}
    return drawn("kind", _("By kind of service"), Published(_n(table, labels)), labels)


def sessions_by_weekday(facts: Facts) -> Breakdown:
    """Every day of the week, those without a session too."""
    labels = {str(day + 1): str(label) for day, label in Weekday.choices}
    counts = _n(facts.table("sessions", "weekday"), labels)
    return drawn("weekday", _("By day of the week"), Published(counts), labels)


def _n(table: Mapping[str, Count], keys: Iterable[str]) -> dict[str, int]:
    return {key: table.get(key, Count()).n for key in keys}


def attendances_by_month(facts: Facts) -> Breakdown:
    table, heads = facts.table("attendances", "month"), facts.table("heads", "month")
    none = Count()
    counts = {m: table.get(m, none).n + heads.get(m, none).n for m in facts.months}
    behind = {m: table.get(m, none).people or heads.get(m, none).n for m in facts.months}
    return drawn(
        "month", _("By month"), protect(counts, behind), month_labels(facts), is_series=True
    )


def people_by_month(facts: Facts) -> Breakdown:
    table = facts.table("attendances", "month")
    counts = {m: table.get(m, Count()).people for m in facts.months}
    return drawn(
        "month",
        _("By month"),
        protect_each(counts),
        month_labels(facts),
        is_series=True,
        note=_("Somebody who came in several months is in each of them, so months do not add up."),
    )


def asked(facts: Facts, key: str, label: str, labels: Labels) -> Breakdown:
    """People known by name, by what they answered; "not recorded" is always a row."""
    found = {row: count.n for row, count in facts.table("people", key).items()}
    labels = {**labels, NOT_RECORDED: _("Not recorded")}
    counts = {row: found.get(row, 0) for row in labels}
    return drawn(key, label, protect(counts), labels, note=of_named(facts))


def of_named(facts: Facts) -> str:
    """What a table by people's answers says where some were only counted."""
    if not facts.table("heads", "month"):
        return ""
    return _("Of the people known by name; those counted by head were not asked.")


def words(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    """What is frozen into a report is text, in the language in which it is made."""
    return {str(value): str(label) for value, label in choices}


def people_by_age(facts: Facts) -> Breakdown:
    return asked(facts, "age_band", _("By age"), words(AgeBand.choices))


def people_by_gender(facts: Facts) -> Breakdown:
    return asked(facts, "gender", _("By gender"), words(Gender.choices))


def people_by_language(facts: Facts) -> Breakdown:
    found = _recorded(facts, "language")
    labels = {code: language_name(code) for code in found}
    return gathered(asked(facts, "language", _("By main language"), labels), _("Other languages"))


def people_by_district(facts: Facts) -> Breakdown:
    found = _recorded(facts, "district")
    labels = dict(Place.objects.filter(pk__in=found).order_by("name").values_list("pk", "name"))
    districts = asked(facts, "district", _("By district"), labels)
    return replace(gathered(districts, _("Other districts")), chart="map")


def _recorded(facts: Facts, dimension: str) -> list[str]:
    """The codes in the order of their names' codes; by size, hidden rows would tell theirs."""
    return sorted(key for key in facts.table("people", dimension) if key != NOT_RECORDED)


def gathered(breakdown: Breakdown, label: str) -> Breakdown:
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
    domains = {str(domain.pk): domain for domain in Domain.objects.all()}
    counts = {key: table.get(key, Count()).n for key in domains}
    behind = {key: table.get(key, Count()).people for key in domains}
    # In the report's language where somebody named them in it (domain_names.py).
    names = {key: _(domain.name) for key, domain in domains.items()}
    found = drawn("domain", _("By domain"), protect(counts, behind), names)
    rows = tuple(replace(row, group=_(domains[row.key].heading)) for row in found.rows)
    return replace(found, rows=rows, chart="domains")
