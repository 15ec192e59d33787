"""What erasing somebody will do, said beforehand and with numbers."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from organisations.models import Place
from organisations.reference.trail_words import record_name
from rco_network.core import languages
from rco_network.core.personal_data import BY_LAW, REMOVED, holdings_of

from ..enums import AgeBand, Gender
from ..models import FileImport, Household, Participant
from .coarsening import coarse_answers
from .erasure import SUBJECT, last_came

_OF_ITS_OWN = (SUBJECT, Household._meta.label_lower)


@dataclass(frozen=True)
class Part:
    """Some rows of one kind: what they are called, how many, and why they stay if they do."""

    name: str
    number: int
    why: str = ""


@dataclass(frozen=True)
class Plan:
    """`goes` and `stays` are rows; `answers` are (question, what stays of the answer)."""

    goes: list[Part]
    stays: list[Part]
    answers: list[tuple[str, str]]
    household: str
    files: int


def plan_of(participant: Participant) -> Plan:
    """Return what will happen to the rows that the scope may see. Changes nothing.

    What is kept by law is not among them, neither as a row nor as a number: that there is
    something would say too much.
    """
    goes: list[Part] = []
    stays: list[Part] = []
    for holding in holdings_of(participant):
        found = holding.declaration
        if found.model in _OF_ITS_OWN or found.row == BY_LAW:
            continue
        if number := holding.rows.count():
            part = Part(
                _(found.called) if found.called else record_name(found.model),
                number,
                _(found.remark),
            )
            (goes if found.row == REMOVED else stays).append(part)
    return Plan(
        goes=goes,
        stays=stays,
        answers=_answers(participant),
        household=_household(participant),
        files=_files(participant.organisation_id),
    )


def _answers(participant: Participant) -> list[tuple[str, str]]:
    kept: dict[str, Any] = coarse_answers(participant, last_came(participant))
    code = kept["main_language"]
    place = Place.objects.filter(pk=kept["district_id"]).first() if kept["district_id"] else ""
    return [
        (_("Gender"), str(Gender(kept["gender"]).label) if kept["gender"] else ""),
        (_("Age"), str(AgeBand(kept["age_band"]).label) if kept["age_band"] else ""),
        (_("Main language"), languages.name(code) if code else ""),
        (_("District"), str(place or "")),
    ]


def _household(participant: Participant) -> str:
    """Whether the household "goes" with them, "stays" with others, or is not there ("")."""
    if participant.household_id is None:
        return ""
    others = Participant.objects.filter(household_id=participant.household_id)
    return "stays" if others.exclude(pk=participant.pk).exists() else "goes"


def _files(organisation_id: int) -> int:
    waiting = FileImport.objects.for_organisation(organisation_id)
    return waiting.unsaved().count()
