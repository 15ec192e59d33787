"""The second step of a demonstration account, for whoever has no authenticator app at hand."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rco_network.accounts.codes import code_at
from rco_network.management.demo import accounts

HALF_MINUTE = 30


class Command(BaseCommand):
    help = "Print the six digits that sign in to an account of the demonstration now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", nargs="?", default="", help="worker@tesfa.example")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMONSTRATION:
            raise CommandError("This installation is not a demonstration: codes are on phones.")
        secret = accounts.kept_secret()
        if secret is None:
            raise CommandError(
                "There are no demonstration accounts here. `manage.py up` makes them."
            )
        address = options["address"]
        if address and not address.endswith(".example"):
            raise CommandError(f"{address} is no account of the demonstration.")
        counter, spent = divmod(time.time(), HALF_MINUTE)
        self.stdout.write(code_at(secret, int(counter)))
        self.stderr.write(
            f"Good for {HALF_MINUTE - spent:.0f} seconds more, once for each account."
        )
