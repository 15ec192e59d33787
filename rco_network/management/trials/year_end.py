"""A year's end: a hundred reports asked for at once, approved and issued, while people log."""

import argparse
import os
import statistics
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate

from organisations.acting import acting_for
from rco_network.core.models import Job
from rco_network.core.tenancy import scope
from rco_network.management.bench.site import Site
from rco_network.management.local.servers import wait_until
from rco_network.reports.actions.approve import approve, send_to_approver
from rco_network.reports.actions.ask_report import ask_report
from rco_network.reports.models import Edition, EditionFile, Report
from rco_network.reports.permissions import approvers

from .jobs import workers
from .outage import signed_in
from .trial import Line, Place, Verdict, none_of

MOST_SECONDS = 3600
QUIET_PAGES = 200
PAUSE = 0.2  # The same on a quiet site and a busy one: pages in a row are quicker than pages.


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the trial can be asked for."""
    parser.add_argument("--reports", type=int, default=100, help="how many to ask for (100)")
    parser.add_argument(
        "--attendances", type=int, default=20_000, help="how many in the network (20,000)"
    )


@dataclass
class Seen:
    """What was measured while the reports were made: seconds of pages, and MB of the largest
    worker by how many reports were issued then."""

    pages: list[float] = field(default_factory=list)
    memory: list[tuple[int, float]] = field(default_factory=list)
    issued: int = 0


def run(place: Place) -> Verdict:
    """Asks for a hundred reports at once, approves and issues each, on two workers.

    Meanwhile somebody opens a register again and again, and the workers' memory is watched.
    """
    award, page, cookies = ground(place)
    with ExitStack() as stack:
        site = Site("rco_network.management.trials.settings", place.folder)
        site.cookies = cookies
        stack.callback(site.server.stop)
        site.server.start()
        wait_until(lambda: _answers(site), site.server, 90, "The site")
        group = stack.enter_context(workers(place))
        quiet, busy = Seen(), Seen()
        while len(quiet.pages) < QUIET_PAGES:
            quiet.pages.append(seconds_of(site, page))
            time.sleep(PAUSE)
        began = time.monotonic()
        asked = ask(award, place.options.reports)
        stop = threading.Event()
        watcher = threading.Thread(
            target=watch, args=(site, page, group.pid, busy, stop), daemon=True
        )
        watcher.start()
        issued = issue_all(place, award, asked, busy)
        took = time.monotonic() - began
        stop.set()
        watcher.join()
    connection.close()
    return verdict(award, asked, issued, quiet, busy, took)


def ground(place: Place) -> tuple[Any, str, str]:
    """Return an award that counts all work, the address of a register, and its reader's cookies."""
    from rco_network.management.bench.ground import (
        BACKEND,
        _award_for_everything,
        _class_of_twenty,
    )
    from rco_network.management.demo.make import make

    os.environ["RCO_BENCH_FOLDER"] = str(place.folder)
    today = localdate() - timedelta(days=1)
    count = place.options.attendances
    make(seed=1, organisations=2, attendances=count, today=today, password=uuid4().hex)
    award = _award_for_everything((today, today))
    member, group, _people = _class_of_twenty()
    page = reverse("register", args=[group.uuid])
    return award, page, signed_in(member, BACKEND)


def _answers(site: Site) -> bool:
    try:
        with site.client() as client:
            return site.fetch(client, "GET", "/healthz")[0] == 200
    except OSError:
        return False


def seconds_of(site: Site, page: str) -> float:
    """Ask for the page on a connection of its own; return how long it took."""
    began = time.perf_counter()
    with site.client() as client:
        status, _text = site.fetch(client, "GET", page)
    if status != 200:
        raise RuntimeError(f"The register answered {status}.")
    return time.perf_counter() - began


def watch(site: Site, page: str, workers_pid: int, seen: Seen, stop: threading.Event) -> None:
    """Open the register five times a second, and look at the workers' memory."""
    while not stop.is_set():
        seen.pages.append(seconds_of(site, page))
        sizes = [_resident(pid) for pid in _children(workers_pid)]
        seen.memory.append((seen.issued, max(sizes, default=0.0)))
        stop.wait(PAUSE)


def ask(award: Any, count: int) -> list[UUID]:
    """Ask for so many reports on the same days: of others, they would tell of few together."""
    with scope(installation=True):
        manager = award.recipient.staff.get(role="manager")
    keys = [uuid4() for _ in range(count)]
    last = localdate() - timedelta(days=1)
    for key in keys:
        with acting_for(manager.user_id, award.recipient_id) as member:
            ask_report(
                by=member,
                award=award,
                key=key,
                period_start=date(last.year - 1, 1, 1),
                period_end=last,
            )
    return keys


def issue_all(place: Place, award: Any, asked: list[UUID], seen: Seen) -> set[UUID]:
    """Approve each report as soon as it is counted, until all are issued or none is coming."""
    approved: set[UUID] = set()
    began = time.monotonic()
    with scope(installation=True):
        manager = award.recipient.staff.get(role="manager")
    while time.monotonic() - began < MOST_SECONDS:
        with acting_for(manager.user_id, award.recipient_id) as author:
            ready = Report.objects.filter(
                uuid__in=asked, made_at__isnull=False, approved_at=None
            ).defer("document", "behind")
            for report in ready:
                second = approvers(report, author)[0]
                send_to_approver(by=author, report=report, approver=second)
                approve(by=second, report=report)
                approved.add(report.uuid)
            issued = set(
                Edition.objects.filter(report__uuid__in=asked).values_list(
                    "report__uuid", flat=True
                )
            )
        seen.issued = len(issued)
        place.say(f"{len(approved)} approved, {len(issued)} issued")
        if not _open_jobs(asked) and len(approved) == len(issued):
            return issued
        time.sleep(1)
    return issued


def _open_jobs(asked: list[UUID]) -> int:
    with scope(installation=True):
        return Job.objects.filter(subject_uuid__in=asked, state__in=["waiting", "running"]).count()


def verdict(
    award: Any, asked: list[UUID], issued: set[UUID], quiet: Seen, busy: Seen, took: float
) -> Verdict:
    """Count what came out."""
    with scope(installation=True):
        failed = Job.objects.filter(subject_uuid__in=asked, state="failed").count()
        manager = award.recipient.staff.get(role="manager")
    with acting_for(manager.user_id, award.recipient_id):
        made = Counter(
            Edition.objects.filter(report__uuid__in=asked).values_list("report__uuid", flat=True)
        )
        files = EditionFile.objects.filter(edition__report__uuid__in=asked).count()
    doubled = sum(n - 1 for n in made.values())
    slower = _p95(busy.pages) / _p95(quiet.pages)
    growth, largest = _growth(busy, len(asked))
    lines = [
        Line("seconds until all were issued", f"{took:.0f}"),
        none_of("reports lost", len(asked) - len(made) - failed),
        none_of("reports refused or failed", failed),
        none_of("reports doubled", doubled),
        Line("files of editions", f"{files:,}"),
        Line(
            "p95 of a register meanwhile against quiet",
            f"{slower:.2f}x ({_p95(busy.pages) * 1000:.0f} ms, {len(busy.pages):,} pages)",
            "<= 1.5x",
            slower <= 1.5,
        ),
        Line(
            "memory of the largest worker, last quarter of the reports against second",
            f"{growth:.2f}x ({largest:.0f} MB)",
            "<= 1.1x",
            growth <= 1.1,
        ),
    ]
    return Verdict(
        lines,
        f"{len(issued)} of {len(asked)} reports were counted, approved, drawn and issued on two "
        f"workers in {took:.0f} s: {doubled} doubled; a register meanwhile took {slower:.2f}x.",
    )


def _p95(pages: list[float]) -> float:
    return statistics.quantiles(pages, n=20)[-1]


def _growth(seen: Seen, count: int) -> tuple[float, float]:
    """The median while the last quarter was issued by that of the second, and that in MB.

    By reports that are issued, so that drawing is held against drawing: while they are counted a
    worker is half as large, and in the first quarter fonts and modules are read once.
    """

    def median(first: float, last: float) -> float:
        return statistics.median(
            size for issued, size in seen.memory if count * first <= issued < count * last
        )

    return median(0.75, 1) / median(0.25, 0.5), median(0.75, 1)


def _children(pid: int) -> list[int]:
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _resident(pid: int) -> float:
    """MB in memory of a process, 0 when it has gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
