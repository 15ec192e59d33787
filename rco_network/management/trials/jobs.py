"""Reports asked for while the whole group of workers is killed, again and again."""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils.timezone import localdate

from rco_network.core.models import AuditEvent, Job
from rco_network.core.tenancy import scope
from rco_network.management.local.servers import Server
from rco_network.management.local.state import ROOT
from rco_network.reports.actions.ask_report import ask_report
from rco_network.reports.models import Report

from .trial import Line, Place, Verdict, none_of

MOST_SECONDS = 1800


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the trial can be asked for."""
    parser.add_argument("--jobs", type=int, default=200, help="how many reports to ask for (200)")
    parser.add_argument("--kills", type=int, default=20, help="how often to kill everybody (20)")
    parser.add_argument("--seed", type=int, default=1, help="decides when (1)")


def run(place: Place) -> Verdict:
    """Kills every worker while reports are made, then again while the broker forgets as well.

    Real Celery workers and a real clock; each kill ends the whole group as a power cut would.
    """
    manager, award = ground()
    lines: list[Line] = []
    for empties in (False, True):
        lines += a_round(place, manager, award, empties=empties)
    lost, doubled = (
        sum(int(line.found.replace(",", "")) for line in lines if word in line.what)
        for word in ("lost", "doubled")
    )
    count, kills = place.options.jobs, place.options.kills
    return Verdict(
        lines,
        f"{count} jobs with {kills} kills of all workers, and {count} more with Redis emptied at "
        f"each kill: {lost} lost, {doubled} doubled.",
    )


def ground() -> tuple[Any, Any]:
    """Return a manager, and an award towards which the organisation's work counts."""
    from rco_network.management.bench.ground import _award_for_everything
    from rco_network.management.demo.make import make

    today = localdate()
    make(seed=1, organisations=1, attendances=400, today=today, password=uuid4().hex)
    award = _award_for_everything((today, today))
    with scope(installation=True):
        manager = award.recipient.staff.select_related("user", "organisation").get(role="manager")
    return manager, award


def a_round(place: Place, manager: Any, award: Any, *, empties: bool) -> list[Line]:
    """Ask, kill, wait until all is done, and count what came out."""
    rng = random.Random(place.options.seed)  # noqa: S311 (when to kill, not a secret)
    asked = ask(manager, award, place.options.jobs)
    began = time.monotonic()
    kills = 0
    with workers(place) as group:
        while (left := open_jobs(asked)) and time.monotonic() - began < MOST_SECONDS:
            place.say(f"{kills} kills, {left} jobs to go")
            time.sleep(rng.uniform(0.1, 1.5))
            if kills < place.options.kills and is_somebody_at_work(asked):
                group.kill()
                kills += 1
                if empties:
                    forget_everything(place.redis_url)
                group.start()
    seconds = time.monotonic() - began
    connection.close()
    what = "with Redis emptied at each kill" if empties else "with the workers killed"
    return [
        Line(f"kills {what}", str(kills), str(place.options.kills), kills >= place.options.kills),
        *counted(manager, asked, what),
        Line(f"seconds until all was done {what}", f"{seconds:.0f}"),
    ]


def ask(manager: Any, award: Any, count: int) -> list[UUID]:
    """Ask for so many reports, each in a transaction of its own as a request would."""
    uuids = [uuid4() for _ in range(count)]
    for uuid in uuids:
        with scope(
            user_id=manager.user_id,
            organisation_ids=[manager.organisation_id],
            rights=manager.scope.rights,
        ):
            ask_report(
                by=manager,
                award=award,
                key=uuid,
                period_start=date(2026, 1, 1),
                period_end=date(2026, 3, 31),
            )
    return uuids


@contextmanager
def workers(place: Place) -> Iterator[Server]:
    """Two workers and the clock that wakes what was forgotten, as one group to kill."""
    env = os.environ | {"JOB_SWEEP_SECONDS": "1", "JOB_SILENT_SECONDS": "6"}
    command = [sys.executable, "-m", "celery", "-A", "rco_network", "worker", "--beat"]
    command += ["--concurrency", "2", "--loglevel", "error"]
    command += ["--without-mingle", "--without-gossip", "--without-heartbeat"]
    command += ["--schedule", str(place.folder / f"beat-{uuid4().hex}")]
    group = Server("the workers", command, place.folder / "workers.log", env=env, cwd=ROOT)
    group.start()
    try:
        yield group
    finally:
        group.stop()


def open_jobs(asked: list[UUID]) -> int:
    with scope(installation=True):
        return Job.objects.filter(subject_uuid__in=asked, state__in=["waiting", "running"]).count()


def is_somebody_at_work(asked: list[UUID]) -> bool:
    with scope(installation=True):
        beating = Job.objects.filter(subject_uuid__in=asked, state="running")
        return any((_now() - job.heartbeat_at).total_seconds() < 3 for job in beating)


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def forget_everything(redis_url: str) -> None:
    import redis

    from rco_network.settings.databases import cache_address

    with redis.from_url(cache_address(redis_url)) as client:
        client.flushall()


def counted(manager: Any, asked: list[UUID], what: str) -> list[Line]:
    """Count reports that were never made, and effects that are there more than once."""
    with scope(
        user_id=manager.user_id,
        organisation_ids=[manager.organisation_id],
        rights=manager.scope.rights,
    ):
        made = set(
            Report.objects.filter(uuid__in=asked, made_at__isnull=False).values_list(
                "uuid", flat=True
            )
        )
        events = Counter(
            AuditEvent.objects.filter(action="report made", subject_uuid__in=asked).values_list(
                "subject_uuid", flat=True
            )
        )
    with scope(installation=True):
        states = Counter(Job.objects.filter(subject_uuid__in=asked).values_list("state", flat=True))
    whole = {uuid for uuid in made if events[uuid] >= 1}
    doubled = sum(1 for uuid in asked if events[uuid] > 1)
    return [
        Line(f"jobs done {what}", f"{states['done']:,} of {len(asked):,}"),
        none_of(f"jobs lost {what}", len(asked) - len(whole)),
        none_of(f"jobs doubled {what}", doubled),
    ]
