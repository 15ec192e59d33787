from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from funding.actions.import_awards import ImportResult, import_awards
from funding.resources.published_files import UnreadableFile, read_grants
from funding.resources.three_sixty import check_grants
from organisations.enums import Kind

MOST_REASONS = 100


class Command(BaseCommand):
    """Thin door to funding.actions.import_awards."""

    help = (
        "Bring published grants in: a 360Giving file, JSON or CSV. Organisations on both sides "
        "become entries of the directory. The same file twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="JSON or CSV as published")
        parser.add_argument(
            "--accept-good",
            action="store_true",
            help="bring in the good grants even if others are refused",
        )
        parser.add_argument(
            "--recipients-are",
            choices=Kind.values,
            default=Kind.PARTNER.value,
            help="the kind of recipients that are new here (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.say(f"Reading {options['file'].name} …")
        try:
            awards, refusals = check_grants(read_grants(options["file"]))
        except UnreadableFile as unreadable:
            raise CommandError(f"{options['file'].name}: {unreadable}") from None
        count = len(awards) + len({refusal.place for refusal in refusals})
        self.say(f"Checked {_counted(count, 'grant')}, matching organisations …")
        result = import_awards(
            awards=awards,
            refusals=refusals,
            recipients_are=options["recipients_are"],
            accept_good=options["accept_good"],
        )
        self.list_reasons(result)
        if result.is_refused:
            bad = len({refusal.place for refusal in result.refusals})
            raise CommandError(
                f"Nothing was imported: {_counted(bad, 'grant')} of {count} cannot come in. "
                "Correct the file, or run again with --accept-good to import the others."
            )
        self.say(summary(result))

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def list_reasons(self, result: ImportResult) -> None:
        for refusal in result.refusals[:MOST_REASONS]:
            self.stderr.write(str(refusal))
        if len(result.refusals) > MOST_REASONS:
            self.stderr.write(f"… and {len(result.refusals) - MOST_REASONS:,} more reasons.")


def summary(result: ImportResult) -> str:
    """Say in two sentences what came of a file."""
    awards = result.new + result.changed + result.same
    refused = len({refusal.place for refusal in result.refusals})
    return (
        f"{_counted(awards, 'award')}: {result.new} new, {result.changed} changed, "
        f"{result.same} as before{f', {refused} refused' if refused else ''}. "
        f"Organisations: {result.organisations_new} new, {result.organisations_changed} changed."
    )


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
