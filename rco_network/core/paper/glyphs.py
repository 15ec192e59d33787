"""What each shape of a font says, worked out from the font itself.

WeasyPrint 70 maps a shape to the text of the cluster in which it first met it. Where a letter and
its marks are one cluster (Arabic with tanwin or shadda, Vietnamese), one of the two gets both
characters and the other none: letters vanish from the text layer, and a shape without text breaks
PDF/UA-1 (7.21.7). The font knows better: its character map names most shapes, and its
substitutions lead from those to the joined, initial and final forms.
"""

import io
import unicodedata
from functools import cache
from itertools import islice, product
from typing import Any

from .assets import SCHEME, asset

SINGLE, ALTERNATE, LIGATURE, EXTENSION = 1, 3, 4, 7
CHOICES = 16


@cache
def glyph_texts(file: str) -> dict[int, frozenset[str]]:
    """Return all that every glyph of a packaged font can stand for, by glyph number, as far as the
    font itself explains it. Ligatures say all their letters, in reading order."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(asset(f"{SCHEME}fonts/{file}")[0]))
    texts: dict[str, set[str]] = {}
    for codepoint, glyph in font.getBestCmap().items():
        # Presentation forms are shapes too: their letters are what was written.
        is_form = 0xFB50 <= codepoint <= 0xFDFF or 0xFE70 <= codepoint <= 0xFEFF
        text = unicodedata.normalize("NFKC", chr(codepoint)) if is_form else chr(codepoint)
        texts.setdefault(glyph, set()).add(text)
    if "GSUB" in font:
        follow_substitutions(font["GSUB"].table, texts)
    return {font.getGlyphID(glyph): frozenset(some) for glyph, some in texts.items()}


def follow_substitutions(gsub: Any, texts: dict[str, set[str]]) -> None:
    """Add to `texts` what every substitution makes of glyphs already known."""
    # One-to-one twice, ligatures of what is known, then their variants: a font may hold circles
    # (a swash of a swash), so this never runs until nothing changes.
    pairs = substitutions(gsub)
    for wants_ligature in (False, False, True, False):
        for made, parts in pairs:
            known = [texts.get(part) for part in parts]
            if (len(parts) > 1) != wants_ligature or not all(known):
                continue
            said = ("".join(choice) for choice in product(*filter(None, known)))
            texts.setdefault(made, set()).update(islice(said, CHOICES))


def substitutions(gsub: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Return (glyph made, glyphs it was made of) of the one-to-one and many-to-one lookups."""
    pairs: list[tuple[str, tuple[str, ...]]] = []
    for lookup in gsub.LookupList.Lookup:
        for table in lookup.SubTable:
            kind = lookup.LookupType
            if kind == EXTENSION:
                kind, table = table.ExtensionLookupType, table.ExtSubTable
            if kind == SINGLE:
                pairs += [(made, (source,)) for source, made in table.mapping.items()]
            elif kind == ALTERNATE:
                pairs += [(m, (source,)) for source, ms in table.alternates.items() for m in ms]
            elif kind == LIGATURE:
                for first, ligatures in table.ligatures.items():
                    pairs += [(lig.LigGlyph, (first, *lig.Component)) for lig in ligatures]
    return pairs
