"""Every figure, declared once: what it is called, what it means, from which rows it is counted.

Page, PDF, CSV, the catalogue's own page and its appendix draw from these declarations. What may
be printed is decided where a figure is counted (totals.py, breakdowns.py), before it is drawn.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ..enums import Adds, Disclosure
from . import breakdowns, network, pyramids, totals
from .asked import ASKED
from .rooms import ROOMS
from .spec import FigureSpec, Part, Source, Words

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
            Part(
                "age_band",
                _("age"),
                pyramids.by_age,
                (("people", "age_band"),),
                beside=pyramids.TOGETHER,
            ),
            Part(
                "gender",
                _("gender"),
                pyramids.by_gender,
                (("people", "gender"),),
                beside=pyramids.TOGETHER,
            ),
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
        of="new",
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
# Parts that some kinds of report have.
_MORE: dict[str, tuple[Part, ...]] = {
    "people": (
        Part(
            "age_gender",
            _("age and gender"),
            pyramids.by_age_and_gender,
            (("people", "age_gender"),),
            answers=pyramids.GENDERS,
        ),
        *network.PEOPLE_PARTS,
    ),
    "sessions": (
        Part("kind", _("kind of service"), breakdowns.sessions_by_kind, (("sessions", "kind"),)),
        Part(
            "weekday",
            _("day of the week"),
            breakdowns.sessions_by_weekday,
            (("sessions", "weekday"),),
        ),
        *network.SESSION_PARTS,
    ),
}
# Every figure with every breakdown that it can have.
EVERY = tuple(
    replace(spec, parts=(*spec.parts, *_MORE.get(spec.key, ())))
    for spec in (*SPECS, *ASKED, *ROOMS, *network.NETWORK)
)
BY_KEY = {spec.key: spec for spec in EVERY}


def needed(specs: Iterable[FigureSpec]) -> frozenset[Source]:
    """Return every counted table that these figures are drawn from."""
    return frozenset(
        source
        for spec in specs
        for sources in (spec.sources, *(part.needs for part in spec.parts))
        for source in sources
    )


def part_of(figure: str, breakdown: str) -> Part:
    """Return a breakdown of a figure as declared."""
    return next(part for part in BY_KEY[figure].parts if part.key == breakdown)


__all__ = ["BY_KEY", "EVERY", "SPECS", "FigureSpec", "Part", "Source", "Words"]
