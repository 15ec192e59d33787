"""An offer in words: what the work says, the domain, and a sentence of evidence to start from.

Sentences are English and name nobody; whoever accepts them changes them as they like.
"""

from collections.abc import Callable
from decimal import Decimal

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from services.advice.calculations import in_pounds, worth
from services.advice.reference.outcomes import OUTCOMES
from services.esol.enums import Mode
from services.esol.reference.levels import LEVELS
from services.volunteering.enums import WhyLeft

from ..enums import OfferKind
from ..reference.from_work import (
    DOMAIN_OF_ADVICE,
    EDUCATION,
    LANGUAGE,
    SENTENCE_OF_ADVICE,
    WORK,
)
from .sources import SEPARATOR


def domain_code(kind: str, facts: str) -> str:
    """Return the code of the domain in which this is offered."""
    if kind in (OfferKind.LEVEL, OfferKind.EXAM):
        return LANGUAGE
    if kind == OfferKind.ADVICE:
        return DOMAIN_OF_ADVICE[facts.split(SEPARATOR)[1]]
    if kind == OfferKind.VOLUNTEER and facts.split(SEPARATOR)[1] == WhyLeft.PAID_WORK:
        return WORK
    return EDUCATION


def what_it_says(kind: str, facts: str) -> str:
    """Return what the work says, for a colleague: "Reading: Entry 1, now Entry 2"."""
    return _SAYS[OfferKind(kind)](facts)


def drafted(kind: str, facts: str) -> str:
    """Return a sentence of evidence to start from."""
    return _DRAFTS[OfferKind(kind)](facts)


def _gains(facts: str) -> list[tuple[str, str, str]]:
    found = []
    for gain in facts.split(SEPARATOR)[1].split():
        mode, _colon, levels = gain.partition(":")
        before, _more, now = levels.partition(">")
        found.append((str(Mode(mode).label), LEVELS[before].name, LEVELS[now].name))
    return found


def _say_level(facts: str) -> str:
    return "; ".join(
        _("%(mode)s: %(before)s, now %(now)s") % {"mode": mode, "before": before, "now": now}
        for mode, before, now in _gains(facts)
    )


def _draft_level(facts: str) -> str:
    gains = [f"{mode.lower()} from {before} to {now}" for mode, before, now in _gains(facts)]
    said = gains[0] if len(gains) == 1 else f"{', '.join(gains[:-1])} and {gains[-1]}"
    return f"An assessment showed progress in English: {said}."


def _exam(facts: str) -> tuple[str, str, str]:
    _day, mode, level, body = facts.split(SEPARATOR)
    return str(Mode(mode).label), LEVELS[level].name, body


def _say_exam(facts: str) -> str:
    mode, level, body = _exam(facts)
    said = _("Passed: %(level)s, %(mode)s") % {"level": level, "mode": mode}
    return f"{said} ({body})" if body else said


def _draft_exam(facts: str) -> str:
    mode, level, body = _exam(facts)
    return f"Passed the {level} exam in {mode.lower()}{f' ({body})' if body else ''}."


def _say_attainment(facts: str) -> str:
    subject, before, now, term = facts.split(SEPARATOR)
    return _("%(subject)s, %(term)s: “%(before)s” at the start, “%(now)s” at the end") % {
        "subject": subject,
        "term": term,
        "before": before,
        "now": now,
    }


def _draft_attainment(facts: str) -> str:
    subject, before, now, _term = facts.split(SEPARATOR)
    return f"In {subject}, went from “{before}” to “{now}” within a term."


def _say_leaving(facts: str) -> str:
    return str(WhyLeft(facts.split(SEPARATOR)[1]).label)


def _draft_leaving(facts: str) -> str:
    _day, why, since = facts.split(SEPARATOR)
    what = "Found paid work" if why == WhyLeft.PAID_WORK else "Started a course"
    began = parse_date(since)
    return f"{what} after volunteering with us{f' since {began:%B %Y}' if began else ''}."


def _amounts(facts: str) -> tuple[str, str, str]:
    """Return the code, and what it is worth once and a year; "" for nothing."""
    _day, code, amount, every, backdated = facts.split(SEPARATOR)
    found = worth(
        code, Decimal(amount) if amount else None, every, Decimal(backdated) if backdated else None
    )
    once = found.one_off + found.debt_off + found.debt_managed
    return code, in_pounds(once) if once else "", in_pounds(found.yearly) if found.yearly else ""


def _say_advice(facts: str) -> str:
    code, once, yearly = _amounts(facts)
    sums = [once, _("%(sum)s a year") % {"sum": yearly} if yearly else ""]
    return ", ".join(part for part in (OUTCOMES[code][0], *sums) if part)


def _draft_advice(facts: str) -> str:
    code, once, yearly = _amounts(facts)
    if code in SENTENCE_OF_ADVICE:
        return SENTENCE_OF_ADVICE[code]
    if code.startswith("O-DEBT"):
        said = "were written off" if code == "O-DEBT-OFF" else "are being paid off by a plan"
        return f"Debts{f' of {once}' if once else ''} {said}."
    gained = [f"{yearly} more a year" if yearly else "", f"{once} at once" if once else ""]
    said = " and ".join(part for part in gained if part)
    return f"Has {said} to live on." if said else "Has more money to live on."


_SAYS: dict[OfferKind, Callable[[str], str]] = {
    OfferKind.LEVEL: _say_level,
    OfferKind.EXAM: _say_exam,
    OfferKind.ATTAINMENT: _say_attainment,
    OfferKind.VOLUNTEER: _say_leaving,
    OfferKind.ADVICE: _say_advice,
}
_DRAFTS: dict[OfferKind, Callable[[str], str]] = {
    OfferKind.LEVEL: _draft_level,
    OfferKind.EXAM: _draft_exam,
    OfferKind.ATTAINMENT: _draft_attainment,
    OfferKind.VOLUNTEER: _draft_leaving,
    OfferKind.ADVICE: _draft_advice,
}
