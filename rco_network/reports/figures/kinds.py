"""The kinds of report: what each is called, which figures it has in reading order, and which more
a layout may ask for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from ..enums import ReportKind
from .catalogue import BY_KEY, FigureSpec, Words


@dataclass(frozen=True)
class Plan:
    """A kind of report as declared. `offered` are the figures that it may have, with every
    breakdown that makes sense on its ground; `always` the keys of those that no layout leaves out
    and that are told whole."""

    title: Words
    specs: tuple[FigureSpec, ...]
    offered: Mapping[str, FigureSpec]
    always: frozenset[str] = frozenset()


def _plan(title: Words, text: str, more: str = "", always: str = "") -> Plan:
    """Read a plan: a figure a line, and after the colon those of its breakdowns that it has; `more`
    in the same way what a layout may add."""
    specs = _read(text)
    offered = {spec.key: spec for spec in specs}
    for spec in _read(more):
        known = offered.get(spec.key)
        parts = (*known.parts, *spec.parts) if known else spec.parts
        offered[spec.key] = replace(spec, parts=parts)
    return Plan(title, specs, offered, frozenset(always.split()))


def _read(text: str) -> tuple[FigureSpec, ...]:
    lines = (line.partition(":") for line in text.strip().splitlines())
    return tuple(_spec(key.strip(), parts.split()) for key, _colon, parts in lines)


def _spec(key: str, parts: list[str]) -> FigureSpec:
    declared = {part.key: part for part in BY_KEY[key].parts}
    return replace(BY_KEY[key], parts=tuple(declared[part] for part in parts))


_WORK = """
people: month age_gender age_band gender language district
new_people:
sessions: month service
attendances: month
contact_hours:
outcomes: domain
people_with_outcomes:
change: score
levels: mode
advice_money: kind
turned_away: why
waiting: weeks
volunteers: received
volunteer_hours:
volunteer_value:
"""
_MORE = """
sessions: kind weekday
interpreter: language
interpreted:
"""
KINDS: dict[str, Plan] = {
    ReportKind.AWARD: _plan(
        _("Impact report"), _WORK + "shared: claim funder\ncost: each\n", _MORE, "shared"
    ),
    ReportKind.YEAR: _plan(_("Our impact"), _WORK, _MORE),
    ReportKind.PLACE: _plan(
        _("What refugee community organisations did here"),
        """
people: month age_gender age_band gender language_served
sessions: month kind weekday
attendances: month
outcomes: domain
people_with_outcomes:
turned_away: why
waiting: weeks
interpreter: language
interpreted:
active: organisation
""",
        """
people: language
contact_hours:
""",
    ),
    ReportKind.OVERVIEW: _plan(
        _("Our members’ work"),
        """
members:
people: organisations month age_gender age_band gender language district
sessions: organisation place month kind
attendances: month
contact_hours:
outcomes: domain
people_with_outcomes:
turned_away: why
waiting: weeks
volunteers: received
returns: state organisation
quiet: organisation
""",
        """
people: language_served
sessions: weekday
interpreter: language
interpreted:
""",
    ),
}
