"""How far each language of the pages is, and what waits for somebody who speaks it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.commands.makemessages import Command as MakeMessages

from rco_network.core import catalogues


class Collect(MakeMessages):
    """Django's collector, which is not to guess: a guessed sentence looks like a translated one."""

    msgmerge_options = [*MakeMessages.msgmerge_options, "--no-fuzzy-matching"]


class Command(BaseCommand):
    help = (
        "Lists how far each language is; with --drafts the sentences that no speaker has read. "
        "--collect brings new sentences of the code into the catalogues (it needs gettext: "
        "apt-get install gettext), --compile writes the catalogues as the product reads them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--drafts", metavar="LANGUAGE", help="list what waits for a reader")
        parser.add_argument("--collect", action="store_true", help="look for new sentences")
        parser.add_argument("--compile", action="store_true", help="write the compiled catalogues")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["collect"]:
            self._collect()
        if options["compile"]:
            for path in catalogues.compile_all():
                self.stdout.write(f"Written: {path.relative_to(settings.BASE_DIR)}")
        if options["drafts"]:
            self._list_drafts(options["drafts"])
        elif not (options["collect"] or options["compile"]):
            self._list_languages()

    def _collect(self) -> None:
        for language in catalogues.languages():
            folder = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES"
            folder.mkdir(parents=True, exist_ok=True)
        call_command(
            Collect(),
            locale=catalogues.languages(),
            ignore_patterns=[".venv", ".local", "tests", "static", "*/management/*", "design"],
            add_location="file",
            no_wrap=True,
            no_obsolete=True,
            verbosity=0,
        )
        for language in catalogues.languages():
            catalogues.write_heading(language)

    def _list_languages(self) -> None:
        self.stdout.write("Language  Sentences  Translated  Waiting for a reader")
        for language in catalogues.languages():
            now = catalogues.standing(language)
            self.stdout.write(
                f"{language:<10}{now.messages:>9}{now.translated:>12}{now.drafts:>22}"
            )

    def _list_drafts(self, language: str) -> None:
        if language not in catalogues.languages():
            raise CommandError(f"Choose one of {', '.join(catalogues.languages())}.")
        for message in catalogues.messages(language):
            if catalogues.is_draft(message):
                words = message.id if isinstance(message.id, str) else message.id[0]
                forms = message.string or ""
                said = forms if isinstance(forms, str) else forms[-1]
                self.stdout.write(f"{words}\n    {said}")
