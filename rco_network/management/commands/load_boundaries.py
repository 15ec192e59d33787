from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisations.outlines import UnreadableBoundaries, keep_outlines, read_boundaries


class Command(BaseCommand):
    help = (
        "Load outlines of local authorities for the maps in reports: a GeoJSON file from the ONS "
        "Open Geography Portal (“Local Authority Districts”, generalised or ultra generalised). "
        "Without it districts are drawn as tiles. The same file twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="GeoJSON of local authority districts")
        parser.add_argument(
            "--tolerance",
            type=float,
            default=100.0,
            metavar="METRES",
            help="how far a simplified outline may be from the true one (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = read_boundaries(options["file"], tolerance=options["tolerance"])
        except OSError as missing:
            raise CommandError(f"{options['file']} cannot be read: {missing.strerror}.") from None
        except UnreadableBoundaries as unreadable:
            raise CommandError(f"{options['file'].name}: {unreadable}") from None
        kept, unknown = keep_outlines(found)
        self.stdout.write(
            f"{kept} outlines kept."
            + (f" {unknown} areas are no local authority that we know." if unknown else "")
        )
