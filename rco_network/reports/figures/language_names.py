"""What a language is called in the language of the report (CLDR through Babel), else in English."""

from babel import Locale, localedata
from django.utils.translation import get_language

from rco_network.core import languages


def language_name(code: str, reader: str = "") -> str:
    """Return the name of a language (BCP 47) for a reader of another; of the active one."""
    own = (reader or get_language() or "en").partition("-")[0]
    if own == "en" or not localedata.exists(own):
        return languages.name(code)
    return Locale(own).languages.get(code.replace("-", "_")) or languages.name(code)
