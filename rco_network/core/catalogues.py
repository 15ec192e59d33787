"""The translated words of the pages: gettext catalogues, and which of them a speaker has read.

A translation made by a machine carries the comment `DRAFT` in its catalogue until somebody who
speaks the language has read it; whoever has, takes the comment away. Drafts are shown: a page half
in English helps nobody, and `manage.py translations` lists what waits for a reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

DRAFT = "Drafted by machine: a speaker has to read it."
SOURCE_LANGUAGE = "en-gb"
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Standing:
    """How far one catalogue is: counts of messages."""

    language: str
    messages: int
    translated: int
    drafts: int


def languages() -> list[str]:
    """Return the codes of the languages that have a catalogue: all but the one we write in."""
    return [code for code, _ in settings.LANGUAGES if code != SOURCE_LANGUAGE]


def path_of(language: str) -> Path:
    """Return where a language's catalogue is."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str) -> Catalog:
    """Read a catalogue. Raises FileNotFoundError for a language without one."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def messages(language: str) -> Iterator[Message]:
    """Go through the messages of a language, the heading left out."""
    return (message for message in catalogue(language) if message.id)


def is_translated(message: Message) -> bool:
    """Whether every form of it has words."""
    words = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(words)


def is_draft(message: Message) -> bool:
    """Whether no speaker has read it."""
    return is_translated(message) and DRAFT in message.user_comments


def standing(language: str) -> Standing:
    """Count how far a language is."""
    found = list(messages(language))
    return Standing(
        language,
        len(found),
        sum(map(is_translated, found)),
        sum(map(is_draft, found)),
    )


def write_heading(language: str) -> None:
    """Give a catalogue a plain heading; gettext's own asks for what a project has not got.

    Languages that gettext's tools do not know have two forms, as English has.
    """
    path = path_of(language)
    heading, _, rest = path.read_text().partition("\n\n")
    plural = next(line for line in heading.splitlines() if "Plural-Forms" in line)
    if "INTEGER" in plural:
        plural = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"'
    lines = [
        f"# The pages in {Locale.parse(language).english_name}.",
        'msgid ""',
        'msgstr ""',
        f'"Language: {language}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        plural,
    ]
    path.write_text("\n".join(lines) + "\n\n" + rest)


def compiled(language: str) -> bytes:
    """Return the catalogue as gettext reads it; the same bytes for the same words."""
    found = catalogue(language)
    for message in found:
        if message.id and not is_translated(message):
            message.string = ""  # else plural forms without words would be said, as nothing
    return _packed(found)


def compiled_source() -> bytes:
    """Return our own sentences as a catalogue of English, each as it stands.

    Without it Django looks for every English word in seven catalogues that have none: a millisecond
    of a register's twelve.
    """
    found = Catalog(locale="en_GB")
    for message in messages(languages()[0]):
        found.add(message.id, message.id, context=message.context)
    return _packed(found)


def _packed(found: Catalog) -> bytes:
    # Babel would write the moment of reading into the heading.
    found.creation_date = found.revision_date = ALWAYS
    out = BytesIO()
    write_mo(out, found)
    return out.getvalue()


def compiled_files() -> dict[Path, bytes]:
    """Return what belongs into each compiled catalogue."""
    source = path_of(to_locale(SOURCE_LANGUAGE)).with_suffix(".mo")
    others = {path_of(one).with_suffix(".mo"): compiled(one) for one in languages()}
    return others | {source: compiled_source()}


def compile_all() -> list[Path]:
    """Write every catalogue beside its words, and return which files changed."""
    changed = []
    for target, made in compiled_files().items():
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != made:
            target.write_bytes(made)
            changed.append(target)
    return changed
