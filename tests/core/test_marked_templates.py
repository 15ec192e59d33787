"""What stands in a template for readers is marked for translation, the register's words first."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# The page that shows the components is for whoever builds pages.
NOT_FOR_READERS = ("design",)
# What is said in no other way in any language, and what waits to be marked.
AS_IT_STANDS = {
    "errors/plain.html": "drawn by the web server alone, which knows no language",
    "services/phone.html": "the product's name",
    "mfa/totp/activate_form.html": "names of apps",
    "outcomes/answering/question.html": "“Language” again, in English",
    "outcomes/frameworks.html": "the name of a publication",
    "outcomes/instrument.html": "the name of a language",
    "reports/dossier_index.html": "names of formats",
}
LEFT_OUT = (
    r"{%\s*comment.*?endcomment\s*%}",
    r"{#.*?#}",
    r"{%\s*blocktranslate\b.*?endblocktranslate\s*%}",
    r"<(script|style)\b.*?</\1>",
    r"{%\s*block \w+_class\s*%}.*?{%\s*endblock",
)
# A tag's argument that is words, not a filter's or a name: it starts with a capital letter.
ARGUMENT = re.compile(r'(?<![:(\w])"([A-Z][^"]*)"')
WITHOUT_WORDS = ("translate", "blocktranslate", "if", "elif", "now")


def unmarked(text):
    for pattern in LEFT_OUT:
        text = re.sub(pattern, "", text, flags=re.DOTALL)
    for tag in re.findall(r"{%\s*(.*?)%}", text, re.DOTALL):
        if tag.split()[0] not in WITHOUT_WORDS:
            yield from ARGUMENT.findall(tag)
    bare = re.sub(r"{%.*?%}|{{.*?}}|&\w+;", "\0", text, flags=re.DOTALL)
    for piece in re.split("\0", re.sub(r"<[^>]*>", "\0", bare)):
        if re.search(r"[A-Za-z]{2}", piece):
            yield piece.strip()


def pages():
    found = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
    return sorted(page for page in found if not page.startswith(NOT_FOR_READERS))


def test_every_word_of_every_page_is_marked():
    faults = [
        f"{page}: {words!r}"
        for page in pages()
        if page not in AS_IT_STANDS
        for words in unmarked((TEMPLATES / page).read_text())
    ]
    assert faults == []


def test_what_is_excepted_is_there():
    assert set(AS_IT_STANDS) <= set(pages())


@pytest.mark.parametrize(
    "text",
    ["<p>Saved.</p>", '{% alert "warn" "Not saved" %}', "<p>{{ name }} came</p>"],
)
def test_bare_words_are_found(text):
    assert list(unmarked(text))


@pytest.mark.parametrize(
    "text",
    [
        '<p class="lead">{% translate "Saved." %}</p>',
        '{% alert "warn" title %}{{ day|date:"H:i" }}',
        "{% block main_class %}narrow{% endblock %}",
    ],
)
def test_marked_words_are_not(text):
    assert not list(unmarked(text))
