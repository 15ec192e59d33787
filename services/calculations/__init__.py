"""What follows from what is known of a person: an age band, and who may be the same person."""

from datetime import date

from django.utils import timezone

from ..enums import AGE_BAND_STARTS, AgeBand
from ..models import Participant
from .duplicates import Likely, likely_duplicates

__all__ = ["ERASED_NAME", "Likely", "age_band", "age_band_label", "likely_duplicates"]

# What stands where a name stood, on registers that still count the person.
ERASED_NAME = "Somebody (erased)"


def age_band(year_of_birth: int | None, recorded: str, day: date) -> str:
    """Return the AgeBand of a person on a day, "" where nothing is recorded.

    Only the year of birth is kept, so the age is the one that the person reaches in the year of
    `day`. Without a year the `recorded` band stands as it was told.
    """
    if year_of_birth is None:
        return recorded
    age = max(0, day.year - year_of_birth)
    return [band for band, first in AGE_BAND_STARTS.items() if age >= first][-1]


def age_band_label(participant: Participant) -> str:
    """Return today's age band in words, "" where nothing is recorded."""
    band = age_band(participant.year_of_birth, participant.age_band, timezone.localdate())
    return str(AgeBand(band).label) if band else ""
