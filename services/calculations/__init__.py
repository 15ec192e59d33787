"""What follows from what is known of a person: an age band, and who may be the same person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Func, Q, QuerySet, Value
from django.utils import timezone

from rco_network.core.text import search_key

from ..enums import AGE_BAND_STARTS, AgeBand
from ..models import Participant

# Candidates that are weighed; among more people of one name the nearest spelling comes first.
MOST_WEIGHED = 60
LIKELY_FROM = 50
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
    return AgeBand(band).label if band else ""


@dataclass(frozen=True)
class Likely:
    """Somebody already known who may be the person now typed; `note` says why and since when."""

    uuid: UUID
    name: str
    year_of_birth: int | None
    outward_postcode: str
    note: str
    score: int


class _Sound(Func):
    """How a word sounds; the rule's one home is the SQL function (migration 0003)."""

    function = "services_sound"
    output_field = CharField()


def likely_duplicates(
    organisation: Any,
    name: str,
    year_of_birth: int | None = None,
    limit: int = 5,
    among: QuerySet | None = None,
) -> list[Likely]:
    """Return people of the organisation who may be the one called `name`, likeliest first.

    A name is likely the same when the words of the shorter one are all in the longer one, equal
    or alike by sound (a single word that only sounds alike is too little). The same year of birth
    makes it likelier, another one less. Nobody is ever merged by this: it is a question to ask.
    `among` limits whom it may name (participants of that organisation).
    Reads the index of name words, so its cost follows how common the name is.
    """
    key = search_key(name)[:200]
    words = set(key.split()[:6])
    if not words:
        return []
    weighed = [
        (_score(words, year_of_birth, found), found)
        for found in _candidates(getattr(organisation, "pk", organisation), key, words, among)
    ]
    best = sorted((pair for pair in weighed if pair[0] >= LIKELY_FROM), key=lambda p: -p[0])
    return [_likely(score, key, found) for score, found in best[:limit]]


def _candidates(
    organisation_id: int, key: str, words: set[str], among: QuerySet | None
) -> Iterable[Any]:
    """Read people who share the sound of enough words, with how many are equal and how many alike.

    Rows have uuid, name, name_key, year_of_birth, joined_on, equal, alike.
    """
    people = Participant.objects.for_organisation(organisation_id) if among is None else among
    return (
        people.filter(
            name_keys__organisation=organisation_id,
            name_keys__sound__in=[_Sound(Value(word)) for word in words],
        )
        .annotate(
            equal=Count("name_keys__word", distinct=True, filter=Q(name_keys__word__in=words)),
            alike=Count("name_keys__sound", distinct=True),
        )
        .filter(Q(alike__gte=min(2, len(words))) | Q(name_key__in={key, *words}))
        .order_by(F("equal").desc(), F("alike").desc(), "-id")
        .values(
            "uuid",
            "name",
            "name_key",
            "year_of_birth",
            "outward_postcode",
            "joined_on",
            "equal",
            "alike",
        )
    )[:MOST_WEIGHED]


def _score(words: set[str], year_of_birth: int | None, found: dict[str, Any]) -> int:
    """Weigh one candidate: 100 is the same name, LIKELY_FROM the least that is worth asking."""
    theirs = set(found["name_key"].split())
    shorter = min(len(words), len(theirs))
    if theirs == words:
        score = 100
    elif found["equal"] >= shorter:
        score = 80 if shorter > 1 else 60
    elif found["alike"] >= shorter:
        score = 70 if shorter > 1 else 55 if len(theirs) == len(words) else 40
    else:
        return 0
    if year_of_birth and found["year_of_birth"]:
        years_apart = abs(year_of_birth - found["year_of_birth"])
        score += 15 if years_apart == 0 else 0 if years_apart == 1 else -40
    return score


def _likely(score: int, key: str, found: dict[str, Any]) -> Likely:
    why = "the same name" if found["name_key"] == key else "a name like it"
    return Likely(
        uuid=found["uuid"],
        name=found["name"],
        year_of_birth=found["year_of_birth"],
        outward_postcode=found["outward_postcode"],
        note=f"{why}, here since {found['joined_on']:%B %Y}",
        score=score,
    )
