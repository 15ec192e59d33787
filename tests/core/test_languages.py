"""Languages are called what the reader's own language calls them."""

import pytest
from django.utils.translation import override

from rco_network.core import languages
from services.forms.fields import LanguageField


@pytest.mark.parametrize(
    ("reader", "code", "called"),
    [
        ("en-gb", "fa-AF", "Dari"),
        ("ar", "so", "الصومالية"),
        ("fa", "fa-AF", "دری"),
        ("ti", "om", "ኦሮሞ"),
        ("uk", "so", "Сомалі"),
        ("so", "fa-AF", "Dari"),
        ("ar", "rmy", "Romani (Vlax)"),  # CLDR has no Arabic for it
    ],
)
def test_a_language_is_named_in_the_language_of_the_page(reader, code, called):
    with override(reader):
        assert languages.said(code) == called


@pytest.mark.parametrize("reader", ["en-gb", "ar", "fa", "so", "ti", "uk"])
def test_no_two_languages_are_called_the_same(reader):
    with override(reader):
        offered = languages.offered()
    assert len({name for _, name in offered}) == len(offered) == len(languages.CODES)


def test_a_form_offers_them_in_the_language_of_its_reader():
    with override("ar"):
        assert ("so", "الصومالية") in LanguageField().choices
    with override("en-gb"):
        assert ("so", "Somali") in LanguageField().choices
