"""The numbers of rooms.py, protected before they are drawn."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from funding.calculations import ClaimedRows
from rco_network.core import disclosure
from rco_network.core.disclosure import protect
from services.enums import Obstacle
from services.esol.enums import Mode

from .breakdowns import drawn, words
from .facts import Count, Facts
from .shape import HIDDEN, Breakdown, Cell, Row, published
from .totals import counted, done_by, hours

Rows = dict[str, set[int]]
CLAIMS = ("share", "also")
FIGURES = ("sessions", "attendances", "people", "outcomes")


def turned_away(facts: Facts) -> Cell:
    return counted(facts.sum("turned_away", "why").n)


def turned_away_by_why(facts: Facts) -> Breakdown:
    return _table(facts, "turned_away", "why", _("By reason"), words(Obstacle.choices))


def waiting(facts: Facts) -> Cell:
    return counted(facts.sum("waiting", "weeks").n)


def waiting_by_weeks(facts: Facts) -> Breakdown:
    labels = {
        "0-3": _("less than 4 weeks"),
        "4-12": _("4 to 12 weeks"),
        "13-25": _("13 to 25 weeks"),
        "26+": _("half a year or more"),
    }
    return _table(facts, "waiting", "weeks", _("By weeks waited"), labels)


def levels(facts: Facts) -> Cell:
    found = facts.sum("levels", "all")
    return done_by(found.people, found.n)


def levels_by_mode(facts: Facts) -> Breakdown:
    return _table(facts, "levels", "mode", _("By skill"), words(Mode.choices))


def advice_money(facts: Facts) -> Cell:
    if disclosure.is_small(facts.told["advice_people"]):
        return HIDDEN
    return Cell(facts.sum("advice", "kind").n)


def advice_by_kind(facts: Facts) -> Breakdown:
    labels = {"once": _("paid at once"), "yearly": _("in a year")}
    return _table(facts, "advice", "kind", _("At once and in a year"), labels)


def volunteers(facts: Facts) -> Cell:
    return counted(facts.sum("volunteers", "received").n)


def received(facts: Facts) -> Breakdown:
    labels = {
        "received": _("received help before, and now give it"),
        "not": _("came to give help"),
    }
    return _table(facts, "volunteers", "received", _("By what they did before"), labels)


def volunteer_hours(facts: Facts) -> Cell:
    given = facts.table("hours", "all").get("all", Count())
    return HIDDEN if disclosure.is_small(given.people) else Cell(hours(given.minutes))


def volunteer_value(facts: Facts) -> Cell:
    given = facts.table("hours", "all").get("all", Count())
    return HIDDEN if disclosure.is_small(given.people) else Cell(given.n)


def has_value(facts: Facts) -> bool:
    """Whether a rate is stated for some of the hours."""
    return facts.sum("hours", "all").n > 0


def _table(
    facts: Facts, what: str, dimension: str, label: str, labels: Mapping[str, str]
) -> Breakdown:
    table = facts.table(what, dimension)
    counts = {key: table.get(key, Count()).n for key in labels}
    behind = {key: table.get(key, Count()).people for key in labels}
    return drawn(dimension, label, protect(counts, behind), labels)


# Towards several awards ---------------------------------------------------------------------------


def has_overlap(facts: Facts) -> bool:
    """Whether another award counts some of the same work."""
    found = facts.told.get("overlap")
    return found is not None and bool(found.others)


def shared(facts: Facts) -> Cell:
    return published(facts.told["overlap"].claim("sessions").also)


def rows_of_shared(facts: Facts, row: str, column: int) -> Rows:
    """The sessions that another award counts too."""
    return _claimed(facts).also("sessions", facts.told["award"])


def rows_of_claims(facts: Facts, row: str, column: int) -> Rows:
    """Of each figure all rows, what this award's share is worked out of, and what others count."""
    ways = (_claimed(facts).full, _claimed(facts).share, _claimed(facts).also)
    return ways[column](row, facts.told["award"])


def rows_of_funder(facts: Facts, row: str, column: int) -> Rows:
    """What this award and another both count."""
    other = int(row.removeprefix("award"))
    return _claimed(facts).full(FIGURES[column], facts.told["award"], other)


def rows_of_cost(facts: Facts, row: str, column: int) -> Rows:
    """The money, and what this award's share of the work is worked out of."""
    spent = {"funding.spending": set(facts.table("spending", "all").get("all", Count()).keys)}
    return _claimed(facts).share(row, facts.told["award"]) | spent


def _claimed(facts: Facts) -> ClaimedRows:
    found: ClaimedRows = facts.told["claimed"]
    return found


def claims(facts: Facts) -> Breakdown:
    """The full count of each figure, this award's share of it, and how much others count too."""
    columns = (_("This award’s share"), _("Counted by others too"))
    rows = tuple(
        Row(
            key,
            _names()[key],
            published(claim.full),
            cells=tuple(published(getattr(claim, name)) for name in CLAIMS),
        )
        for key in FIGURES
        for claim in [facts.told["overlap"].claim(key)]
    )
    return Breakdown(
        "claim",
        _("Count and share"),
        rows,
        note=_how_shared(),
        columns=columns,
        chart="table",
        unit=_("full count"),
    )


def shared_by_funder(facts: Facts) -> Breakdown:
    """What each other award counts too, by the name of its funder."""
    found = facts.told["overlap"].others
    rows = tuple(
        Row(
            f"award{both.award}",
            both.funder,
            published(both.sessions),
            cells=tuple(published(number) for number in both.numbers[1:]),
        )
        for both in found
    )
    columns = tuple(_names()[key] for key in FIGURES[1:])
    return Breakdown("funder", _("By other funder"), rows, columns=columns, chart="table")


def _names() -> dict[str, str]:
    return {
        "sessions": _("Sessions"),
        "attendances": _("Attendances"),
        "people": _("People known by name"),
        "outcomes": _("Outcomes"),
    }


def _how_shared() -> str:
    return _(
        "A session that counts towards several awards is shared equally between them, unless the "
        "organisation stated another share. People and their outcomes are shared like the sessions "
        "they came to. So the shares of all awards add up to the work once."
    )


# What it cost -------------------------------------------------------------------------------------


def has_costs(facts: Facts) -> bool:
    """Whether spending or a budget is written down for the period."""
    found = facts.told.get("costs")
    return found is not None and bool(found.basis)


def money(facts: Facts) -> Cell:
    return Cell(round(facts.told["costs"].money))


def cost_of_each(facts: Facts) -> Breakdown:
    """Pounds for one session, person and outcome; where there is none, its row says why."""
    names = {
        "sessions": _("one session"),
        "people": _("one person"),
        "outcomes": _("one outcome"),
    }
    found = facts.told["costs"]
    # A cost that is not given tells nothing: it reads as not known, and the method says when.
    rows = tuple(Row(cost.key, names[cost.key], Cell(cost.amount)) for cost in found.costs)
    return Breakdown("each", _("For one of each"), rows, note=_basis(found.basis))


def _basis(basis: str) -> str:
    rest = _(
        "No cost is given where the number it is divided by is hidden, a range or very small. "
        "Volunteers’ time, other money for the same work, and whatever is not written down here "
        "are not in it."
    )
    if basis == "budget":
        first = _(
            "From the planned budget, spread evenly over the award’s days: no spending is "
            "written down for the period."
        )
    else:
        first = _("From what was spent of this award in the period.")
    return f"{first} {rest}"
