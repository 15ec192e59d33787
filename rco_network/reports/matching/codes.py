"""From names to codes: what one organisation's job makes, and all that is kept of it.

A name is compared as it sounds, in any script and whatever the order of its words: the key of the
whole name that the database writes with every name (services/models/name_key.py, `spans=0`). With
the year of birth it becomes a code: HMAC-SHA256 cut to 128 bits. Without a year there is no code:
a name alone is shared by too many. Restricted and limited records are not seen by the scope in
which names are read.
"""

import base64
import hmac
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from services.data_rights.calculations import not_to_be_matched
from services.enums import ATTENDED
from services.models import Participant

MONTHS_KEPT = 24


@dataclass(frozen=True)
class Known:
    """One person as one organisation knows them: how the name sounds, the year of birth."""

    sound: str
    year: int | None


def code(key: bytes, known: Known) -> str:
    """Return a person's code, "" where there is no year of birth or no letter in the name."""
    if not (known.year and known.sound):
        return ""
    text = f"name and year|{known.sound}|{known.year}"
    return base64.b64encode(hmac.digest(key, text.encode(), "sha256")[:16]).decode()


def first_month(today: date) -> date:
    """Return the first day of the oldest month of which codes are kept."""
    number = today.year * 12 + today.month - MONTHS_KEPT
    return date(number // 12, number % 12 + 1, 1)


def codes_of(organisation: int, key: bytes, today: date) -> Counter[tuple[str, str]]:
    """Return how many people have each (month, code), for the months that are kept.

    Runs in the organisation's scope without any right, so that nobody who is restricted or limited
    is in it. Linked records are one person, called as on their oldest record.
    """
    left_out = set(not_to_be_matched(organisation).values_list("participant", flat=True))
    people = _people(organisation, left_out)
    made = {person: code(key, known) for person, known in people.items()}
    return Counter(
        (month, made[person])
        for month, person in _months(organisation, first_month(today), today)
        if made.get(person)
    )


def _people(organisation: int, left_out: Iterable[int]) -> dict[int, Known]:
    """Everybody by the key that linked records share, in the order of their records."""
    rows = (
        Participant.objects.for_organisation(organisation)
        .known()
        .filter(name_keys__spans=0)
        .order_by("pk")
        .values_list("pk", "person_id", "name_keys__sound", "year_of_birth")
    )
    out = set(left_out)
    found: dict[int, Known] = {}
    gone = {person or pk for pk, person, _, _ in rows if pk in out}
    for pk, person, sound, year in rows:
        one = person or pk
        if one in gone:
            continue
        before = found.get(one)
        found[one] = Known(before.sound, before.year or year) if before else Known(sound, year)
    return found


def _months(organisation: int, first: date, last: date) -> list[tuple[str, int]]:
    """Every (month, person) in which somebody came."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct to_char(a.held_on, 'YYYY-MM'), coalesce(p.person_id, p.id) "
            "from services_attendance a join services_participant p on p.id = a.participant_id "
            "where a.organisation_id = %s and p.organisation_id = %s "
            "and a.held_on between %s and %s and a.mark = any(%s)",
            [organisation, organisation, first, last, list(ATTENDED)],
        )
        return cursor.fetchall()
