"""Who may be the same person: found by the keys of names, weighed by what else is known.

The keys are written when a name is (models/name_key.py): here nothing is searched through, an
index is asked. Nobody is ever merged by this: it is a question to ask.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rco_network.core.text import search_key

from .likeness import likeness

# Candidates that are weighed; among more people of one name those born that year come first.
MOST_WEIGHED = 60
LIKELY_FROM = 50
SAME_NAME = 100
# Less alike than this, two words that sound alike are two names: Amin and Amina, Hassan, Hussein.
ALIKE_FROM = 0.78


@dataclass(frozen=True)
class Likely:
    """Somebody already known who may be the person now typed; `note` says why and since when."""

    uuid: UUID
    name: str
    year_of_birth: int | None
    outward_postcode: str
    note: str
    score: int


@dataclass(frozen=True)
class Typed:
    """What is known of the person who may be known already."""

    name: str
    year_of_birth: int | None = None
    outward_postcode: str = ""
    household_id: int | None = None

    @property
    def key(self) -> str:
        """The comparable form of the name."""
        return search_key(self.name)[:200]


# Of the few whose names share enough sounds: every pair of words that does, for `likeness`.
_SQL = """
with keys as materialized (
    select place, spans, word, sound from services_name_keys(%(key)s) where sound <> ''
), asked as materialized (
    select * from keys
    -- Somebody who is known by one of these words alone.
    union all select place, spans, word, '=' || sound from keys where spans = 1
), shared as (
    -- Places as bits: a name that thousands share is counted in one pass over the index.
    select k.participant_id, bit_or(1 << a.place) as places,
        bit_or(case when k.word = a.word then 1 << a.place else 0 end) as equal,
        bool_or(k.spans = 0) as is_whole, bool_or(a.spans + k.spans = 3) as is_joined
    from asked a join services_namekey k
        on k.organisation_id = %(organisation)s and k.sound = a.sound
    where a.spans < 2 or k.spans < 2
    group by k.participant_id
), found as materialized (
    select participant_id, bit_count(equal::bit(16)) as equal,
        bit_count(places::bit(16)) + is_joined::int as places
    from shared
    where is_whole or is_joined or places & (places - 1) <> 0
        or equal <> 0 and (select max(place) = 0 from keys where spans = 1)
), nearest as materialized (
    select p.id, p.uuid, p.name, p.name_key, p.year_of_birth, p.outward_postcode, p.household_id,
        p.joined_on
    from found f join services_participant p
        on p.organisation_id = %(organisation)s and p.id = f.participant_id
    where p.erased_at is null and {among}
        and not p.id = any(%(apart_from)s)
    order by p.name_key = %(key)s desc, f.equal desc, f.places desc,
        p.year_of_birth is not distinct from %(born)s::int desc,
        abs(coalesce(p.year_of_birth, %(born)s::int) - %(born)s::int) <= 1 desc,
        p.outward_postcode = %(postcode)s desc, p.id desc
    limit %(most)s
)
select n.uuid, n.name, n.name_key, n.year_of_birth, n.outward_postcode, n.household_id,
    n.joined_on, (
        select max(k.place) + 1 from services_namekey k
        where k.organisation_id = %(organisation)s and k.participant_id = n.id and k.sound <> ''
    ), (
        select array_agg(array[a.place::text, a.spans::text, k.place::text, k.spans::text, a.word,
            k.word, services_romanised(a.word), services_romanised(k.word)])
        from keys a join services_namekey k
            on k.organisation_id = %(organisation)s and k.sound = a.sound
        where k.participant_id = n.id and a.spans + k.spans in (2, 3) and k.spans > 0
    )
from nearest n
"""


def likely_duplicates(
    organisation: Any,
    name: str,
    year_of_birth: int | None = None,
    limit: int = 5,
    among: QuerySet | None = None,
    *,
    outward_postcode: str = "",
    household_id: int | None = None,
    apart_from: Iterable[int] = (),
) -> list[Likely]:
    """Return people of the organisation who may be the one called `name`, likeliest first.

    A name is likely the same when the words of the shorter one are all in the longer one, in any
    order, equal or alike (a single word that is only alike is too little), whatever script either
    is in. Year of birth, first half of the postcode and household make it likelier or less.
    `among` limits whom it may name (participants of that organisation), `apart_from` leaves these
    keys out. One query, whose cost follows how common the name is.
    """
    typed = Typed(name, year_of_birth, outward_postcode, household_id)
    if not typed.key:
        return []
    organisation_id = getattr(organisation, "pk", organisation)
    weighed = [
        _weigh(typed, found) for found in _candidates(organisation_id, typed, among, apart_from)
    ]
    best = sorted((one for one in weighed if one.score >= LIKELY_FROM), key=lambda o: -o.score)
    return best[:limit]


@dataclass(frozen=True)
class _Found:
    uuid: UUID
    name: str
    key: str
    year_of_birth: int | None
    outward_postcode: str
    household_id: int | None
    joined_on: Any
    places: int | None
    pairs: list[list[str]] | None


def _candidates(
    organisation_id: int, typed: Typed, among: QuerySet | None, apart_from: Iterable[int]
) -> list[_Found]:
    values: dict[str, Any] = {
        "organisation": organisation_id,
        "key": typed.key,
        "born": typed.year_of_birth,
        "postcode": typed.outward_postcode,
        "apart_from": list(apart_from),
        "most": MOST_WEIGHED,
    }
    limit = "true"
    if among is not None:
        asked, params = among.order_by().values("pk").query.sql_with_params()
        names = {f"among{n}": value for n, value in enumerate(params)}
        limit = f"p.id in ({asked % tuple(f'%({name})s' for name in names)})"
        values |= names
    with connection.cursor() as cursor:
        cursor.execute(_SQL.replace("{among}", limit), values)
        return [_Found(*row) for row in cursor.fetchall()]


def _weigh(typed: Typed, found: _Found) -> Likely:
    score, why = _weigh_name(typed, found)
    if score and typed.year_of_birth and found.year_of_birth:
        apart = abs(typed.year_of_birth - found.year_of_birth)
        other_year = -35 if score == SAME_NAME else -50
        score += 15 if apart == 0 else 5 if apart == 1 else other_year
        why += [_("same year of birth")] if apart == 0 else []
        why += [_("born a year apart")] if apart == 1 else []
    if score and typed.outward_postcode and found.outward_postcode == typed.outward_postcode:
        score, why = score + 8, [*why, _("same postcode area")]
    if score and typed.household_id and found.household_id == typed.household_id:
        score, why = score + 8, [*why, _("same household")]
    since = _("here since %(month)s") % {"month": date_format(found.joined_on, "F Y")}
    return Likely(
        uuid=found.uuid,
        name=found.name,
        year_of_birth=found.year_of_birth,
        outward_postcode=found.outward_postcode,
        note=", ".join([*why, since]),
        score=score,
    )


def _weigh_name(typed: Typed, found: _Found) -> tuple[int, list[str]]:
    """Return 100 for the same name, LIKELY_FROM for the least worth asking, 0 for another one."""
    if found.key == typed.key:
        return SAME_NAME, [_("the same name")]
    mine, theirs = _places_of(typed.key), found.places or 1
    covered, their_covered, closeness, equal = _matched(found.pairs or [])
    shorter_is_whole = covered >= mine or their_covered >= theirs
    if not shorter_is_whole or not covered:
        return 0, []
    both = covered >= mine and their_covered >= theirs
    shorter = min(mine, theirs)
    if shorter == 1 and not both:
        score = 60 if equal else 0
    elif shorter == 1:
        score = 85 if equal else round(55 * closeness) + 5
    else:
        score = round((95 if both else 82) * closeness)
    if equal and both:
        return score, [_("the same words")]
    return score, [_("a similar name")]


def _places_of(key: str) -> int:
    words = [word for word in key.split() if word not in PARTICLES]
    return max(1, min(8, len(words)))


# As in the SQL function `services_name_keys`: they have no place of their own.
PARTICLES = frozenset("al el ul ud ad as bin ben bint ibn ال بن بنت ابن".split())


def _matched(pairs: list[list[str]]) -> tuple[int, int, float, bool]:
    """Give each word at most one partner, the likest first.

    Returns how many words of either name have one, how like they are (0 to 1), and whether all
    of those are equal.
    """
    weighed = sorted(
        (
            (_alike(mine, theirs, word, their_word), int(spans) + int(their_spans), pair)
            for pair in pairs
            for _p, spans, _t, their_spans, mine, theirs, word, their_word in [pair]
        ),
        key=lambda one: (-one[0], -one[1]),
    )
    used: set[int] = set()
    their_used: set[int] = set()
    closeness: list[float] = []
    all_equal = True
    for alike, _spans, (place, spans, their_place, their_spans, mine, theirs, *_more) in weighed:
        places = set(range(int(place), int(place) + int(spans)))
        their_places = set(range(int(their_place), int(their_place) + int(their_spans)))
        if alike < ALIKE_FROM or places & used or their_places & their_used:
            continue
        used |= places
        their_used |= their_places
        closeness.append(alike)
        all_equal = all_equal and mine == theirs
    mean = sum(closeness) / len(closeness) if closeness else 0.0
    return len(used), len(their_used), mean, all_equal


def _alike(mine: str, theirs: str, word: str, their_word: str) -> float:
    if mine == theirs:
        return 1.0
    unvowelled = _is_unvowelled(mine) + _is_unvowelled(theirs)
    spelt = [_spellings(word), _spellings(their_word)]
    if mine.isascii() and theirs.isascii():
        # As they stand too: the one in its own language may be near to a third spelling.
        spelt[0].append(mine)
        spelt[1].append(theirs)
    return max(
        likeness(one, other, unvowelled=unvowelled)
        for one in dict.fromkeys(spelt[0])
        for other in dict.fromkeys(spelt[1])
    )


def _spellings(word: str) -> list[str]:
    """Return a word as romanised, and as Somali or Kurmanji read x and c, and without its article.

    The index has said that one of these readings is shared.
    """
    found = [word]
    if "x" in word or "c" in word:
        found.append(word.replace("ch", "sh").replace("x", "h").replace("c", ""))
        found.append(word.replace("ch", "sh").replace("x", "kh").replace("c", "j"))
    if word.startswith("al") and len(word) > 5:
        found.append(word[2:])
    return found


def _is_unvowelled(word: str) -> bool:
    """Whether the script leaves vowels out: Hebrew and Arabic; Indic, whose marks may be lost."""
    return "\u0590" <= word[0] < "\u0e00"
