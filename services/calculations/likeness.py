"""How alike two spellings of a name are, of which an index has said that they may sound alike.

Both are Latin letters (SQL function `services_romanised`). The cost of each difference follows how
often it stands between two spellings of one name in the labelled set (tests/services/names), and
how often between two names: a final -a parts Amin from Amina, e and i part nobody.
"""

import re
from functools import lru_cache

# What a letter is heard as; two letters for one sound become one capital.
_DIGRAPHS = (
    ("tsch", "C"), ("shch", "C"), ("sch", "S"), ("dzh", "J"), ("tch", "C"), ("sh", "S"),
    ("ch", "C"), ("kh", "K"), ("gh", "G"), ("th", "T"), ("dh", "D"), ("zh", "J"), ("ph", "f"),
    ("xh", "J"), ("gj", "J"), ("dj", "J"), ("dz", "J"), ("ts", "Q"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ie", "i"), ("ij", "i"), ("x", "ks"),
)  # fmt: skip
_VOWELS = frozenset("aeiouyw")
_NEAR = {
    0.0: "yi wv jJ ",
    0.1: "ou uw ei ae ey fv SC sQ kq gG kK zD sT tT dD hK",
    0.3: "oa dt bp kg qg qG gK kG zs Ds DT jg Jg Jz JC jC sS sC QC cs cC cQ cj cJ ck Kh fw "
    "bv hx iJ yj ij TD",
    0.5: "hg hG ai ay uo eu iu iw aw ow ew",
    0.6: "au eo oi",
}
_COST = {
    pair: cost
    for cost, pairs in _NEAR.items()
    for one in pairs.split()
    for pair in (one, one[::-1])
} | {"ou": 0.1, "uo": 0.1}
# Added or left out: inside a word a vowel is often not heard; at its end it is a letter that says
# something, unless it is one that others write with an h.
_INNER_VOWEL, _LAST_VOWEL, _H, _CONSONANT = 0.3, 0.9, 0.4, 1.0


@lru_cache(maxsize=4096)
def _heard(word: str) -> str:
    for letters, one in _DIGRAPHS:
        word = word.replace(letters, one)
    word = word.replace("H", "h")
    word = re.sub(r"(.)\1+", r"\1", word)
    word = re.sub("^abd[aeiou]+(l(?=[^aeioul]))?", "abd", word)
    return re.sub(r"(?<=[aeiou])h$", "", word)


@lru_cache(maxsize=8192)
def likeness(one: str, other: str, *, unvowelled: int = 0) -> float:
    """Return 1 for spellings that are heard the same, less the more they differ, 0 at the least.

    `unvowelled`: how many of the two come from a script that leaves short vowels out.
    """
    if one == other:
        return 1.0
    a, b = _heard(one), _heard(other)
    distance = _distance(a, b, unvowelled)
    longest = min(max(len(a), len(b), 3), 7)
    return max(0.0, 1 - distance / (0.45 * longest + 0.6))


def _distance(a: str, b: str, unvowelled: int) -> float:
    row = [0.0]
    for n in range(len(b)):
        row.append(row[-1] + _gap(b, n, unvowelled))
    for n, letter in enumerate(a):
        gap = _gap(a, n, unvowelled)
        next_row = [row[0] + gap]
        for m, theirs in enumerate(b):
            swap = 0.0 if letter == theirs else _swap(letter, theirs, unvowelled)
            next_row.append(
                min(
                    row[m] + swap,
                    row[m + 1] + gap,
                    next_row[m] + _gap(b, m, unvowelled),
                )
            )
        row = next_row
    return row[-1]


def _swap(one: str, other: str, unvowelled: int) -> float:
    found = _COST.get(one + other)
    if found is not None:
        return found
    if one in _VOWELS and other in _VOWELS:
        return 0.4 if unvowelled == 1 else 0.7
    return 1.3


def _gap(word: str, place: int, unvowelled: int) -> float:
    letter = word[place]
    if unvowelled == 2 and letter in "aiuwyh":
        return _LAST_VOWEL  # Both leave short vowels out: a long one, or a final h, is a letter.
    if letter in _VOWELS:
        if unvowelled:
            return 0.1 if letter in "aeiou" else 0.2
        if place == len(word) - 1:
            is_glide = letter in "ey" and place and word[place - 1] in "aeiy"
            return 0.2 if is_glide else _LAST_VOWEL
        return _INNER_VOWEL if place else 0.5
    return _H if letter in "hv" else _CONSONANT
