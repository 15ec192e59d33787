"""The kinds of mail that the product sends, each declared once beside what it is about."""

from dataclasses import dataclass
from datetime import timedelta

# How long sending is tried when nothing else is said.
A_DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Letter:
    """A kind of mail. Its subject is the same for everybody: it shows on a locked phone.

    `good_for` is how long the mail is worth sending; a code that has run out helps nobody.
    """

    kind: str
    subject: str
    good_for: timedelta = A_DAY


_letters: dict[str, Letter] = {}


def letter(kind: str, subject: str, good_for: timedelta = A_DAY) -> Letter:
    """Declare a kind of mail. ValueError for one that is declared twice."""
    if kind in _letters:
        raise ValueError(f"Two mails are called {kind!r}.")
    _letters[kind] = Letter(kind, subject, good_for)
    return _letters[kind]


def all_letters() -> list[Letter]:
    """Return every kind of mail that has been declared."""
    return list(_letters.values())
