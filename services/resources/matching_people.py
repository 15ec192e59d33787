"""Which people of a file are known: for certain by name and year, or likely, which is asked."""

from collections import defaultdict
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from ..calculations import Likely, likely_duplicates
from ..models import Participant
from .draft import PersonCells
from .reading import Choices

# New people of one file about whom is asked; of more, the list of likely duplicates shows them.
MOST_ASKED = 300
MOST_OFFERED = 3


def match_people(
    people: list[PersonCells], choices: Choices
) -> tuple[list[PersonCells], list[dict[str, Any]], bool]:
    """Find the people: by reference, else by name and year of birth; the others are new.

    Somebody without a year in the file is whoever has the name, if only one person has it. A
    year that nobody of that name has makes a new person, unless one of them has no year yet. A
    new person whose name is like that of somebody known is asked about.

    Returns each person once, in the order in which entries point at them (`same_as`), the
    questions, and whether there were too many new people to ask about.
    """
    by_name, by_uuid = _known_people(people, choices.organisation_id)
    years: dict[str, set[int]] = defaultdict(set)
    for entry in people:
        if entry.born is not None and entry.reference is None:
            years[entry.key].add(entry.born)
    found: dict[Any, list[PersonCells]] = {}
    for entry in people:
        if entry.problems:
            continue
        who = _identity(entry, by_name, by_uuid, years[entry.key])
        if not entry.problems:
            found.setdefault(who, []).append(entry)
    questions, is_not_asked = _ask_about_likely(found, choices)
    places: dict[Any, int] = {}
    once: list[PersonCells] = []
    for who, entries in found.items():
        place = places.setdefault(entries[0].participant_id or who, len(once))
        if place == len(once):
            once.append(entries[0])
        for entry in entries:
            entry.same_as = place
    return once, questions, is_not_asked


def answer_key(entry: PersonCells) -> str:
    """What an answer about a person of the file is kept under."""
    return f"{entry.key}|{entry.born or ''}"


def _ask_about_likely(
    found: dict[Any, list[PersonCells]], choices: Choices
) -> tuple[list[dict[str, Any]], bool]:
    """Ask, of people who would be new, whether they are somebody of a name that sounds alike.

    Until somebody answers, it is the same person where name and year of birth agree.
    """
    new = [entries for entries in found.values() if entries[0].participant_id is None]
    if not new or not Participant.objects.for_organisation(choices.organisation_id).exists():
        return [], False
    if len(new) > MOST_ASKED:
        return [], True
    questions = []
    for entries in new:
        one = entries[0]
        likely = likely_duplicates(choices.organisation_id, one.name, one.born, limit=MOST_OFFERED)
        if likely:
            answer = choices.answers.get(answer_key(one))
            chosen = _default(one, likely) if answer is None else answer
            questions.append(_question(one, likely, chosen))
            _take(entries, chosen, likely, choices.organisation_id)
    return questions, False


def _default(entry: PersonCells, likely: list[Likely]) -> str:
    same = [one for one in likely if entry.born and one.year_of_birth == entry.born]
    return str(same[0].uuid) if len(same) == 1 else ""


def _question(entry: PersonCells, likely: list[Likely], chosen: str) -> dict[str, Any]:
    return {
        "key": answer_key(entry),
        "name": entry.name,
        "born": entry.born,
        "chosen": chosen,
        "likely": [
            {"uuid": str(one.uuid), "name": one.name, "born": one.year_of_birth, "note": one.note}
            for one in likely
        ],
    }


def _take(
    entries: list[PersonCells], chosen: str, likely: list[Likely], organisation_id: int
) -> None:
    """Let the entries be the person that was chosen, if it is one of those offered."""
    if chosen not in {str(one.uuid) for one in likely}:
        return
    known = Participant.objects.for_organisation(organisation_id).known().filter(uuid=chosen)
    pk = known.values_list("pk", flat=True).first()
    for entry in entries:
        entry.participant_id = pk


_KNOWN_PEOPLE = """
select id, name_key, year_of_birth, uuid from services_participant
where organisation_id = %s and erased_at is null
    and (name_key = any(%s) or uuid = any(%s))
"""


def _known_people(
    people: list[PersonCells], organisation_id: int
) -> tuple[dict[str, list[tuple[int, int | None]]], dict[Any, int]]:
    keys = list({entry.key for entry in people if not entry.problems})
    uuids = [entry.reference for entry in people if entry.reference]
    by_name: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    by_uuid: dict[Any, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_PEOPLE, [organisation_id, keys, uuids])
        for pk, key, year, uuid in cursor.fetchall():
            by_name[key].append((pk, year))
            by_uuid[uuid] = pk
    return by_name, by_uuid


def _identity(
    entry: PersonCells,
    by_name: dict[str, list[tuple[int, int | None]]],
    by_uuid: dict[Any, int],
    years: set[int],
) -> Any:
    """What two entries of the same person share. Sets `participant_id`, or adds a problem."""
    if entry.reference is not None:
        entry.participant_id = by_uuid.get(entry.reference)
        if entry.participant_id is None:
            entry.problems.append(("reference", _("Nobody here has this reference.")))
        return entry.participant_id
    namesakes = by_name.get(entry.key, [])
    if entry.born is None:
        found, why = _without_year(namesakes, years)
        entry.born = min(years) if not namesakes and len(years) == 1 else None
    else:
        found, why = _with_year(namesakes, entry.born, years)
    if why:
        entry.problems.append(("name", _several(entry, why)))
    elif found is not None:
        entry.participant_id = found
    return found if found is not None else (entry.key, entry.born)


def _with_year(
    namesakes: list[tuple[int, int | None]], born: int, years: set[int]
) -> tuple[int | None, str]:
    """The namesake born that year, else the one whose year is not recorded."""
    found = [pk for pk, year in namesakes if year == born]
    if not found:
        found = [pk for pk, year in namesakes if year is None]
        if found and len(years) > 1:
            return None, "the one recorded has no year yet"
    if len(found) > 1:
        return None, f"{len(found)} people have this name"
    return (found[0] if found else None), ""


def _without_year(
    namesakes: list[tuple[int, int | None]], years: set[int]
) -> tuple[int | None, str]:
    """The only one of that name: among those recorded and those that the file adds."""
    recorded = {year for _, year in namesakes}
    added = years - recorded
    if None in recorded and len(years) == 1:
        added = set()
    if len(namesakes) + len(added) > 1:
        return None, f"{len(namesakes) + len(added)} people have this name"
    return (namesakes[0][0] if namesakes else None), ""


def _several(entry: PersonCells, why: str) -> str:
    return _(
        "“%(name)s” could be more than one person: %(why)s. Add the year of "
        "birth, or the reference from a list that you took from here."
    ) % {"name": entry.name[:40], "why": why}
