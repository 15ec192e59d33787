"""Figures of several organisations together: a forum's members, those active in a place."""

from django.utils.translation import gettext_lazy as _

from ..enums import Adds, Disclosure
from . import network_drawn as drawn
from .spec import FigureSpec, Part

_BY = "organisation"
PEOPLE_PARTS = (
    Part("organisations", _("organisations together"), drawn.people_together, (("people", _BY),)),
    Part(
        "language_served",
        _("main language, and who serves in it"),
        drawn.people_by_language_served,
        (("people", "language"),),
        columns=(None,),
    ),
)
SESSION_PARTS = (
    Part(
        _BY,
        _("member organisation"),
        drawn.by_organisation,
        (("sessions", _BY),),
        columns=(
            ("people", _BY),
            ("outcomes", _BY),
            None,
            ("turned_away", _BY),
            ("waiting", _BY),
        ),
    ),
    Part("place", _("district"), drawn.sessions_by_place, (("sessions", "place"),)),
)
# What figures of several organisations are drawn from, whichever are asked for.
ALWAYS = frozenset(
    (what, _BY) for what in ("people", "heads", "sessions", "last_session", "languages")
)
_DIRECTORY = _("the directory and registers")
NETWORK: tuple[FigureSpec, ...] = (
    FigureSpec(
        "members",
        _("Member organisations"),
        _("organisations"),
        _("How many organisations are members of the forum on the day this report is made."),
        drawn.members,
        counted=_("members of today"),
        rows=_("the forum’s list of members"),
        sources=(),
        over_time=Adds.NEVER,
        over_organisations=Adds.NEVER,
        disclosure=Disclosure.OPEN,
    ),
    FigureSpec(
        "active",
        _("Organisations active here"),
        _("organisations"),
        _("How many member organisations held a session here in this period, and which."),
        drawn.active,
        counted=_(
            "organisations with at least one session; beside each, the number of languages "
            "in which the directory says that it serves people"
        ),
        rows=_DIRECTORY,
        sources=(("sessions", _BY),),
        parts=(Part(_BY, _("organisation"), drawn.active_by_name, (("sessions", _BY),)),),
        over_time=Adds.DISTINCT,
        disclosure=Disclosure.OPEN,
    ),
    FigureSpec(
        "quiet",
        _("Gone quiet"),
        _("organisations"),
        _("How many members held no session in the last four weeks of the period."),
        drawn.quiet,
        counted=_("members without a saved session in the last 28 days of the period"),
        rows=_("registers and head counts"),
        sources=(),
        parts=(Part(_BY, _("weeks without a session"), drawn.quiet_by_name, ()),),
        over_time=Adds.NEVER,
        disclosure=Disclosure.OPEN,
    ),
    FigureSpec(
        "returns",
        _("Returns due"),
        _("returns"),
        _("How many reports on awards were due in this period, and whether they came on time."),
        drawn.returns,
        counted=_("returns with their day in the period"),
        rows=_("awards’ returns"),
        sources=(("returns", "state"),),
        parts=(
            Part("state", _("how they came"), drawn.returns_by_state, (("returns", "state"),)),
            Part(
                _BY,
                _("member organisation"),
                drawn.returns_by_name,
                (("returns", _BY),),
                answers=drawn.STATES,
            ),
        ),
        disclosure=Disclosure.OPEN,
    ),
    FigureSpec(
        "interpreter",
        _("People who need an interpreter"),
        _("people"),
        _("Of the people who came, those for whom somebody noted that they need an interpreter."),
        drawn.interpreter,
        counted=_("people with the need noted, by the language they need"),
        rows=_("people’s needs"),
        sources=(("interpreter", "language"),),
        is_told=drawn.needs_noted,
        parts=(
            Part(
                "language",
                _("language"),
                drawn.interpreter_by_language,
                (("interpreter", "language"),),
            ),
        ),
        over_time=Adds.DISTINCT,
    ),
    FigureSpec(
        "interpreted",
        _("Sessions with an interpreter"),
        _("sessions"),
        _("How many sessions had an interpreter, as noted on their register."),
        drawn.interpreted,
        counted=_("sessions whose register notes an interpreter"),
        rows=_("registers"),
        sources=(("interpreted", "month"),),
        is_told=drawn.needs_noted,
        disclosure=Disclosure.OPEN,
    ),
)
