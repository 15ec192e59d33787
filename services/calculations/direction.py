"""Which way a name runs, for paper: its printer does not work that out by itself."""

import unicodedata


def direction_of(text: str) -> str:
    """Return "rtl" or "ltr" by the first letter that has a direction (Unicode UAX 9, P2)."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
