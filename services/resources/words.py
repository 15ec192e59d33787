"""Words in cells that stand for something on a list: a gender, a language; half a postcode."""

import re
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rco_network.core import languages
from rco_network.core.text import search_key

from ..enums import Gender
from ..models.participant import OUTWARD_POSTCODE
from .cells import BadCell, shown
from .fields import LEAVE_OUT

LEAVE_BLANK = (LEAVE_OUT, "Leave it blank")
_GENDERS = {
    Gender.WOMAN: "woman women girl female f w she woman-or-girl fem",
    Gender.MAN: "man men boy male m he man-or-boy",
    Gender.ANOTHER: "another other nonbinary non-binary nb x another-way",
    Gender.UNSAID: "unsaid prefer-not-to-say prefers-not-to-say pnts not-said",
}
_GENDER = {word: str(gender) for gender, words in _GENDERS.items() for word in words.split()}
GENDERS = (*((str(g.value), str(g.label)) for g in Gender), LEAVE_BLANK)
_WHOLE_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]{2}")
_OTHER_NAMES = {
    "persian": "fa",
    "dari persian": "fa-AF",
    "sorani": "ckb",
    "kurmanji": "kmr",
    "kurdish sorani": "ckb",
    "kurdish kurmanji": "kmr",
    "tigrigna": "ti",
    "oromo": "om",
    "afaan oromo": "om",
    "mandarin": "zh",
    "cantonese": "yue",
}


def gender(text: str) -> str:
    """A gender in one of the words for it, "" where the cell is blank."""
    if not text:
        return ""
    found = _GENDER.get(text.casefold().replace(" ", "-"))
    if found is None:
        raise BadCell(
            _("%(shown)s is not a gender that we know. Say below what it means.")
            % {"shown": shown(text)}
        )
    return found


def language(text: str) -> str:
    """The code of a language by its English name or code, "" where the cell is blank."""
    if not text:
        return ""
    found = _languages().get(search_key(text))
    if found is None:
        raise BadCell(
            _("%(shown)s is not a language on our list. Say below which one it is.")
            % {"shown": shown(text)}
        )
    return found


@cache
def _languages() -> dict[str, str]:
    named = {search_key(name): code for code, name in languages.choices()}
    return {code.lower(): code for code in languages.CODES} | named | _OTHER_NAMES


def language_options() -> tuple[tuple[str, str], ...]:
    """What a word for a language may be told to mean."""
    return (*languages.offered(), LEAVE_BLANK)


def postcode(text: str) -> str:
    """The first half of a postcode; the second half of a whole one is dropped."""
    if not text:
        return ""
    bare = text.upper().replace(" ", "")
    match = _WHOLE_POSTCODE.fullmatch(bare)
    half = match.group(1) if match else bare
    try:
        OUTWARD_POSTCODE(half)
    except ValidationError:
        raise BadCell(
            _("%(shown)s is not a postcode. Write its first half, like M14.")
            % {"shown": shown(text)}
        ) from None
    return half


def phone(text: str) -> str:
    """A telephone number as written, "" where the cell is blank."""
    if not text:
        return ""
    if not re.fullmatch(r"\+?[\d ()/.-]{5,39}", text):
        raise BadCell(
            _("%(shown)s is not a telephone number. Write digits, like 07700 900123.")
            % {"shown": shown(text)}
        )
    # A spreadsheet that took it for a number has dropped the nought at its head.
    return f"0{text}" if re.fullmatch(r"[17]\d{9}", text) else text


def email(text: str) -> str:
    """An e-mail address, "" where the cell is blank."""
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        raise BadCell(_("%(shown)s is not an e-mail address.") % {"shown": shown(text)}) from None
    return text[:254]
