"""Translations: every catalogue is whole, compiled as it stands, and says what nobody has read."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.template.defaultfilters import floatformat
from django.utils import translation

from rco_network.core import catalogues

LANGUAGES = ["ar", "fa", "so", "ti", "uk"]
PLACES = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def test_there_are_six_languages_with_the_one_we_write_in():
    assert catalogues.languages() == LANGUAGES


def test_what_the_product_reads_is_what_is_written():
    files = catalogues.compiled_files()
    assert len(files) == 6
    for path, made in files.items():
        assert path.read_bytes() == made, "Run: manage.py translations --compile"


def test_english_is_said_as_it_stands():
    with translation.override("en-gb"):
        assert translation.gettext("Told us they cannot come") == "Told us they cannot come"
        said = [translation.ngettext("%(number)s day", "%(number)s days", n) for n in (1, 2)]
    assert said == ["%(number)s day", "%(number)s days"]


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    def test_places_in_a_sentence_are_kept(self, language):
        faults = []
        for message in catalogues.messages(language):
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            asked = message.id if isinstance(message.id, tuple) else (message.id,)
            wanted = {m[0] for m in PLACES.finditer(asked[-1])}
            optional = wanted if len(forms) > 1 else set()  # "one day" may leave its number out
            for form in filter(None, forms):
                found = {m[0] for m in PLACES.finditer(form)}
                if found - wanted or wanted - found - optional:
                    faults.append(f"{asked[-1]!r}: {form!r}")
        assert faults == []

    def test_plural_forms_are_as_many_as_the_language_has(self, language):
        number = catalogues.catalogue(language).num_plurals
        for message in catalogues.messages(language):
            if isinstance(message.id, tuple):
                assert len(message.string) == number, message.id


def test_a_sentence_without_words_is_said_in_english(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    path = catalogues.path_of("uk")
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=0;\\n"\n\n'
        'msgid "%(n)d place"\nmsgid_plural "%(n)d places"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
        'msgid "Here"\nmsgstr "Є"\n'
    )
    compiled = catalogues.compiled("uk")
    assert b"Here" in compiled and b"place" not in compiled


def test_the_command_lists_what_waits_for_a_reader():
    out = StringIO()
    call_command("translations", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()[1:]] == LANGUAGES
    with pytest.raises(CommandError, match="Choose one of"):
        call_command("translations", drafts="xx")


def test_plurals_of_arabic_are_six():
    assert catalogues.catalogue("ar").num_plurals == 6


@pytest.mark.parametrize("language", ["en-gb", *LANGUAGES])
def test_pounds_are_grouped_by_thousands_in_every_language(language):
    with translation.override(language):
        written = floatformat(22400, "2g").replace("\xa0", ",").replace(",00", ".00")
    assert written == "22,400.00"
