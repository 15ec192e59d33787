"""What people type: cleaned of what nobody can see, and made comparable in any script."""

import re
import unicodedata

# Cc controls (line breaks and tabs apart), bidirectional overrides and isolates, zero-width
# characters other than the joiners that Persian and some Indic spellings need, and the BOM.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACES = re.compile(r"\s+")
_NO_WORD = re.compile(r"[^\w\s]")
# They stand inside names (Ma'ruf, Mar’yana, O'Neill) and are left out as often as not.
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼʻʾʿ`´′"))
# Arabic and Persian spell the same letter with two code points; tatweel only stretches a word.
_SAME_LETTER = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ـ": None}
)


def clean_line(value: str) -> str:
    """Return one line without control or direction-changing characters, spaces made single."""
    return _SPACES.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", value))).strip()


def clean_text(value: str) -> str:
    """Return text of several lines without control or direction-changing characters."""
    lines = _UNSEEN.sub("", unicodedata.normalize("NFC", value.replace("\r\n", "\n")))
    return lines.strip()


def isolated(text: str) -> str:
    """Return text that keeps its own direction beside any other, where no `<bdi>` can stand."""
    return f"\u2068{text}\u2069"


def search_key(value: str) -> str:
    """Return the form in which names are compared: no case, no accents, one spelling a letter."""
    value = value.translate(_APOSTROPHES)
    if value.isascii():  # The same in a fifth of the time; an import compares thousands of names.
        return " ".join(_NO_WORD.sub(" ", _UNSEEN.sub("", value).lower()).split())
    # Letters of mathematics and the like are capitals only once they are taken apart.
    plain = unicodedata.normalize("NFKD", clean_line(value)).casefold().translate(_SAME_LETTER)
    folded = unicodedata.normalize("NFKD", plain)
    return " ".join("".join(map(_compared, folded)).split())


def _compared(c: str) -> str:
    """Return a letter, nothing for what only marks one, a space for what parts words.

    The vowels of Tamil and its kin are marks to Unicode, and belong to the word.
    """
    if c.isalnum() or c == "_":
        return c
    if unicodedata.combining(c) or c in "\u200c\u200d":
        return ""
    return c if unicodedata.category(c)[0] == "M" else " "
