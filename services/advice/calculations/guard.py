"""The adviser guard: the work at hand, held against what the adviser is registered for.

Information is open to everybody. What is no immigration matter is bound by no line of the table.
For the rest the lines in force decide; the newest table is the forum's (`GuardRule`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core.access import Refused
from rco_network.core.dates import day_in_words

from ..enums import Category, Work
from ..models import AdviserRegistration, Exemption, GuardRule
from ..reference.iaa import ASYLUM, IMMIGRATION
from ..reference.subjects import TIER_2

HIGHEST = 3
_TIER = "IMM"


@dataclass(frozen=True)
class Verdict:
    """Whether work may be done; if not, which registration it needs and why, in a sentence."""

    reason: str = ""
    needs_level: int = 0
    needs_category: str = ""

    @property
    def is_allowed(self) -> bool:
        return not self.reason


class AboveLevel(Refused):
    """The work is above what the adviser is registered for."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


def judge(
    adviser: StaffMembership,
    subjects: Iterable[str],
    work: str,
    today: date,
    *,
    is_self: bool = True,
) -> Verdict:
    """Return whether this colleague may do this work on these subjects today.

    `is_self` says to whom the sentence speaks: the adviser, or whoever names them.
    """
    lines = list(GuardRule.objects.in_force()) if work != Work.INFORMATION else []
    bound = [code for code in subjects if _is_bound(code, lines)]
    if work == Work.INFORMATION or not bound or _is_exempt(adviser.organisation_id):
        return Verdict()
    held = AdviserRegistration.objects.filter(
        organisation_id=adviser.organisation_id, membership=adviser
    ).first()
    level = held.level if held and held.expires_on >= today else 0
    category = held.category if held and level else ""
    for subject in bound:
        if not _allows(lines, subject, work, level, category):
            needs = needed(lines, subject, work)
            return Verdict(_sentence(adviser, needs, held, today, is_self), *needs)
    return Verdict()


def _is_bound(code: str, lines: list[GuardRule]) -> bool:
    """Whether any line could speak of a subject: all of immigration, and what the table names."""
    return code.startswith(_TIER) or any(code in line.subjects for line in lines)


def _is_exempt(organisation_id: int) -> bool:
    standing = Exemption.objects.filter(organisation_id=organisation_id, ended_on=None)
    return standing.exists()


def lines_about(lines: Iterable[GuardRule], subject: str, work: str) -> list[GuardRule]:
    """Return the lines that speak of this work on this subject."""
    return [line for line in lines if subject in line.subjects and work in line.works]


def _allows(lines: list[GuardRule], subject: str, work: str, level: int, category: str) -> bool:
    """Whether some line of the adviser's level, or below, permits it and none forbids it."""
    about = lines_about(lines, subject, work)
    if any(not line.permitted and line.level >= level for line in about):
        return False
    return any(
        line.permitted and line.level <= level and _covers(category, line.category, subject)
        for line in about
    )


def _covers(held: str, wanted: str, subject: str) -> bool:
    """Whether a registration for `held` is one for a line's category."""
    if wanted == Category.ANY or held == Category.BOTH:
        return True
    if wanted == Category.BOTH:
        wanted = category_of(subject)
    return held == wanted or (bool(held) and wanted == Category.BOTH)


def category_of(subject: str) -> str:
    """Return to which category a subject belongs; BOTH where either will do."""
    if subject in ASYLUM:
        return Category.ASYLUM
    return Category.IMMIGRATION if subject in IMMIGRATION else Category.BOTH


def needed(lines: Iterable[GuardRule], subject: str, work: str) -> tuple[int, str]:
    """Return the lowest level, and its category, at which the table permits this work."""
    about = lines_about(lines, subject, work)
    forbidden = max((line.level for line in about if not line.permitted), default=-1)
    able = [line for line in about if line.permitted and line.level > forbidden]
    if not able:
        return HIGHEST, category_of(subject)
    lowest = min(able, key=lambda line: line.level)
    named = lowest.category in (Category.ASYLUM, Category.IMMIGRATION)
    return lowest.level, lowest.category if named else category_of(subject)


def _sentence(
    adviser: StaffMembership,
    needs: tuple[int, str],
    held: AdviserRegistration | None,
    today: date,
    is_self: bool,
) -> str:
    work = _("This is level %(level)s work in %(category)s") % {
        "level": needs[0],
        "category": str(Category(needs[1]).label),
    }
    return f"{work}; {_standing(adviser, held, today, is_self)}."


def _standing(
    adviser: StaffMembership, held: AdviserRegistration | None, today: date, is_self: bool
) -> str:
    """Say what somebody is registered for, after a semicolon."""
    said = {"name": str(adviser.user)}
    if held is None:
        if is_self:
            return _("no registration of yours is written down")
        return _("no registration of %(name)s is written down") % said
    said["day"] = day_in_words(held.expires_on)
    if held.expires_on < today:
        if is_self:
            return _("your registration ran out on %(day)s") % said
        return _("the registration of %(name)s ran out on %(day)s") % said
    said |= {"level": str(held.level), "category": str(Category(held.category).label)}
    if is_self:
        text = _("your registration is level %(level)s in %(category)s until %(day)s")
    else:
        text = _("the registration of %(name)s is level %(level)s in %(category)s until %(day)s")
    return text % said


def needs_tier_2(code: str) -> bool:
    """Whether a code says too little for the table: immigration without saying which."""
    return code.startswith(_TIER) and code not in TIER_2
