"""The text layer: what a search, a screen reader or a copy finds behind the shapes.

`SPELT`, `SAID` and `LIMITS` are what tests/reports/paper measures with WeasyPrint 70, Poppler 22.12
and pypdf; the README repeats them for readers.
"""

import io
import unicodedata
from functools import cache

from .assets import FACES, SCHEME, asset

# Languages whose shapes spell the text: exact in whatever reads the file.
SPELT = tuple("en uk ti am so kmr sq fr tr ru ka ps ckb ur ar fa".split())
# Languages whose shapes do not, so that the text is said beside them as ActualText: exact in
# readers that honour it (Poppler does), in the order of the shapes in those that do not (pypdf).
SAID = tuple("vi bn ta si my ne pa".split())
# What WeasyPrint 70 cannot write exactly yet, and why.
LIMITS = (
    (
        "Vowel marks, the joined lam-alef, digits and full stops inside right-to-left text",
        "every letter is stored, but readers must turn the line round themselves: Poppler sets "
        "marks on a line of their own and turns lam-alef, pypdf moves digits and full stops; "
        "ActualText is no way out, for Poppler reads it backwards in this direction",
    ),
    (
        "The zero-width non-joiner of Farsi, Pashto and Sorani",
        "nothing is drawn for it, and WeasyPrint stores only what is drawn",
    ),
    (
        "Armenian, Chinese, Hebrew, Japanese, Khmer, Korean, Lao, Thai, Tibetan and emoji",
        "no font for them is packed, so each letter is printed as \ufffd rather than with a font "
        "of the machine",
    ),
)
REPLACEMENT = "\ufffd"
# Scripts whose letters change places or merge when they are set; named by their Unicode blocks.
REORDERED = ((0x0900, 0x0DFF), (0x0E00, 0x109F), (0x1780, 0x17FF), (0x1E00, 0x1EFF))


@cache
def covered() -> frozenset[int]:
    """Return every character that one of the packaged fonts can draw."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for _, _, file in FACES:
        font = TTFont(io.BytesIO(asset(f"{SCHEME}fonts/{file}")[0]), lazy=True)
        found.update(font.getBestCmap())
    return frozenset(found)


def drawable(html: str) -> str:
    """Return the page with every character that no packaged font has replaced by U+FFFD.

    A shape that is missing breaks both profiles, and a font of the machine would not be ours.
    """
    keep = covered()
    missing = {
        ord(letter): REPLACEMENT
        for letter in set(html)
        if ord(letter) not in keep and unicodedata.category(letter) not in ("Cc", "Cf", "Zs")
    }
    return html.translate(missing) if missing else html


def needs_actual_text(text: str) -> bool:
    """Whether the shapes of a passage do not spell it letter by letter from left to right.

    Right-to-left text is left alone: its shapes do spell it, and Poppler reads an actual text of
    that direction backwards.
    """
    is_reordered = False
    for letter in text:
        codepoint = ord(letter)
        if codepoint < 0x300:
            continue
        if unicodedata.bidirectional(letter) in ("R", "AL"):
            return False
        if unicodedata.combining(letter) or any(a <= codepoint <= b for a, b in REORDERED):
            is_reordered = True
    return is_reordered
