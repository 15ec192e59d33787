"""Words beside figures: a number in them is the figure's own cell, so that it can be traced.

An author writes `[people]` for the total of a figure and `[people/gender/woman]` for a row; the
address is the one of `numbering.Place`.
"""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from .numbering import Place
from .shape import Cell, Passage

_ADDRESS = re.compile(r"\[([a-z_]+(?:/[^\[\]/\n]+){0,3})\]")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d")


class UnknownFigure(ValueError):
    """Words name figures that the document has not; `addresses` are those."""

    def __init__(self, addresses: list[str]) -> None:
        self.addresses = addresses
        super().__init__(
            _("No figure of this report is called %(names)s. Choose one from the list beside.")
            % {"names": ", ".join(f"[{address}]" for address in addresses)}
        )


def addresses(text: str) -> list[str]:
    """Return the addresses that a text names, in order."""
    return _ADDRESS.findall(text)


def without(text: str, cells: Mapping[str, Cell], missing: str) -> str:
    """Return the text with `missing` in the place of each number that is not among the cells."""
    return _ADDRESS.sub(lambda one: one[0] if one[1] in cells else missing, text)


def by_address(places: Iterable[Place]) -> dict[str, Cell]:
    """Return every cell of a document under its address."""
    return {place.address: place.cell for place in places}


def passages(text: str, cells: Mapping[str, Cell]) -> tuple[Passage, ...]:
    """Return the paragraphs of a text with the cells that it names. Raises UnknownFigure."""
    unknown = [address for address in _ADDRESS.findall(text) if address not in cells]
    if unknown:
        raise UnknownFigure(unknown)
    paragraphs = (line.strip() for line in text.splitlines())
    return tuple(_passage(paragraph, cells) for paragraph in paragraphs if paragraph)


def _passage(paragraph: str, cells: Mapping[str, Cell]) -> Passage:
    # Every second piece is an address: it is what the expression caught.
    pieces = _ADDRESS.split(paragraph)
    parts = (cells[piece] if n % 2 else piece for n, piece in enumerate(pieces))
    return Passage(tuple(part for part in parts if part != ""))


def typed_numbers(text: str) -> list[str]:
    """Return the numbers that somebody typed rather than took from the figures, in order.

    Years and days of a month stand for themselves; the page names the rest to the author.
    """
    numbers = _NUMBER.findall(_ADDRESS.sub("", text))
    return [n for n in numbers if not (n.isdigit() and 1900 <= int(n) <= 2100)]
