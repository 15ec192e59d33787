"""The kinds of mail that the product sends, each declared once beside what it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from ..context import PRODUCT

# How long sending is tried when nothing else is said.
A_DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Letter:
    """A kind of mail. Its subject is the same for everybody: it shows on a locked phone.

    `sentence` is the subject as it stands in the catalogues; it may name the %(product)s.
    `good_for` is how long the mail is worth sending; a code that has run out helps nobody.
    """

    kind: str
    sentence: str
    good_for: timedelta = A_DAY

    @property
    def subject(self) -> str:
        """The subject in the language that is spoken now (`spoken_in`)."""
        return gettext(self.sentence).replace("%(product)s", PRODUCT)


_letters: dict[str, Letter] = {}


def letter(kind: str, sentence: str, good_for: timedelta = A_DAY) -> Letter:
    """Declare a kind of mail. ValueError for one that is declared twice."""
    if kind in _letters:
        raise ValueError(f"Two mails are called {kind!r}.")
    _letters[kind] = Letter(kind, sentence, good_for)
    return _letters[kind]


def all_letters() -> list[Letter]:
    """Return every kind of mail that has been declared."""
    return list(_letters.values())


@contextmanager
def spoken_in(language: str) -> Iterator[None]:
    """Write for somebody who is not here, in the language they chose; else in the first one."""
    known = language in dict(settings.LANGUAGES)
    with translation.override(language if known else settings.LANGUAGE_CODE):
        yield
