"""Every figure, declared once: what it is called, what it means, from which rows it is counted.

Page, PDF, CSV, the catalogue's own page and its appendix draw from these declarations. What may
be printed is decided where a figure is counted (totals.py, breakdowns.py), before it is drawn.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..enums import Adds, Disclosure
from . import breakdowns, totals
from .facts import Facts
from .shape import Breakdown, Cell

Words = str | Promise
# (what, dimension) of facts.Facts: which counted rows stand behind a number.
Source = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """A breakdown of a figure: `key` is the breakdown's own, `sources` the rows behind a row."""

    key: str
    label: Words
    draw: Callable[[Facts], Breakdown]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class FigureSpec:
    """A figure as declared. `unit` is a plural noun, `definition` one sentence for a trustee.

    `counted` is what is counted (the numerator of a rate), `out_of` its denominator or "";
    `rows` names the records it is counted from; `over_time` and `over_organisations` how it
    combines; `disclosure` what a number could say about somebody. `sources` are the rows behind
    the total.
    """

    key: str
    label: Words
    unit: Words
    definition: Words
    total: Callable[[Facts], Cell]
    counted: Words
    rows: Words
    sources: tuple[Source, ...]
    out_of: Words = ""
    parts: tuple[Part, ...] = field(default=())
    over_time: Adds = Adds.SUM
    over_organisations: Adds = Adds.SUM
    disclosure: Disclosure = Disclosure.PEOPLE

    def facts(self) -> tuple[tuple[str, str], ...]:
        """How it is made, as (name, value) in the active language, for page and appendix."""
        told = (
            (_("What is counted"), self.counted),
            (_("Out of"), self.out_of),
            (_("From"), self.rows),
            (_("By"), ", ".join(str(part.label) for part in self.parts)),
            (_("Over months and services"), self.over_time.label),
            (_("Over organisations"), self.over_organisations.label),
            (_("Protection"), self.disclosure.label),
        )
        return tuple((str(name), str(value)) for name, value in told if value)


_ATTENDED = _("registers: marks “present” and “late”")
_HEADS = (("attendances", "month"), ("heads", "month"))

SPECS: tuple[FigureSpec, ...] = (
    FigureSpec(
        "people",
        _("Different people"),
        _("people"),
        _(
            "How many different people came at least once, each counted once however often they "
            "came; where only heads were counted, the figure is a range."
        ),
        totals.people,
        counted=_("people with at least one attendance; linked records are one person"),
        rows=_ATTENDED,
        sources=(("people", "gender"),),
        parts=(
            Part("month", _("month"), breakdowns.people_by_month, (("people", "month"),)),
            Part("age_band", _("age"), breakdowns.people_by_age, (("people", "age_band"),)),
            Part("gender", _("gender"), breakdowns.people_by_gender, (("people", "gender"),)),
            Part(
                "language",
                _("main language"),
                breakdowns.people_by_language,
                (("people", "language"),),
            ),
            Part(
                "district", _("district"), breakdowns.people_by_district, (("people", "district"),)
            ),
        ),
        over_time=Adds.DISTINCT,
        over_organisations=Adds.DISTINCT,
    ),
    FigureSpec(
        "new_people",
        _("New people"),
        _("people"),
        _("Of the people known by name, those who first came to the organisation in this period."),
        totals.new_people,
        counted=_("people whose first day with the organisation lies in the period"),
        rows=_("people's records"),
        sources=(("people", "new"),),
        over_organisations=Adds.DISTINCT,
    ),
    FigureSpec(
        "sessions",
        _("Sessions"),
        _("sessions"),
        _("How many times a group met and a register or a head count was saved."),
        totals.sessions,
        counted=_("sessions with a saved register or head count"),
        rows=_("registers and head counts"),
        sources=(("sessions", "month"),),
        parts=(
            Part("month", _("month"), breakdowns.sessions_by_month, (("sessions", "month"),)),
            Part(
                "service", _("service"), breakdowns.sessions_by_service, (("sessions", "service"),)
            ),
        ),
        disclosure=Disclosure.OPEN,
    ),
    FigureSpec(
        "attendances",
        _("Attendances"),
        _("attendances"),
        _(
            "How many times somebody was there, on time or late: a person who came ten times is "
            "ten attendances."
        ),
        totals.attendances,
        counted=_("marks “present” and “late”, and heads counted"),
        rows=_("registers and head counts"),
        sources=_HEADS,
        parts=(Part("month", _("month"), breakdowns.attendances_by_month, _HEADS),),
        disclosure=Disclosure.BEHIND,
    ),
    FigureSpec(
        "contact_hours",
        _("Contact hours"),
        _("hours"),
        _("The length of each session times the people who were there, added up."),
        totals.contact_hours,
        counted=_("minutes of each session times the people there, in hours"),
        rows=_("registers and head counts"),
        sources=_HEADS,
        disclosure=Disclosure.BEHIND,
    ),
    FigureSpec(
        "outcomes",
        _("Outcomes"),
        _("outcomes"),
        _(
            "Changes in people's lives that a worker recorded with a date and a sentence of "
            "evidence, for people who came to this work; by domain of the Indicators of "
            "Integration 2019."
        ),
        totals.outcomes,
        counted=_("outcomes dated in the period, of people who came"),
        rows=_("outcomes with their evidence"),
        sources=(("outcomes", "all"),),
        parts=(
            Part("domain", _("domain"), breakdowns.outcomes_by_domain, (("outcomes", "domain"),)),
        ),
        disclosure=Disclosure.BEHIND,
    ),
    FigureSpec(
        "people_with_outcomes",
        _("People with an outcome"),
        _("people"),
        _("How many different people have at least one outcome recorded in this period."),
        totals.people_with_outcomes,
        counted=_("people with at least one outcome dated in the period"),
        rows=_("outcomes with their evidence"),
        sources=(("outcomes", "people"),),
        over_time=Adds.DISTINCT,
        over_organisations=Adds.DISTINCT,
    ),
)
BY_KEY = {spec.key: spec for spec in SPECS}


def needed(specs: Iterable[FigureSpec]) -> frozenset[Source]:
    """Return every counted table that these figures are drawn from."""
    return frozenset(
        source
        for spec in specs
        for sources in (spec.sources, *(part.sources for part in spec.parts))
        for source in sources
    )


def sources_of(figure: str, breakdown: str = "") -> tuple[Source, ...]:
    """Return which counted rows stand behind a figure's total, or behind the rows of a part."""
    spec = BY_KEY[figure]
    if not breakdown:
        return spec.sources
    return next(part.sources for part in spec.parts if part.key == breakdown)
