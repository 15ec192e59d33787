"""Who of such a name is known already: among the people, in other matters, among colleagues.

Names are compared as everywhere in the product, whatever script either is in (SQL function
`services_name_keys`): all words of the shorter one stand in the longer, equal or alike by sound,
two words also as one; a single word that is only alike counts where the other is one too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from organisations.models import StaffMembership
from rco_network.core.encryption import blind, blinds
from rco_network.core.text import search_key
from services.calculations import likely_duplicates
from services.models import Participant

from ..models import PartyKey

_WORD, _SOUND = "advice_partykey.word", "advice_partykey.sound"


@dataclass(frozen=True)
class Hit:
    """Somebody of such a name. `kind` is person, party or staff; `row` is which, for supervisors.

    `row`: a likely participant (services.calculations.Likely), a matter's key, or a membership.
    """

    name: str
    kind: str
    row: Any


@dataclass(frozen=True)
class Key:
    """One reading of a word at its place in a name, or of two words as one (`spans` 2)."""

    place: int
    spans: int
    word: str
    sound: str


def read(names: Iterable[str]) -> dict[str, list[Key]]:
    """Return how each name reads, by the product's one rule; nothing for one without a word."""
    plain = {name: search_key(name)[:200] for name in names}
    found: dict[str, list[Key]] = {name: [] for name in plain}
    with connection.cursor() as cursor:
        cursor.execute(
            "select n, k.place, k.spans, k.word, k.sound from unnest(%s::text[]) as n, "
            "services_name_keys(n) as k where k.sound <> '' and k.spans > 0",
            [sorted(set(plain.values()))],
        )
        rows = cursor.fetchall()
    for name, key in plain.items():
        found[name] = [Key(*row[1:]) for row in rows if row[0] == key]
    return found


def is_alike(one: Collection[Key], two: Collection[Key]) -> bool:
    """Whether two names are likely the same person's."""
    pairs = [(a, b) for a in one for b in two if a.sound == b.sound and a.spans + b.spans < 4]
    mine, theirs = (len({key.place for key in name if key.spans == 1}) for name in (one, two))
    equal = [(a, b) for a, b in pairs if a.word == b.word]
    if _covers(equal, mine, theirs):
        return True
    return (min(mine, theirs) > 1 or mine == theirs) and _covers(equal + pairs, mine, theirs)


def _covers(pairs: Iterable[tuple[Key, Key]], mine: int, theirs: int) -> bool:
    """Whether each word of either name has a partner, those first in line first."""
    used: set[int] = set()
    their_used: set[int] = set()
    for a, b in pairs:
        places = set(range(a.place, a.place + a.spans))
        their_places = set(range(b.place, b.place + b.spans))
        if not places & used and not their_places & their_used:
            used |= places
            their_used |= their_places
    return bool(used) and (len(used) >= mine or len(their_used) >= theirs)


def keys_of(organisation_id: int, name: str) -> list[Key]:
    """Return the blind keys under which a third party's name is kept."""
    return [
        replace(
            key,
            word=blind(f"{organisation_id} {key.word}", _WORD),
            sound=blind(f"{organisation_id} {key.sound}", _SOUND),
        )
        for key in read([name])[name]
    ]


def _under_every_key(organisation_id: int, name: Iterable[Key]) -> dict[str, list[Key]]:
    """Return a name's blind keys under each key of FIELD_KEYS, by the name of that key."""
    found: dict[str, list[Key]] = {}
    for key in name:
        words = blinds(f"{organisation_id} {key.word}", _WORD)
        sounds = blinds(f"{organisation_id} {key.sound}", _SOUND)
        for word, sound in zip(words, sounds, strict=True):
            of = word.partition(":")[0]
            found.setdefault(of, []).append(replace(key, word=word, sound=sound))
    return found


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
    asked = list(dict.fromkeys(names))
    heard = read([*asked, client.name])
    return [
        *_people(organisation_id, [name for name in asked if heard[name]], client),
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
    organisation_id: int, heard: Mapping[str, list[Key]], besides: int | None
) -> list[Hit]:
    """Compare under every key of FIELD_KEYS: after a rotation some rows bear the older one."""
    own = {name: _under_every_key(organisation_id, keys) for name, keys in heard.items()}
    rows = PartyKey.objects.for_organisation(organisation_id).exclude(matter_id=besides)
    rows = rows.exclude(place=None)
    sounds = {key.sound for mine in own.values() for keys in mine.values() for key in keys}
    parties = rows.filter(sound__in=sounds).values("party_id")
    found: dict[int, list[Key]] = {}
    matters: dict[int, int] = {}
    for party, matter, *key in rows.filter(party_id__in=parties).values_list(
        "party_id", "matter_id", "place", "spans", "word", "sound"
    ):
        found.setdefault(party, []).append(Key(*key))
        matters[party] = matter
    return [
        Hit(name, "party", matters[party])
        for name, mine in own.items()
        for party, theirs in found.items()
        if is_alike(mine.get(theirs[0].word.partition(":")[0], []), theirs)
    ]


def _staff(organisation_id: int, heard: Mapping[str, list[Key]]) -> list[Hit]:
    members = list(
        StaffMembership.objects.for_organisation(organisation_id).current().select_related("user")
    )
    known = read(member.user.name for member in members)
    return [
        Hit(name, "staff", member)
        for name, mine in heard.items()
        for member in members
        if is_alike(mine, known[member.user.name])
    ]
