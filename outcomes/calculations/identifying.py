"""What in a story could tell who somebody is: found before it leaves the house.

It finds names of the organisation's people (as far as whoever asks may see them) and colleagues in
any script, and by their shape telephone numbers, e-mail, addresses, postcodes, exact dates, small
places and references. It cannot know what only a neighbour would recognise: the page says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.reference.places import PLACES
from rco_network.core import languages
from rco_network.core.text import search_key
from services.models import Room

from ..enums import Found
from ..models import Story, StoryMayStay
from ..reference.identifying import NOBODYS, STARTERS
from .names_in_text import Word, known_names, words_of
from .patterns import Taken, shapes

# Nouns carry a capital there, so that a capital says nothing.
_CAPITAL_NOUNS = frozenset({"de"})
LONGEST = 200
SHORTEST_PLACE = 4
_PARTS = (
    ("words", _("In the story")),
    ("chosen_name", _("In the name that readers see")),
    ("describes", _("In the words about the picture or recording")),
)


@dataclass(frozen=True)
class Finding:
    """One thing found: what it is, as it stands, and where; `reason` says why it may stay."""

    found: Found
    text: str
    part: str
    start: int
    end: int
    reason: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two findings the same."""
        return self.found.value, self.text.casefold()

    @property
    def where(self) -> str:
        """In which part of the story, in words."""
        return str(dict(_PARTS)[self.part])


@dataclass(frozen=True)
class Piece:
    """A piece of the story as the check's page shows it: plain, or marked as found."""

    text: str
    finding: Finding | None = None


def findings_of(story: Story) -> list[Finding]:
    """Return everything that the check finds, each once, with why it may stay where one said so."""
    stays = {
        (one.found, one.text.casefold()): one.reason
        for one in StoryMayStay.objects.filter(story=story).order_by("pk")
    }
    known: dict[tuple[str, str], Finding] = {}
    for part, text in _texts(story):
        for one in _found(story, part, text):
            known.setdefault(one.key, one)
    return [
        Finding(one.found, one.text, one.part, one.start, one.end, stays.get(key, ""))
        for key, one in known.items()
    ]


def open_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return what nobody has said of why it may stay."""
    return [one for one in findings if not one.reason]


def pieces_of(story: Story, findings: Iterable[Finding]) -> list[Piece]:
    """Return the story's words in pieces, what was found apart from the rest."""
    pieces, at = [], 0
    for one in sorted((f for f in findings if f.part == "words"), key=lambda f: f.start):
        pieces.append(Piece(story.words[at : one.start]))
        pieces.append(Piece(story.words[one.start : one.end], one))
        at = one.end
    return [piece for piece in (*pieces, Piece(story.words[at:])) if piece.text]


def _texts(story: Story) -> Iterator[tuple[str, str]]:
    yield "words", story.words
    yield "chosen_name", story.chosen_name
    for file in story.storyfiles.order_by("pk"):
        yield "describes", file.describes


def _found(story: Story, part: str, text: str) -> list[Finding]:
    rooms = Room.objects.for_organisation(story.organisation_id).values_list("name", flat=True)
    taken = shapes(text, story.language, [name for name in rooms if len(name) >= SHORTEST_PLACE])
    words = words_of(text)
    for found, word in known_names(story.organisation_id, words, story.teller_name):
        taken.add(found, word.start, word.end)
    if part == "words" and story.language not in _CAPITAL_NOUNS:
        _add_capitals(taken, story, text, words)
    return [
        Finding(one.found, text[one.start : one.end][:LONGEST], part, one.start, one.end)
        for one in sorted(taken.spans, key=lambda one: one.start)
    ]


def _add_capitals(taken: Taken, story: Story, text: str, words: list[Word]) -> None:
    """Add words with a capital within a sentence that are neither known nor of a wider place.

    Names of whom nobody here knows, and of places that are smaller than a district.
    """
    allowed = _allowed(story)
    run: list[Word] = []
    for word in [*words, None]:
        is_next = bool(word and run and text[run[-1].end : word.start].strip() == "")
        if run and not (is_next and word and _stands_out(word, allowed)):
            taken.add(Found.CAPITAL, run[0].start, run[-1].end)
            run = []
        if word and _stands_out(word, allowed):
            run.append(word)


def _stands_out(word: Word, allowed: frozenset[str]) -> bool:
    if not word.is_capital or word.begins or (word.text.isupper() and len(word.text) < 6):
        return False
    return not (set(word.forms[:1]) & allowed)


def _allowed(story: Story) -> frozenset[str]:
    """Words with a capital that tell of nobody: languages, districts, the organisation itself."""
    own = Organisation.objects.get(pk=story.organisation_id).name
    said = f"{own} {story.chosen_name}"
    return _WIDE | frozenset(search_key(said).split())


_WIDE = (
    NOBODYS
    | STARTERS
    | frozenset(word for _code, name in languages.choices() for word in search_key(name).split())
    | frozenset(
        word
        for region, places in PLACES.items()
        for name in (region, *places.values())
        for word in search_key(name).split()
    )
    | frozenset(word for name in languages.countries() for word in search_key(name).split())
)
