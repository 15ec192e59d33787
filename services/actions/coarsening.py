"""How much may stay of what figures are broken down by, once nobody may know who it was.

k-anonymity with suppression: what stays of a person (gender, age band, main language, district)
must be shared by at least `disclosure.threshold()` people of the organisation, the person among
them; of what does not, one answer after another becomes "not recorded". Left as they are, since
every figure needs them: the day somebody first came, and which sessions they were at.
"""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Value, When

from rco_network.core import disclosure, history

from ..calculations import age_band
from ..enums import AGE_BAND_STARTS, AgeBand
from ..models import Household, Participant

# What is dropped first where two answers are as rare as each other.
_ANSWERS = ("district_id", "main_language", "band", "gender")
_NOT_RECORDED: dict[str, Any] = {
    "district_id": None,
    "main_language": "",
    "band": "",
    "gender": "",
}


def coarse_answers(participant: Participant, day: date) -> dict[str, Any]:
    """Return the values of the columns that figures count, as far as they may stay.

    `day` is when the person last came: the age band is that of then. Names no column that says
    more: the year of birth is gone.
    """
    kept = {name: getattr(participant, name, None) for name in _ANSWERS if name != "band"}
    kept["band"] = age_band(participant.year_of_birth, participant.age_band, day)
    kept = {name: kept[name] for name in _ANSWERS}
    while _any_recorded(kept) and _sharing(participant, kept, day) < disclosure.threshold():
        kept = max(_with_one_less(kept), key=lambda less: _sharing(participant, less, day))
    return {
        "gender": kept["gender"],
        "main_language": kept["main_language"],
        "district_id": kept["district_id"],
        "age_band": kept["band"],
        "year_of_birth": None,
    }


def band_in(year: int) -> Case:
    """SQL: the age band of a participant in that year (calculations.age_band)."""
    oldest_first = sorted(AGE_BAND_STARTS.items(), key=lambda item: -item[1])
    return Case(
        When(year_of_birth=None, then=F("age_band")),
        *(When(year_of_birth__lte=year - first, then=Value(band)) for band, first in oldest_first),
        default=Value(str(AgeBand.UNDER_5)),
        output_field=CharField(),
    )


def _any_recorded(kept: dict[str, Any]) -> bool:
    return any(kept.values())


def _with_one_less(kept: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**kept, name: _NOT_RECORDED[name]} for name in _ANSWERS if kept[name]]


def _sharing(participant: Participant, kept: dict[str, Any], day: date) -> int:
    """Count the people of the organisation, this one among them, who answered the same."""
    people = Participant.objects.for_organisation(participant.organisation_id)
    asked = {name: value for name, value in kept.items() if value}
    return people.annotate(band=band_in(day.year)).filter(**asked).count()


def drop_details(participant: Participant, day: date) -> None:
    """Keep of somebody only what figures count: the age band in place of the year, and so on.

    In a scope with the right ERASE. The name and the person's record stay.
    """
    household_id = participant.household_id
    Participant.objects.filter(pk=participant.pk).update(
        age_band=age_band(participant.year_of_birth, participant.age_band, day),
        year_of_birth=None,
        other_languages=[],
        outward_postcode="",
        household=None,
    )
    history.forget(Participant, [participant.pk])
    leave_household(household_id)


def leave_household(pk: int | None) -> None:
    """Remove the household that nobody is left in, with what it was called before."""
    if pk is None or Participant.objects.filter(household_id=pk).exists():
        return
    Household.objects.filter(pk=pk).delete()
    history.forget(Household, [pk])
