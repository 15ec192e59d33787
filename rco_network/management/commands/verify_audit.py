from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from organisations.models import Organisation
from rco_network.core import seals
from rco_network.core.models.audit_seal import VERIFY
from rco_network.core.seals import Head
from rco_network.core.tenancy import scope

INSTALLATION = "installation"


class Command(BaseCommand):
    """Compute every chain of the trail again; exit 1 where something was done to it."""

    help = (
        "Reads the trail from its first event and finds what was changed, removed, put in or moved "
        "since. Prints the head of each chain: keep that output elsewhere, and give it back with "
        "--against, and a trail whose end was cut off, or that was written anew, is found too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--organisation", help="Only this one (its uuid, or the word installation)."
        )
        parser.add_argument(
            "--since", metavar="POSITION:HASH", help="A head of that one, written down earlier."
        )
        parser.add_argument(
            "--against", metavar="FILE", type=Path, help="What this command printed earlier."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["since"] and not options["organisation"]:
            raise CommandError("--since is the head of one chain: say which with --organisation.")
        with scope(installation=True, rights=[VERIFY]):
            known = _names()
            wanted = [_chosen(options["organisation"], known)] if options["organisation"] else None
            earlier = _earlier(options, known, wanted)
            faults = 0
            for chain in wanted or sorted({*seals.chains(), *earlier}):
                faults += self._verify(chain, known, earlier.get(chain))
        if faults:
            raise CommandError(f"{faults} fault{'s' * (faults > 1)} in the trail.", returncode=1)
        self.stdout.write(self.style.SUCCESS("The trail is whole."))

    def _verify(self, chain: int, known: dict[int, tuple[str, str]], since: Head | None) -> int:
        found = seals.verify(chain, since=since)
        uuid, name = known.get(chain, (str(chain), "an organisation that is gone"))
        self.stdout.write(f"{uuid} {found.head} {name}")
        for fault in found.faults:
            self.stdout.write(self.style.ERROR(f"  {fault}"))
        return len(found.faults)


def _names() -> dict[int, tuple[str, str]]:
    rows = Organisation.objects.values_list("pk", "uuid", "name")
    found = {pk: (str(uuid), name) for pk, uuid, name in rows}
    return {0: (INSTALLATION, "The installation itself"), **found}


def _chosen(asked: str, known: dict[int, tuple[str, str]]) -> int:
    for chain, (uuid, _) in known.items():
        if uuid == asked.lower():
            return chain
    raise CommandError(f"There is no organisation {asked}.")


def _earlier(
    options: dict[str, Any], known: dict[int, tuple[str, str]], wanted: list[int] | None
) -> dict[int, Head]:
    """Return the heads that were written down, by chain."""
    try:
        if options["since"] and wanted:
            return {wanted[0]: Head.read(options["since"])}
        lines = options["against"].read_text().splitlines() if options["against"] else []
        written = [line.split(maxsplit=2) for line in lines]
        return {
            _chosen(words[0], known): Head.read(words[1])
            for words in written
            if len(words) > 1 and (words[0] == INSTALLATION or _is_uuid(words[0]))
        }
    except (ValueError, OSError) as error:
        raise CommandError(str(error)) from None


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
