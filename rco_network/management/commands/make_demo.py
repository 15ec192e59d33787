"""Make the demonstration network, or one of any size for the bench."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from organisations.models import Organisation
from rco_network.core.tenancy import scope
from rco_network.management.demo import accounts
from rco_network.management.demo.make import keys_for_new_accounts, make


def count(text: str) -> int:
    """Read a number of rows from the command line."""
    number = int(text.replace(",", "").replace("_", ""))
    if not 1 <= number <= 50_000_000:
        raise ValueError
    return number


count.__name__ = "number from 1 to 50,000,000"


class Command(BaseCommand):
    help = (
        "Fill an empty installation with a fictional network: organisations, people, registers, "
        "outcomes and awards up to yesterday. The same --seed gives the same network."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="default: 1")
        parser.add_argument(
            "--organisations", type=count, default=10, help="how many RCOs; default: 10"
        )
        parser.add_argument(
            "--attendances", type=count, default=12_000, help="about how many; default: 12,000"
        )
        parser.add_argument("--add", action="store_true", help="add to what is there")
        parser.add_argument(
            "--show-accounts", action="store_true", help="print who can sign in, and stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMONSTRATION:
            raise CommandError(
                "This installation is not a demonstration, so no invented people belong in it. "
                "`manage.py up` starts one."
            )
        if options["show_accounts"]:
            self.show_accounts()
            return
        with scope(installation=True):
            is_empty = not Organisation.objects.taking_part().exists()
        if not is_empty and not options["add"]:
            raise CommandError(
                "There are organisations here already, so nothing was made. Use --add to add "
                "more of them, or --show-accounts to see who can sign in."
            )
        self.fill(options)

    def show_accounts(self) -> None:
        try:
            self.stdout.write(accounts.kept())
        except FileNotFoundError:
            raise CommandError(
                f"No accounts are written down in {accounts.file()}. "
                "`manage.py make_demo` makes them."
            ) from None

    def fill(self, options: dict[str, Any]) -> None:
        started = said = time.monotonic()
        password, secret = keys_for_new_accounts()

        def say(line: str) -> None:
            nonlocal said
            if time.monotonic() - said > 2:
                said = time.monotonic()
                self.stdout.write(f"  {line}")

        made = make(
            seed=options["seed"],
            organisations=options["organisations"],
            attendances=options["attendances"],
            today=localdate(),
            password=password,
            secret=secret,
            say=say,
        )
        accounts.keep(password, secret)
        seconds = time.monotonic() - started
        self.stdout.write(
            f"Made {made.organisations} organisations with {made.people:,} people, "
            f"{made.sessions:,} sessions, {made.attendances:,} attendances and "
            f"{made.outcomes:,} outcomes in {seconds:.1f} s "
            f"({made.attendances / seconds:,.0f} attendances a second)."
        )
        self.stdout.write(accounts.kept())
