"""An instrument as it is asked: its questions and answers in one language."""

from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings

from rco_network.core import languages

from ..models import Instrument, Wording

ENGLISH = "en"


@dataclass(frozen=True)
class Item:
    """A question at its place, with its answers as (value, words)."""

    place: int
    words: str
    options: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Script:
    """All that is asked, in `language`. `is_checked`: somebody who speaks it has read it."""

    language: str
    introduction: str
    items: tuple[Item, ...]
    is_checked: bool

    @property
    def direction(self) -> str:
        """For the HTML attribute `dir`."""
        return languages.direction(self.language)

    @property
    def page_language(self) -> str:
        """The language of the buttons round it: the same where the product speaks it."""
        return self.language if self.language in dict(settings.LANGUAGES) else "en-gb"

    @property
    def words_language(self) -> str:
        """The language of those buttons, for the HTML attribute `lang`."""
        return "en" if self.page_language == "en-gb" else self.language


def scripts_of(instrument: Instrument) -> dict[str, Script]:
    """Return the instrument in each language that it has, English first, by language."""
    questions = list(instrument.questions.order_by("position"))
    items = tuple(
        Item(place, q.words, tuple(zip(q.values, q.labels, strict=True)))
        for place, q in enumerate(questions)
    )
    found = {ENGLISH: Script(ENGLISH, instrument.introduction, items, is_checked=True)}
    for wording in instrument.wordings.order_by("language"):
        if script := _in_words_of(wording, items):
            found[wording.language] = script
    return found


def _in_words_of(wording: Wording, items: tuple[Item, ...]) -> Script | None:
    """Return the items in these words; None where they are not as many as the questions."""
    wanted = sum(len(item.options) for item in items)
    if len(wording.words) != len(items) or len(wording.labels) != wanted:
        return None
    labels = iter(wording.labels)
    return Script(
        wording.language,
        wording.introduction,
        tuple(
            Item(item.place, words, tuple((value, next(labels)) for value, _ in item.options))
            for item, words in zip(items, wording.words, strict=True)
        ),
        wording.is_checked,
    )


@cache
def own_name(code: str) -> str:
    """Return what speakers call their language, its English name where CLDR does not say."""
    product = dict(settings.LANGUAGES)
    if code in product:
        return str(product[code])
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return languages.name(code)
    return (locale.get_language_name(code.partition("-")[0]) or languages.name(code)).capitalize()


def best_language(scripts: dict[str, Script], wanted: str) -> str:
    """Return the language somebody reads where the instrument has it, else English."""
    for code in (wanted, wanted.partition("-")[0]):
        if code in scripts:
            return code
    return ENGLISH
