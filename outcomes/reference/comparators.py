"""Published figures beside which an organisation may set its own, with their source and date.

A figure is compared only like for like: it names the question of an instrument that we ship, the
answers that it counts, and from which age people were asked. One without a `question` is context,
and never stands beside an organisation's own number. Gathered in November 2026 from gov.uk pages
(Open Government Licence v3) and, for asylum statistics, a press report of Home Office figures.
"""

from dataclasses import dataclass

_CLS_2021 = "Community Life Survey 2021/22"
_CLS_2012 = "Community Life Survey 2012-13 headline"
_PRESS = "Home Office via PA/Express & Star 22 May 2025"
_PA = "Home Office via PA"
_TWELVE = "Adults England"


@dataclass(frozen=True)
class Comparator:
    """A published number: of what, how much, of whom, when, by whom.

    `instrument` and `question` name what was asked there too, `answers` the values that count as
    yes, `ages` the first and last age asked (None: no last one). All four empty: context only.
    `caution` is printed with every comparison.
    """

    measure: str
    value: int
    unit: str
    population: str
    period: str
    source: str
    instrument: str = ""
    question: str = ""
    answers: tuple[int, ...] = ()
    ages: tuple[int, int | None] = (0, None)
    caution: str = ""


_CHAT = "Chat to neighbours at least once a month"
# The scales of the Community Life Survey were written down from memory (reference.instruments).
_SCALE = "The survey’s answer scale was not compared with its questionnaire."

COMPARATORS: tuple[Comparator, ...] = (
    Comparator(
        _CHAT,
        72,
        "%",
        "Adults 16+ England",
        "2021/22",
        f"{_CLS_2021}, gov.uk, OGL",
        instrument="CLS",
        question="chat",
        answers=(5, 4, 3),
        ages=(16, None),
        caution=_SCALE,
    ),
    Comparator(
        "Definitely/tend to agree they borrow things and exchange favours with neighbours",
        36,
        "%",
        "Adults 16+ England",
        "2021/22",
        _CLS_2021,
    ),
    Comparator(
        f"{_CHAT}, age 16-24",
        48,
        "%",
        "England",
        "2021/22",
        _CLS_2021,
        instrument="CLS",
        question="chat",
        answers=(5, 4, 3),
        ages=(16, 24),
        caution=_SCALE,
    ),
    # Of one region: no place of ours is compared with it by itself.
    Comparator(f"{_CHAT}, London", 65, "%", "England", "2021/22", _CLS_2021),
    # Ours asks of many, some, few or none: another question.
    Comparator("Think most people can be trusted", 42, "%", _TWELVE, "2012-13", _CLS_2012),
    Comparator(
        "Strong sense of belonging to neighbourhood",
        79,
        "%",
        _TWELVE,
        "2012-13",
        _CLS_2012,
        instrument="CLS",
        question="belong",
        answers=(4, 3),
        ages=(16, None),
        caution=f"From 2012-13: much has changed since. {_SCALE}",
    ),
    # The survey offers two more answers that ours does not.
    Comparator(
        "Live where people from different backgrounds get on well",
        87,
        "%",
        _TWELVE,
        "2012-13",
        _CLS_2012,
    ),
    Comparator(
        "Volunteered in last year (formal or informal)", 71, "%", _TWELVE, "2012-13", _CLS_2012
    ),
    Comparator(
        "Asylum applicants (people), UK", 109343, "people", "UK", "year to March 2025", _PRESS
    ),
    Comparator("Asylum applicants: Pakistani", 11048, "people", "UK", "year to March 2025", _PA),
    Comparator("Asylum applicants: Afghan", 8069, "people", "UK", "year to March 2025", _PA),
    Comparator("Asylum applicants: Syrian", 6175, "people", "UK", "year to March 2025", _PA),
    Comparator(
        "People awaiting an initial asylum decision", 109536, "people", "UK", "end March 2025", _PA
    ),
    Comparator(
        "Waiting more than six months for initial decision",
        67373,
        "people",
        "UK",
        "end March 2025",
        _PA,
    ),
    Comparator(
        "RTOF: job entries attributable to programme",
        135,
        "job entries",
        "4 RTOF projects, about 1,800 newly recognised refugees",
        "2021-2024",
        "Evaluation of RTOF, gov.uk 26 Sep 2025",
    ),
)


def comparators_of(instrument: str, question: str) -> list[Comparator]:
    """Return the published figures that ask the same question with the same answers."""
    return [
        one
        for one in COMPARATORS
        if one.question and (one.instrument, one.question) == (instrument, question)
    ]
