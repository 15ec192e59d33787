"""The measures, in the database that `manage.py bench` has made for them."""

import os
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rco_network.management.bench import (
    duplicates,
    import_rate,
    machine,
    network_figures,
    register_page,
    register_save,
    report_pdf,
    yearly_figures,
)
from rco_network.management.bench.ground import Ground, prepare
from rco_network.management.bench.measure import FULL, QUICK, Result, Size, table
from rco_network.management.bench.row_security import RowSecuritySwitch
from rco_network.management.bench.run import NAME
from rco_network.management.bench.site import Sites
from rco_network.management.local.database import address

Measure = Callable[[Ground, Size, Sites], list[Result]]


def measure_import(ground: Ground, size: Size, sites: Sites) -> list[Result]:
    """Compare how fast rows come in from a file with COPY."""
    return import_rate.measure(ground.owner_url, size, RowSecuritySwitch(ground.owner_url))


def measure_duplicates(ground: Ground, size: Size, sites: Sites) -> list[Result]:
    """Say how long it takes to see who may be the same person."""
    return duplicates.measure(ground.owner_url, size)


MEASURES: dict[str, Measure] = {
    "register page": register_page.measure,
    "register save": register_save.measure,
    "yearly figures": yearly_figures.measure,
    "network figures": network_figures.measure,
    "report PDF": report_pdf.measure,
    "duplicates": measure_duplicates,
    # Last: it takes as long as all others together.
    "import rate": measure_import,
}


class Command(BaseCommand):
    help = "Print the product's speed as ratios. Started by `manage.py bench`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quick", action="store_true")
        parser.add_argument("--only", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DATABASES["default"].get("NAME") != NAME or "owner" not in settings.DATABASES:
            raise CommandError(
                "The bench switches row security off and on, so it only works in a database of "
                "its own. Run it as `python3 manage.py bench`."
            )
        size = QUICK if options["quick"] else FULL
        self.started = self.said = time.monotonic()
        ground = prepare(_url("default"), _url("owner"), size, self.say)
        results = []
        with Sites(Path(os.environ["RCO_BENCH_FOLDER"])) as sites:
            for name, measure in MEASURES.items():
                if any(word in name for word in options["only"].split(",")):
                    self.said = 0
                    self.say(f"Measuring: {name}")
                    found = measure(ground, size, sites)
                    # At once, so that what breaks later takes nothing away.
                    self.stdout.write(f"\n{table(found)}\n")
                    self.stdout.flush()
                    results += found
        self.stdout.write(f"\n{machine.description()}\n\n{table(results)}")
        if options["quick"]:
            self.stdout.write("\nThese sizes only show that everything can be measured.")
            return
        missed = [r.what for r in results if r.is_met is False]
        if missed:
            raise CommandError("Missed: " + "; ".join(missed))

    def say(self, line: str) -> None:
        """Show how far it is, at most every two seconds."""
        if time.monotonic() - self.said > 2:
            self.said = time.monotonic()
            self.stdout.write(f"  {self.said - self.started:4.0f} s  {line}")
            self.stdout.flush()


def _url(alias: str) -> str:
    """Return the libpq address of one of Django's databases."""
    config = settings.DATABASES[alias]
    names = {
        "NAME": "dbname",
        "USER": "user",
        "PASSWORD": "password",
        "HOST": "host",
        "PORT": "port",
    }
    return address(**{theirs: config.get(ours) for ours, theirs in names.items()})
