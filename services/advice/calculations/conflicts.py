"""Who of such a name is known already: among the people, in other matters, among colleagues.

Names are compared as everywhere in the product: all words of the shorter one stand in the longer,
equal or alike by sound (SQL function `services_sound`); a single word only where both are one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from organisations.models import StaffMembership
from rco_network.core.encryption import blind, blinds
from rco_network.core.text import search_key
from services.calculations import likely_duplicates
from services.models import Participant

from ..models import PartyKey

_WORD, _SOUND = "advice_partykey.word", "advice_partykey.sound"
MOST_WORDS = 6


@dataclass(frozen=True)
class Hit:
    """Somebody of such a name. `kind` is person, party or staff; `row` is which, for supervisors.

    `row`: a likely participant (services.calculations.Likely), a matter's key, or a membership.
    """

    name: str
    kind: str
    row: Any


def sounds_of(words: Iterable[str]) -> dict[str, str]:
    """Return how each word sounds, by the product's one rule."""
    wanted = sorted(set(words))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select w, services_sound(w) from unnest(%s::text[]) as w", [wanted])
        return dict(cursor.fetchall())


def words_of(name: str) -> list[str]:
    """Return the comparable words of a name."""
    return list(dict.fromkeys(search_key(name).split()))[:MOST_WORDS]


def is_alike(one: Mapping[str, str], two: Mapping[str, str]) -> bool:
    """Whether two names (words and their sounds) are likely the same person's."""
    shorter = min(len(one), len(two))
    if not shorter:
        return False
    if set(one) == set(two):
        return True
    equal = len(set(one) & set(two))
    alike = len(set(one.values()) & set(two.values()))
    return equal >= shorter or (alike >= shorter and (shorter > 1 or len(one) == len(two)))


def keys_of(organisation_id: int, name: str) -> list[tuple[str, str]]:
    """Return the blind keys (word, sound) under which a third party's name is kept."""
    words = words_of(name)
    sounds = sounds_of(words)
    return [
        (_blind(organisation_id, word, _WORD), _blind(organisation_id, sounds[word], _SOUND))
        for word in words
    ]


def _blind(organisation_id: int, text: str, context: str) -> str:
    return blind(f"{organisation_id} {text}", context)


def known_as(
    organisation_id: int,
    names: Iterable[str],
    *,
    client: Participant,
    besides: int | None = None,
) -> list[Hit]:
    """Return who is known by these names, or stands against the client, as the scope may see.

    `besides` is the matter for which it is asked. The client's own name is looked for among the
    other sides of other matters and among colleagues.
    """
    asked = [name for name in dict.fromkeys(names) if words_of(name)]
    everybody = [*asked, client.name]
    sounds = sounds_of(word for name in everybody for word in words_of(name))
    heard = {name: {word: sounds[word] for word in words_of(name)} for name in everybody}
    return [
        *_people(organisation_id, asked, client),
        *_parties(organisation_id, heard, besides),
        *_staff(organisation_id, heard),
    ]


def _people(organisation_id: int, names: Iterable[str], client: Participant) -> list[Hit]:
    known = Participant.objects.for_organisation(organisation_id).known().exclude(pk=client.pk)
    return [
        Hit(name, "person", likely)
        for name in names
        for likely in likely_duplicates(organisation_id, name, limit=3, among=known)
    ]


def _parties(
    organisation_id: int, heard: Mapping[str, Mapping[str, str]], besides: int | None
) -> list[Hit]:
    """Compare under every key of FIELD_KEYS: after a rotation some rows bear the older one."""
    own = {
        name: [
            (word_key, sound_key)
            for word, sound in words.items()
            for word_key, sound_key in zip(
                blinds(f"{organisation_id} {word}", _WORD),
                blinds(f"{organisation_id} {sound}", _SOUND),
                strict=True,
            )
        ]
        for name, words in heard.items()
    }
    rows = PartyKey.objects.for_organisation(organisation_id).exclude(matter_id=besides)
    sounds = {sound for pairs in own.values() for _, sound in pairs}
    parties = rows.filter(sound__in=sounds).values("party_id")
    found: dict[int, dict[str, str]] = {}
    matters: dict[int, int] = {}
    for party, matter, word, sound in rows.filter(party_id__in=parties).values_list(
        "party_id", "matter_id", "word", "sound"
    ):
        found.setdefault(party, {})[word] = sound
        matters[party] = matter
    hits = []
    for name, pairs in own.items():
        for party, theirs in found.items():
            with_key = next(iter(theirs)).partition(":")[0] + ":"
            mine = {word: sound for word, sound in pairs if word.startswith(with_key)}
            if is_alike(mine, theirs):
                hits.append(Hit(name, "party", matters[party]))
    return hits


def _staff(organisation_id: int, heard: Mapping[str, Mapping[str, str]]) -> list[Hit]:
    members = list(
        StaffMembership.objects.for_organisation(organisation_id).current().select_related("user")
    )
    words = {member.pk: words_of(member.user.name) for member in members}
    sounds = sounds_of(word for mine in words.values() for word in mine)
    return [
        Hit(name, "staff", member)
        for name, mine in heard.items()
        for member in members
        if is_alike(mine, {word: sounds[word] for word in words[member.pk]})
    ]
