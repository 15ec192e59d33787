"""Instruments that we may give to others, with their licence and whom to name.

Only those whose licence lets a product carry the questions: a test compares this file with the
working papers, and everything else (the Short Warwick-Edinburgh scale, the Outcomes Star, the
General Self-Efficacy scale, the IPL-12) stays out. `smallest_change` is our own convention: one
step of the scale where one question is asked, about two steps in all where several are.
Gathered in November 2026; `status` says what was compared with a published text.
"""

from dataclasses import dataclass, field
from decimal import Decimal

HIGH, LOW = "high", "low"
EACH, SUM, MEAN = "each", "sum", "mean"
OGL = "Open Government Licence v3.0"
Scale = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Asked:
    """One question: its words and its answers, each with its value."""

    key: str
    words: str
    scale: Scale
    better: str = HIGH
    domain: str = ""
    measure: str = ""


@dataclass(frozen=True)
class Shipped:
    """An instrument as it may be taken into use."""

    code: str
    name: str
    licence: str
    attribution: str
    status: str
    questions: tuple[Asked, ...]
    scoring: str = EACH
    better: str = HIGH
    smallest_change: Decimal = Decimal(1)
    min_age: int | None = None
    introduction: str = ""
    edition: int = field(default=1)


def _tenths(least: str, most: str) -> Scale:
    """Return the scale from 0 to 10, with words at its ends."""
    return (
        (f"0 – {least}", 0),
        *((str(n), n) for n in range(1, 10)),
        (f"10 – {most}", 10),
    )


def _down(*labels: str) -> Scale:
    """Return answers of which the first is worth most, the last 1."""
    return tuple((label, len(labels) - n) for n, label in enumerate(labels))


_COMPLETELY = _tenths("not at all", "completely")
_AGREE = _down("Definitely agree", "Tend to agree", "Tend to disagree", "Definitely disagree")
_OFTEN = (("Hardly ever or never", 1), ("Some of the time", 2), ("Often", 3))
_CONFIDENT = (
    ("1 – not at all", 1),
    ("2 – a little", 2),
    ("3 – so-so", 3),
    ("4 – fairly", 4),
    ("5 – very", 5),
)
# From 16 as the Community Life Survey asks (adults aged 16 and over in England).
_ADULT = 16

INSTRUMENTS: tuple[Shipped, ...] = (
    Shipped(
        code="CONF5",
        name="Confidence ladder",
        licence="Our own; free to use with this product",
        attribution="Common Thread confidence ladder, five questions",
        status="Ours; not validated",
        scoring=MEAN,
        smallest_change=Decimal("0.40"),
        introduction="How confident do you feel about these things? There are no right or wrong "
        "answers.",
        questions=(
            Asked(
                "talk",
                "How confident do you feel about speaking English with people you do not know?",
                _CONFIDENT,
                domain="Language and communication",
            ),
            Asked(
                "services",
                "How confident do you feel about using services, such as a doctor, a school or "
                "the council?",
                _CONFIDENT,
                domain="Links",
            ),
            Asked(
                "online",
                "How confident do you feel about doing things online, such as forms and messages?",
                _CONFIDENT,
                domain="Digital skills",
            ),
            Asked(
                "people",
                "How confident do you feel about meeting new people where you live?",
                _CONFIDENT,
                domain="Bridges",
            ),
            Asked(
                "speak_up",
                "How confident do you feel about saying what you need when something is not right?",
                _CONFIDENT,
                domain="Rights and responsibilities",
            ),
        ),
    ),
    Shipped(
        code="ONS4",
        name="ONS personal well-being (ONS4)",
        licence=f"{OGL} (GSS harmonised standard)",
        attribution="Source: Office for National Statistics, personal well-being questions, "
        f"licensed under the {OGL}",
        status="Wording compared with the GSS harmonised standard",
        min_age=_ADULT,
        introduction="Next I would like to ask you four questions about your feelings on aspects "
        "of your life. There are no right or wrong answers. For each of these questions I'd like "
        'you to give an answer on a scale of 0 to 10, where 0 is "not at all" and 10 is '
        '"completely".',
        questions=(
            Asked(
                "satisfied",
                "Overall, how satisfied are you with your life nowadays?",
                _COMPLETELY,
                domain="Health and social care",
            ),
            Asked(
                "worthwhile",
                "Overall, to what extent do you feel that the things you do in your life are "
                "worthwhile?",
                _COMPLETELY,
                domain="Health and social care",
            ),
            Asked(
                "happy",
                "Overall, how happy did you feel yesterday?",
                _COMPLETELY,
                domain="Health and social care",
            ),
            Asked(
                "anxious",
                'On a scale where 0 is "not at all anxious" and 10 is "completely anxious", '
                "overall, how anxious did you feel yesterday?",
                _tenths("not at all anxious", "completely anxious"),
                better=LOW,
                domain="Health and social care",
            ),
        ),
    ),
    Shipped(
        code="LONELY-DIRECT",
        name="ONS direct measure of loneliness",
        licence=OGL,
        attribution="Source: Office for National Statistics, national indicator of loneliness, "
        f"licensed under the {OGL}",
        status="Measure compared with the ONS national indicator; answer labels from memory",
        questions=(
            Asked(
                "lonely",
                "How often do you feel lonely?",
                _down(
                    "Often or always", "Some of the time", "Occasionally", "Hardly ever", "Never"
                ),
                better=LOW,
                domain="Bonds",
                measure="Often or always feels lonely",
            ),
        ),
        better=LOW,
    ),
    Shipped(
        code="UCLA3",
        name="UCLA three-item loneliness scale (Hughes et al. 2004, as used by ONS)",
        licence="Used and recommended by ONS in national indicators (ONS guidance is OGL); scale "
        "originates with UCLA (D. Russell): non-commercial use with attribution",
        attribution="Hughes, M. E. et al. (2004); after the UCLA Loneliness Scale (D. Russell); "
        "as recommended by the Office for National Statistics",
        status="Wording and scoring from 3 to 9 compared with the source",
        scoring=SUM,
        better=LOW,
        questions=tuple(
            Asked(key, words, _OFTEN, better=LOW, domain="Bonds")
            for key, words in (
                ("companionship", "How often do you feel that you lack companionship?"),
                ("leftout", "How often do you feel left out?"),
                ("isolated", "How often do you feel isolated from others?"),
            )
        ),
    ),
    Shipped(
        code="CLS",
        name="Community Life Survey social items",
        licence=f"Crown copyright, {OGL}",
        attribution=f"Source: Community Life Survey, Crown copyright, licensed under the {OGL}",
        status="Topics compared with the list of the London Datastore; answers from memory",
        min_age=_ADULT,
        questions=(
            Asked(
                "belong",
                "How strongly do you feel you belong to your immediate neighbourhood?",
                _down(
                    "Very strongly", "Fairly strongly", "Not very strongly", "Not at all strongly"
                ),
                domain="Bonds",
                measure="Feels a strong sense of belonging to neighbourhood",
            ),
            Asked(
                "geton",
                "To what extent do you agree or disagree that this local area is a place where "
                "people from different backgrounds get on well together?",
                _AGREE,
                domain="Bridges",
                measure="Agrees local area is a place where people from different backgrounds get "
                "on well together",
            ),
            Asked(
                "chat",
                "How often do you chat to any of your neighbours, more than to just say hello?",
                _down(
                    "On most days",
                    "Once or twice a week",
                    "Once or twice a month",
                    "Less than once a month",
                    "Never",
                ),
                domain="Bridges",
                measure="Chats to neighbours, more than just to say hello (frequency)",
            ),
            Asked(
                "trust",
                "Would you say that most of the people in your neighbourhood can be trusted, some "
                "can be trusted, a few can be trusted, or none can be trusted?",
                _down(
                    "Many can be trusted",
                    "Some can be trusted",
                    "A few can be trusted",
                    "None can be trusted",
                ),
                domain="Bridges",
                measure="Trusts people in the neighbourhood",
            ),
            Asked(
                "influence",
                "Do you agree or disagree that you personally can influence decisions affecting "
                "your local area?",
                _AGREE,
                domain="Links",
                measure="Feels able to influence decisions affecting the local area",
            ),
        ),
    ),
    Shipped(
        code="ENGPROF",
        name="Census English proficiency self-report",
        licence=OGL,
        attribution="Source: Office for National Statistics, Census 2021 (TS029), licensed under "
        f"the {OGL}",
        status="Answer labels compared with TS029; the question's words from memory",
        questions=(
            Asked(
                "engprof",
                "How well can you speak English?",
                _down("Very well", "Well", "Not well", "Not at all"),
                domain="Language and communication",
                measure="Self-reported English: speak very well / well / not well / not at all",
            ),
        ),
    ),
)


def shipped(code: str) -> Shipped | None:
    """Return the instrument of this code that may be taken into use, None where there is none."""
    return next((one for one in INSTRUMENTS if one.code == code), None)
