"""The languages that communities of the network speak, by BCP 47 code, named by CLDR."""

from functools import cache

from babel import Locale, localedata
from django.utils.translation import get_language

# Chosen by us for refugee communities in the United Kingdom. Names and spellings come from
# CLDR through Babel; the few that CLDR does not name are written here.
CODES = tuple(
    """
    am ar az bal bem bn bs ckb cs de din dyu ee el en es fa fa-AF ff fon fr gu ha haz hi hr hu hy
    ig it ka kk kmr kn ku ky lg ln lt luo lv mk ml mn my ne nl nus om pa pl ps pt rmy rn ro
    ru rw sd si sk so sq sr sv sw ta te tg ti tig tk tl tr tw uk ur uz vi wo yo yue zh zu
    """.split()
)
_OWN_NAMES = {
    "fa-AF": "Dari",
    "haz": "Hazaragi",
    "kmr": "Kurdish (Kurmanji)",
    "ckb": "Kurdish (Sorani)",
    "rmy": "Romani (Vlax)",
    "fa": "Farsi",
    "bal": "Baluchi",
}
# CLDR's Somali has one word for Farsi and Dari.
_OWN_SAID = {("so", "fa-AF"): "Dari"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "fa-AF", "haz", "ckb", "ps", "ur", "sd", "bal"})


@cache
def choices() -> list[tuple[str, str]]:
    """Return (code, English name) of every language on offer, in the order of the names."""
    named = [(code, name(code)) for code in CODES]
    return sorted(named, key=lambda pair: pair[1])


@cache
def name(code: str) -> str:
    """Return the English name of a language, or its code where nobody names it."""
    if code in _OWN_NAMES:
        return _OWN_NAMES[code]
    return Locale("en").languages.get(code.replace("-", "_"), code)


def said(code: str) -> str:
    """Return what a language is called in the language of the page, else in English."""
    return _said(code, (get_language() or "en").partition("-")[0])


def offered() -> list[tuple[str, str]]:
    """Return (code, name in the language of the page) of every language, in order of the names."""
    return _offered((get_language() or "en").partition("-")[0])


@cache
def _offered(reader: str) -> list[tuple[str, str]]:
    return sorted(((code, _said(code, reader)) for code in CODES), key=lambda pair: pair[1])


@cache
def _said(code: str, reader: str) -> str:
    if reader == "en" or not localedata.exists(reader):
        return name(code)
    own = _OWN_SAID.get((reader, code))
    found = own or Locale(reader).languages.get(code.replace("-", "_")) or name(code)
    return found[:1].upper() + found[1:]


def direction(code: str) -> str:
    """Return "rtl" or "ltr" for the HTML `dir` attribute."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


@cache
def countries() -> tuple[str, ...]:
    """Return the English names of the world's countries and regions, as CLDR has them."""
    return tuple(str(name) for name in Locale("en").territories.values())
