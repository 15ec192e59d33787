"""The kinds of report: what each is called and which figures it has, in reading order."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from ..enums import ReportKind
from .catalogue import BY_KEY, FigureSpec, Words


@dataclass(frozen=True)
class Plan:
    """A kind of report as declared."""

    title: Words
    specs: tuple[FigureSpec, ...]


def _plan(title: Words, text: str) -> Plan:
    """Read a plan: a figure a line, and after the colon those of its breakdowns that it has."""
    lines = (line.partition(":") for line in text.strip().splitlines())
    return Plan(title, tuple(_spec(key.strip(), parts.split()) for key, _colon, parts in lines))


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
KINDS: dict[str, Plan] = {
    ReportKind.AWARD: _plan(_("Impact report"), _WORK + "shared: claim funder\ncost: each\n"),
    ReportKind.YEAR: _plan(_("Our impact"), _WORK),
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
    ),
}
