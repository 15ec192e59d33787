"""Erase again what a restored backup brought back."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from organisations.actions.accounts import ACCOUNT, erase_account_again
from organisations.models import Organisation
from rco_network.core.tenancy import scope
from services.actions.erasure import SUBJECT, erase_again

_AGAIN = {SUBJECT: erase_again, ACCOUNT: erase_account_again}
_WANTED = ("uuid", "organisation_id", "subject_type", "subject_uuid", "kind", "at")


class Command(BaseCommand):
    help = (
        "Do every erasure again that a ledger knows of: after a restore, before anybody signs "
        "in. A line is one erasure as JSON. Safe to repeat."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--ledger", required=True, help="the file of erasures, one a line")

    def handle(self, *args: Any, **options: Any) -> None:
        entries = [_read(number, line) for number, line in _lines(options["ledger"])]
        with scope(installation=True):
            here = set(Organisation.objects.values_list("pk", flat=True))
        came_back = sum(
            _AGAIN[entry["subject_type"]](entry)
            for entry in entries
            if entry["organisation_id"] in here
        )
        self.stdout.write(
            f"{len(entries)} erasures in the ledger; {came_back} records had come back and are "
            "erased again."
        )


def _lines(path: str) -> list[tuple[int, str]]:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The ledger cannot be read ({type(error).__name__}).") from None
    return [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]


def _read(number: int, line: str) -> dict[str, Any]:
    """Return one entry. Every line is read before any is done: half a ledger is no ledger."""
    try:
        entry = json.loads(line)
        found = {name: entry[name] for name in _WANTED}
        found["subject_uuid"] = UUID(found["subject_uuid"])
        found["uuid"] = UUID(found["uuid"])
        found["organisation_id"] = int(found["organisation_id"])
        if found["subject_type"] not in _AGAIN:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise CommandError(
            f"Line {number} of the ledger is not an erasure. Nothing was done."
        ) from None
    return found
