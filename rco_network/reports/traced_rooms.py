"""How rows of the rooms read to whoever follows a number back to them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.advice.calculations import in_pounds

Told = tuple[str, str, str]
NAMES = {
    "services.turnedaway": gettext_lazy("entries of people turned away"),
    "services.waitingplace": gettext_lazy("places on waiting lists"),
    "services.needs": gettext_lazy("notes of people’s needs"),
    "volunteering.volunteer": gettext_lazy("volunteers"),
    "volunteering.stint": gettext_lazy("entries of volunteers’ hours"),
    "esol.assessment": gettext_lazy("assessments of English"),
    "advice.matteroutcome": gettext_lazy("outcomes of advice"),
    "funding.returndue": gettext_lazy("returns"),
    "funding.spending": gettext_lazy("entries of spending"),
    "outcomes.response": gettext_lazy("answers to questionnaires"),
}
RELATED: dict[str, tuple[str, ...]] = {
    "services.turnedaway": ("service",),
    "services.waitingplace": ("participant", "service"),
    "services.needs": ("participant",),
    "volunteering.volunteer": ("participant",),
    "volunteering.stint": ("participant",),
    "esol.assessment": ("participant",),
    "advice.matteroutcome": ("participant",),
    "funding.returndue": ("award",),
    "funding.spending": ("line",),
    "outcomes.response": ("participant",),
}


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _person(row: Any, detail: str) -> Told:
    address = reverse("participant", args=[row.participant.uuid])
    return row.participant.name, detail, address


def _turned_away(row: Any, was: Mapping[str, Any]) -> Told:
    people = was.get("people", row.people)
    detail = _("%(n)s people, %(why)s") % {"n": people, "why": row.get_why_display()}
    return f"{row.service.name}, {_day(row.happened_on)}", detail, ""


def _waiting(row: Any, was: Mapping[str, Any]) -> Told:
    since = _("%(service)s, since %(day)s") % {
        "service": row.service.name,
        "day": _day(row.asked_on),
    }
    return _person(row, since)


def _needs(row: Any, was: Mapping[str, Any]) -> Told:
    return _person(row, "")


def _volunteer(row: Any, was: Mapping[str, Any]) -> Told:
    return _person(row, _("since %(day)s") % {"day": _day(row.started_on)})


def _hours(row: Any, was: Mapping[str, Any]) -> Told:
    minutes = was.get("minutes", row.minutes)
    return _person(row, _("%(day)s, %(n)s minutes") % {"day": _day(row.day), "n": minutes})


def _assessment(row: Any, was: Mapping[str, Any]) -> Told:
    return _person(row, _day(row.held_on))


def _advice(row: Any, was: Mapping[str, Any]) -> Told:
    amount = in_pounds(row.amount) if row.amount else ""
    return _person(row, ", ".join(filter(None, [_day(row.happened_on), amount])))


def _return(row: Any, was: Mapping[str, Any]) -> Told:
    day = _("due on %(day)s") % {"day": _day(row.due_on)}
    return row.award.title, day, reverse("award", args=[row.award.uuid])


def _spending(row: Any, was: Mapping[str, Any]) -> Told:
    days = f"{_day(row.starts_on)} – {_day(row.ends_on)}"
    return row.line.what, f"{in_pounds(row.amount)}, {days}", ""


def _answer(row: Any, was: Mapping[str, Any]) -> Told:
    """When somebody answered, and not what: an answer without a name stays without one."""
    if row.participant is None:
        return _("Answered without a name"), _day(row.answered_on), ""
    return _person(row, _day(row.answered_on))


TOLD: dict[str, Callable[[Any, Mapping[str, Any]], Told]] = {
    "services.turnedaway": _turned_away,
    "services.waitingplace": _waiting,
    "services.needs": _needs,
    "volunteering.volunteer": _volunteer,
    "volunteering.stint": _hours,
    "esol.assessment": _assessment,
    "advice.matteroutcome": _advice,
    "funding.returndue": _return,
    "funding.spending": _spending,
    "outcomes.response": _answer,
}
