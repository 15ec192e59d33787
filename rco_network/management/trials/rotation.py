"""Notes by the hundred thousand move to a new key while people read and write them."""

import argparse
import http.client
import os
import random
import re
import socket
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from django.utils.timezone import localdate

from organisations.enums import Kind, Role
from organisations.models import Organisation, StaffMembership
from rco_network.accounts.models import User
from rco_network.accounts.sessions import session_of
from rco_network.core.encryption import keyring
from rco_network.core.rotation import rotate, rows_by_key, sealed_columns
from rco_network.core.tenancy import scope
from rco_network.core.tenancy.scope import change_scope
from rco_network.management.local.servers import Server, wait_until
from rco_network.management.local.state import ROOT
from services.models import Note, Participant

from .browser import BACKEND
from .trial import Line, Place, Verdict, none_of

ORGANISATIONS, PEOPLE = 10, 20
OLD, NEW = "the old key of this trial and long enough", "the new key of this trial and long enough"
CALM_READS = 60
WORDS = re.compile(r"Said on (\d+)")


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the trial can be asked for."""
    parser.add_argument("--rows", type=int, default=100_000, help="how many notes (100,000)")


@dataclass
class Seen:
    """What readers and writers met while the key changed."""

    reads: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    saved: dict[int, tuple[StaffMembership, str]] = field(default_factory=dict)


def run(place: Place) -> Verdict:
    """Moves notes to a new key, under row security, while a real site serves them.

    One reader asks for pages of notes over HTTP, one writer changes notes; both without a pause.
    """
    with override_settings(FIELD_KEYS=[OLD]):
        members = ground(place)
    os.environ["FIELD_KEYS"] = f"{NEW},{OLD}"
    with override_settings(FIELD_KEYS=[NEW, OLD]), site(place) as port:
        column = next(one for one in sealed_columns() if str(one) == "services_note.text")
        total = sum(rows_by_key(column).values())
        calm, busy = Seen(), Seen()
        with people_at_work(members, port, calm):
            until = time.monotonic() + 60
            while len(calm.reads) < CALM_READS and time.monotonic() < until:
                time.sleep(0.5)
        began = time.monotonic()
        with people_at_work(members, port, busy):
            done = rotate(column, lambda _, n, of: place.say(f"{n:,} of {of:,}"))
        seconds = time.monotonic() - began
        left = sum(n for key, n in rows_by_key(column).items() if key != keyring().newest)
        written = calm.saved | busy.saved
        lost = sum(1 for pk, (member, text) in written.items() if note(member, pk) != text)
    rate = done.moved / seconds
    lines = [
        Line("rows moved to the new key", f"{done.moved:,} of {total:,}"),
        Line("rows a second, with the site at work", f"{rate:,.0f}"),
        none_of("rows left under the old key", left + done.unreadable),
        none_of(f"pages of notes that failed, of {len(busy.reads):,}", len(busy.failed)),
        none_of(f"edits lost, of {len(busy.saved):,} notes edited meanwhile", lost),
        Line("a page of notes before, p50 in ms", f"{p50(calm):.0f}"),
        Line("a page of notes meanwhile, p50 in ms", f"{p50(busy):.0f}"),
    ]
    sentence = (
        f"{done.moved:,} notes moved to a new key in {seconds:.0f} s ({rate:,.0f} a second) while "
        f"the site served {len(busy.reads):,} pages of them: {len(busy.failed)} failed, {lost} "
        f"edits lost; the page took {p50(calm):.0f} ms before and {p50(busy):.0f} ms meanwhile."
    )
    return Verdict(lines, sentence, busy.failed)


def p50(seen: Seen) -> float:
    """Milliseconds of the page in the middle."""
    return statistics.median(seen.reads or [0.0]) * 1000


def ground(place: Place) -> list[StaffMembership]:
    """Write the notes of several organisations; return a manager of each."""
    members = []
    each = max(1, place.options.rows // (ORGANISATIONS * PEOPLE))
    for number in range(ORGANISATIONS):
        with scope(installation=True):
            here = Organisation.objects.create(name=f"Trial {number}", kind=Kind.RCO)
            user = User.objects.create_user(f"m{number}@trial.example", None, name="M")
            app = Authenticator.Type.WEBAUTHN
            Authenticator.objects.create(user=user, type=app, data={"name": "", "credential": {}})
            member = StaffMembership.objects.create(organisation=here, user=user, role=Role.MANAGER)
        members.append(member)
        with acting(member):
            for n in range(PEOPLE):
                person = Participant.objects.create(
                    organisation=here, name=f"Person {n}", joined_on=localdate()
                )
                Note.objects.bulk_create(
                    Note(
                        organisation=here,
                        participant=person,
                        text=f"Said on {n * each + i}: ring after six, not on Fridays. " * 2,
                    )
                    for i in range(each)
                )
        place.say(f"{(number + 1) * PEOPLE * each:,} notes written under the old key")
    return members


@contextmanager
def acting(member: StaffMembership) -> Iterator[None]:
    """The scope of a request of this person."""
    with scope(user_id=member.user_id, organisation_ids=[member.organisation_id]):
        change_scope(member.scope)
        yield


def note(member: StaffMembership, pk: int) -> str:
    """Return a note's text as its own organisation reads it."""
    with acting(member):
        return str(Note.objects.values_list("text", flat=True).get(pk=pk))


@contextmanager
def site(place: Place) -> Iterator[int]:
    """A real server with both keys; gives its port."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "rco_network.wsgi", "--threads", "4"]
    command += ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--no-control-socket"]
    server = Server("the site", command, place.folder / "site.log", env=dict(os.environ), cwd=ROOT)
    server.start()
    try:
        wait_until(lambda: asked(port, "/healthz", "")[0] == 200, server, 60, "The site")
        yield port
    finally:
        server.stop()


def asked(port: int, path: str, cookie: str) -> tuple[int, str]:
    """Return the status and the text of a page, 0 where nobody answered."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        client.request("GET", path, headers={"Cookie": cookie})
        answer = client.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        client.close()


@contextmanager
def people_at_work(members: list[StaffMembership], port: int, seen: Seen) -> Iterator[None]:
    """One who reads and one who writes, until the end of the block."""
    stop = threading.Event()
    work = [
        threading.Thread(target=kind, args=(members, port, seen, stop), daemon=True)
        for kind in (read, write)
    ]
    for one in work:
        one.start()
    try:
        yield
    finally:
        stop.set()
        for one in work:
            one.join(timeout=60)


def read(members: list[StaffMembership], port: int, seen: Seen, stop: threading.Event) -> None:
    """Ask for pages of notes, each with its notes on it."""
    rng = random.Random(1)  # noqa: S311 (which page, not a secret)
    pages = []
    for member in members:
        session: Any = session_of(member.user, BACKEND)
        with acting(member):
            people = list(Participant.objects.values_list("uuid", flat=True))
        cookie = f"{settings.SESSION_COOKIE_NAME}={session.cookie_key}"
        pages += [(reverse("notes", args=[uuid]), cookie) for uuid in people]
    while not stop.is_set():
        path, cookie = rng.choice(pages)
        began = time.perf_counter()
        status, text = asked(port, path, cookie)
        seen.reads.append(time.perf_counter() - began)
        if status != 200 or not WORDS.search(text) or "cannot be read" in text:
            seen.failed.append(f"{path} answered {status}")
    connection.close()


def write(members: list[StaffMembership], port: int, seen: Seen, stop: threading.Event) -> None:
    """Change one note after the other, and remember what was written."""
    rng = random.Random(2)  # noqa: S311
    keys = []
    for member in members:
        with acting(member):
            keys += [(member, pk) for pk in Note.objects.values_list("pk", flat=True)]
    while not stop.is_set():
        member, pk = rng.choice(keys)
        text = f"Said on {time.monotonic_ns()}, while the key changed"
        with acting(member):
            if Note.objects.filter(pk=pk).update(text=text):
                seen.saved[pk] = (member, text)
        time.sleep(0.01)
    connection.close()
