"""`manage.py rotate_field_keys`: every encrypted text under the newest key of FIELD_KEYS."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rco_network.core.encryption import keyring
from rco_network.core.rotation import BATCH, SealedColumn, rotate, rows_by_key, sealed_columns

_SAY_EVERY = 2.0


class Command(BaseCommand):
    help = (
        "Encrypts again, with the first key of FIELD_KEYS, what an older one encrypted. "
        "To change the key: 1. put a new one at the end of FIELD_KEYS and restart everything, so "
        "that all can read it; 2. move it to the front and restart; 3. run this, while the site "
        "serves; 4. when it says that no row is left, take the old key away and restart. It can "
        "be stopped at any time and run again. Keep the old key for as long as backups made with "
        "it are kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only count the rows of each key"
        )
        parser.add_argument(
            "--batch", type=int, default=BATCH, help=f"rows in one transaction ({BATCH})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        places = list(sealed_columns())
        newest = keyring().newest
        self.stdout.write(f"The newest key is {newest}.")
        if not options["dry_run"]:
            self._rotate(places, options["batch"])
        left = 0
        for place in places:
            counts = rows_by_key(place)
            left += sum(n for key, n in counts.items() if key != newest)
            for key, count in sorted(counts.items()):
                self.stdout.write(f"  {place}: {count:,} rows under {self._named(key)}")
        if left and not options["dry_run"]:
            raise CommandError(
                f"{left:,} rows are not under the newest key. Run this again; keep every key until "
                "it says that none is left."
            )
        if not left:
            self.stdout.write("No row is left under an older key.")

    def _rotate(self, places: list[SealedColumn], batch: int) -> None:
        said = started = time.monotonic()

        def say(name: str, done: int, total: int) -> None:
            nonlocal said
            if time.monotonic() - said > _SAY_EVERY:
                said = time.monotonic()
                self.stdout.write(f"  {said - started:4.0f} s  {name}: {done:,} of {total:,}")
                self.stdout.flush()

        for place in places:
            done = rotate(place, say, max(1, batch))
            if done.moved:
                self.stdout.write(f"  {place}: {done.moved:,} rows moved")
            if done.unreadable:
                self.stderr.write(
                    f"  {place}: {done.unreadable:,} rows cannot be read with the keys that are "
                    "here. Put the missing key back at the end of FIELD_KEYS."
                )

    def _named(self, key: str) -> str:
        if key == keyring().newest:
            return f"{key} (the newest)"
        if key in keyring().ciphers:
            return key
        return f"{key} (NOT in FIELD_KEYS)" if key else "no key: not written by this product"
