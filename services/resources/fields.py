"""One thing that a row of a file can say: what it is called, how it is read, what it may mean."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from rco_network.core.text import search_key

from .cells import Reader

# What a spelling is told to mean when its rows shall be left out.
LEAVE_OUT = "-"


@dataclass(frozen=True)
class Field:
    """One thing that a file can say, with what people call it at the head of a column.

    `blank` is what a missing or unreadable cell leaves behind. `options` are what a way of
    writing may be told to mean, once for the file. `is_private` fields are taken only when
    somebody chose their column: a heading alone is no reason to keep a telephone number.
    """

    key: str
    label: str
    is_required: bool
    says: str | Promise
    example: str
    names: str
    read: Reader
    blank: Any = None
    options: tuple[tuple[str, str], ...] = ()
    is_private: bool = False

    @property
    def spellings(self) -> frozenset[str]:
        """Headings that mean this field, in the form in which they are compared."""
        return frozenset(search_key(name) for name in [self.label, *self.names.split("|")])
