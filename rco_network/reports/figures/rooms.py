"""Figures of what the rooms hold: who could not be served, what was learnt, given and gained, and
what the work cost. A room that an organisation does not use is not printed as noughts.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from ..enums import Adds, Disclosure
from . import rooms_drawn as drawn
from .facts import Facts
from .spec import FigureSpec, Part


def _where(what: str, dimension: str) -> Callable[[Facts], bool]:
    """Tell of a figure where a row of its source was counted."""

    def is_told(facts: Facts) -> bool:
        return bool(facts.table(what, dimension))

    return is_told


UNMET: tuple[FigureSpec, ...] = (
    FigureSpec(
        "turned_away",
        _("Turned away"),
        _("people"),
        _(
            "How many times somebody asked for help in this period and had to go without it. "
            "Somebody who came back and was turned away again is counted again."
        ),
        drawn.turned_away,
        counted=_(
            "people turned away, each time; where only a part of the work counts, from "
            "services of it"
        ),
        rows=_("entries of people turned away"),
        parts=(Part("why", _("reason"), drawn.turned_away_by_why, (("turned_away", "why"),)),),
        over_organisations=Adds.SUM,
        sources=(("turned_away", "why"),),
        is_told=_where("turned_away", "why"),
    ),
    FigureSpec(
        "waiting",
        _("Waiting at the end of the period"),
        _("people"),
        _("How many people were on a waiting list on the last day, and for how many weeks."),
        drawn.waiting,
        counted=_("people with a place on a waiting list on the last day, each once"),
        rows=_("waiting lists"),
        parts=(Part("weeks", _("weeks waited"), drawn.waiting_by_weeks, (("waiting", "weeks"),)),),
        over_time=Adds.NEVER,
        sources=(("waiting", "weeks"),),
        is_told=_where("waiting", "weeks"),
    ),
)
_GAINED: tuple[FigureSpec, ...] = (
    FigureSpec(
        "levels",
        _("Levels of English gained"),
        _("levels"),
        _(
            "How many times an assessment in this period found somebody further in speaking, "
            "reading or writing than at any assessment before."
        ),
        drawn.levels,
        counted=_("modes in which an assessment shows a higher level than every earlier one"),
        rows=_("assessments of English of people who came"),
        parts=(Part("mode", _("skill"), drawn.levels_by_mode, (("levels", "mode"),)),),
        disclosure=Disclosure.BEHIND,
        sources=(("levels", "all"),),
        is_told=_where("levels", "all"),
    ),
    FigureSpec(
        "advice_money",
        _("Money gained through advice"),
        _("pounds"),
        _(
            "What people gained because somebody advised them: sums paid at once, and what a new "
            "income brings in a year. Debts are not in it."
        ),
        drawn.advice_money,
        counted=_("sums of outcomes of advice dated in the period, in whole pounds"),
        rows=_("outcomes of advice matters"),
        parts=(Part("kind", _("kind of money"), drawn.advice_by_kind, (("advice", "kind"),)),),
        disclosure=Disclosure.BEHIND,
        sources=(("advice", "kind"),),
        is_told=_where("advice", "kind"),
    ),
)
_GIVEN: tuple[FigureSpec, ...] = (
    FigureSpec(
        "volunteers",
        _("Volunteers"),
        _("people"),
        _(
            "How many people gave their time to the whole organisation in this period, and how "
            "many of them had come for help before they began to give it."
        ),
        drawn.volunteers,
        counted=_(
            "volunteers active on any day of the period; “received before”: with an "
            "attendance before their first day as a volunteer"
        ),
        rows=_("volunteers’ records and registers"),
        parts=(
            Part("received", _("received before"), drawn.received, (("volunteers", "received"),)),
        ),
        over_time=Adds.DISTINCT,
        sources=(("volunteers", "received"),),
        is_told=_where("volunteers", "received"),
    ),
    FigureSpec(
        "volunteer_hours",
        _("Volunteers’ hours"),
        _("hours"),
        _("How many hours volunteers gave to the whole organisation, as approved by a colleague."),
        drawn.volunteer_hours,
        counted=_("approved minutes of the period’s days, in hours"),
        rows=_("volunteers’ hours"),
        disclosure=Disclosure.BEHIND,
        sources=(("hours", "all"),),
        is_told=_where("hours", "all"),
    ),
    FigureSpec(
        "volunteer_value",
        _("Value of volunteers’ hours"),
        _("pounds"),
        _("The approved hours, each day’s at the hourly rate that the organisation states for it."),
        drawn.volunteer_value,
        counted=_("approved hours times the stated rate; days without a rate are not in it"),
        rows=_("volunteers’ hours and stated rates"),
        is_told=drawn.has_value,
        sources=(("hours", "all"),),
        disclosure=Disclosure.BEHIND,
    ),
)
_PAID: tuple[FigureSpec, ...] = (
    FigureSpec(
        "shared",
        _("Shared with other awards"),
        _("sessions"),
        _(
            "How many of these sessions count towards another award too, and what this award’s own "
            "share of the work is when each piece of work is shared out once."
        ),
        drawn.shared,
        counted=_("sessions that a rule of at least one other award includes as well"),
        rows=_("sessions and the rules of all awards"),
        sources=(),
        parts=(
            Part("claim", _("count and share"), drawn.claims, (), rows_told=drawn.rows_of_claims),
            Part(
                "funder",
                _("other funder"),
                drawn.shared_by_funder,
                (),
                rows_told=drawn.rows_of_funder,
            ),
        ),
        is_told=drawn.has_overlap,
        rows_told=drawn.rows_of_shared,
        disclosure=Disclosure.BEHIND,
    ),
    FigureSpec(
        "cost",
        _("What it cost"),
        _("pounds"),
        _(
            "The money of this award behind the work of this period, and what each piece of its "
            "own share cost."
        ),
        drawn.money,
        counted=_("spending of the period by days; without spending the budget, spread evenly"),
        out_of=_("this award’s own share of the work"),
        rows=_("the award’s budget and spending"),
        sources=(("spending", "all"),),
        parts=(
            Part("each", _("one of each"), drawn.cost_of_each, (), rows_told=drawn.rows_of_cost),
        ),
        is_told=drawn.has_costs,
        over_time=Adds.SUM,
        disclosure=Disclosure.BEHIND,
    ),
)
# Of the whole organisation or of this award alone: another funder's award counts none of them.
NOT_SHARED = frozenset(spec.key for spec in (*_GIVEN, *_PAID))
ROOMS = (*UNMET, *_GAINED, *_GIVEN, *_PAID)
