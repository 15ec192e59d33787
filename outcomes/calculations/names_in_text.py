"""Which words of a text are names that the organisation knows, in whatever script they stand.

Words are compared as names of people are found: by their comparable form and by how they sound
(services/models/name_key.py, SQL functions `services_romanised` and `services_sounds`).
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from organisations.models import StaffMembership
from rco_network.core.text import search_key
from services.models import NameKey

from ..enums import Found
from ..reference.identifying import ALSO_WORDS, NOBODYS, STARTERS

_ARABIC = re.compile("[\u0600-\u06ff]")
# And, so, with, for, as: written with the word that they stand before.
_PROCLITICS = "وفبلك"
_INSIDE = "'’ʼ-\u200c\u200d"
_ENDS = '.!?…:؟۔።“”"«»(\n'
# How many consonants a word must have to be told by its sound alone.
ENOUGH = 3


@dataclass
class Word:
    """A word of a text: where it stands, its comparable forms, how it is written and read."""

    text: str
    start: int
    end: int
    begins: bool
    forms: tuple[str, ...]
    sounds: frozenset[str] = field(default_factory=frozenset)
    loose: frozenset[str] = field(default_factory=frozenset)

    @property
    def has_case(self) -> bool:
        """Whether its script knows capitals."""
        return self.text[0].lower() != self.text[0].upper()

    @property
    def is_capital(self) -> bool:
        return self.has_case and self.text[0] == self.text[0].upper()

    @property
    def is_plain(self) -> bool:
        """Whether it is taken for an ordinary word."""
        form = self.forms[0]
        if form in NOBODYS:
            return True
        if self.is_capital:
            return self.begins and form in STARTERS
        return self.has_case and form in ALSO_WORDS | STARTERS

    @property
    def may_sound(self) -> bool:
        """Whether it can be a name that is spelt otherwise: with a capital, or without case."""
        return self.is_capital or not self.has_case


def words_of(text: str) -> list[Word]:
    """Return the words of a text of two letters and more."""
    found = []
    for start, end in _runs(text):
        one = text[start:end].strip(_INSIDE)
        if len(one) < 2:
            continue
        before = text[:start].rstrip(" \t'‘")
        begins = not before or before[-1] in _ENDS
        found.append(Word(one, start, start + len(one), begins, _forms(one)))
    return [word for word in found if word.forms]


def _runs(text: str) -> Iterator[tuple[int, int]]:
    start = None
    for place, c in enumerate(f"{text} "):
        is_letter = c.isalpha() or unicodedata.category(c)[0] == "M"
        if is_letter and start is None:
            start = place
        elif start is not None and not is_letter and c not in _INSIDE:
            yield start, place
            start = None


def _forms(word: str) -> tuple[str, ...]:
    """The comparable forms: as it stands, its parts, without an ending or what is written on."""
    tried = [word, *re.split("[-'’ʼ]", word)]
    if _ARABIC.match(word) and word[0] in _PROCLITICS and len(word) > 3:
        tried.append(word[1:])
    keys = [key for one in tried for key in search_key(one).split() if len(key) > 1]
    return tuple(dict.fromkeys(keys))


def known_names(
    organisation_id: int, words: list[Word], teller: str = ""
) -> Iterator[tuple[Found, Word]]:
    """Yield the words that are names: of whoever told it, of colleagues, of people here."""
    asked = [word for word in words if not word.is_plain]
    if not asked:
        return
    staff, tellers = _staff_words(organisation_id), set(_name_words([teller]))
    read = _read({form for word in asked for form in word.forms} | staff | tellers)
    for word in asked:
        if word.may_sound:
            word.sounds = frozenset(s for form in word.forms for s in read[form][1])
            word.loose = frozenset(_loosely(read[form][0]) for form in word.forms)
    people = _people_keys(organisation_id, asked)
    for found, keys in (
        (Found.TELLER, _keys(tellers, read)),
        (Found.STAFF, _keys(staff, read)),
        (Found.PERSON, people),
    ):
        by_form = {form for form, _, _ in keys}
        by_sound = {(sound, loose) for _, sound, loose in keys}
        sounds = {sound for sound, _ in by_sound if len(sound) >= ENOUGH}
        short = {loose for sound, loose in by_sound if len(sound) < ENOUGH and len(loose) > 2}
        for word in asked:
            if by_form & set(word.forms) or word.sounds & sounds or word.loose & short:
                yield found, word


# (comparable form, sound, loose reading)
_Key = tuple[str, str, str]


def _keys(names: Iterable[str], read: dict[str, tuple[str, list[str]]]) -> set[_Key]:
    return {
        (name, sound, _loosely(read[name][0])) for name in names for sound in read[name][1] or [""]
    }


def _people_keys(organisation_id: int, asked: list[Word]) -> set[_Key]:
    """The names of people here that could be one of the words, as far as the scope sees them."""
    forms = {form for word in asked for form in word.forms}
    sounds = {sound for word in asked for sound in word.sounds}
    rows = NameKey.objects.for_organisation(organisation_id).filter(
        Q(word__in=forms) | Q(sound__in=sounds), spans=1
    )
    found = set(rows.exclude(sound="").values_list("word", "sound"))
    read = _read({word for word, sound in found if len(sound) < ENOUGH})
    return {
        (word, sound, _loosely(read[word][0]) if len(sound) < ENOUGH else "")
        for word, sound in found
    }


def _staff_words(organisation_id: int) -> set[str]:
    rows = StaffMembership.objects.for_organisation(organisation_id)
    return set(_name_words(rows.values_list("user__name", flat=True)))


def _name_words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (word for word in search_key(name).split() if len(word) > 1)


def _read(words: Collection[str]) -> dict[str, tuple[str, list[str]]]:
    """Return each word in Latin letters and as it sounds."""
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select w, services_romanised(w), services_sounds(services_romanised(w)) "
            "from unnest(%s::text[]) as asked (w)",
            [sorted(words)],
        )
        return {word: (latin, sounds) for word, latin, sounds in cursor.fetchall()}


def _loosely(latin: str) -> str:
    """Return a reading that keeps the vowels and takes like ones for one: Noor, Nur, نور."""
    plain = latin[:1] + latin[1:].translate(str.maketrans("wo", "uu"))
    plain = plain.translate(str.maketrans("ye", "ii"))
    return re.sub(r"(.)\1+", r"\1", plain).rstrip("h")
