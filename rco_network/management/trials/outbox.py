"""Phones send what they kept, again and again, over a line that breaks: each entry once."""

import argparse
import http.client
import json
import random
import socket
import threading
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from .outage import signed_in
from .rotation import site
from .trial import Line, Place, Verdict, none_of

AT_ONCE = 20  # entries in a request, as the phone sends them (static/js/phone/outbox.js)
CUT_ON_THE_WAY = 0.2  # of all requests never arrive
CUT_ON_THE_WAY_BACK = 0.3  # are done, and nobody hears of it


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the trial can be asked for."""
    parser.add_argument("--entries", type=int, default=1000, help="how many are queued (1,000)")
    parser.add_argument("--replays", type=int, default=3, help="how often each is sent (3)")
    parser.add_argument("--clients", type=int, default=2, help="how many send all of them (2)")
    parser.add_argument("--seed", type=int, default=1)


class BrokenLine(threading.Thread):
    """A door to the site that loses requests, and answers, at random."""

    def __init__(self, port: int, seed: int) -> None:
        super().__init__(daemon=True)
        self.port, self.chance = port, random.Random(seed)  # noqa: S311 (no secret)
        self.cuts: Counter[str] = Counter()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = self.listener.getsockname()[1]

    def run(self) -> None:
        while True:
            try:
                phone, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.pass_on, args=(phone,), daemon=True).start()

    def pass_on(self, phone: socket.socket) -> None:
        with phone, suppress(OSError):
            self.lead(phone)
            # Closing alone would wait for the thread that still reads from it.
            phone.shutdown(socket.SHUT_RDWR)

    def lead(self, phone: socket.socket) -> None:
        dice = self.chance.random()
        with suppress(OSError):
            if dice < CUT_ON_THE_WAY:
                self.cuts["on the way"] += 1
                phone.recv(self.chance.randrange(1, 4000))
                return
            with socket.create_connection(("127.0.0.1", self.port), timeout=60) as site:
                back = threading.Thread(target=self.carry, args=(phone, site), daemon=True)
                back.start()
                if dice < CUT_ON_THE_WAY + CUT_ON_THE_WAY_BACK:
                    self.cuts["on the way back"] += 1
                    site.recv(1)  # it is done, and the answer begins
                    return
                self.carry(site, phone)

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65536):
                target.sendall(piece)


@dataclass
class Phone:
    """One browser of the person, with all entries in its outbox."""

    port: int
    cookies: str
    token: str
    whose: str
    entries: list[dict[str, Any]]
    replays: int
    told: dict[str, set[str]] = field(default_factory=dict)
    requests: int = 0
    failed: Counter[str] = field(default_factory=Counter)

    def work(self) -> None:
        for _ in range(self.replays):
            waiting = list(self.entries)
            while waiting:
                answers = self.send(waiting[:AT_ONCE])
                if not answers:
                    time.sleep(0.02)
                    continue
                for one in answers:
                    self.told.setdefault(one["key"], set()).add(one["state"])
                waiting = waiting[len(answers) :]

    def send(self, batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the answers, none where the line broke or the server was busy."""
        self.requests += 1
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Cookie": self.cookies,
            "Content-Type": "application/json",
            "X-CSRFToken": self.token,
            "Referer": f"http://127.0.0.1:{self.port}/",
            "Connection": "close",
        }
        body = json.dumps({"for": self.whose, "entries": batch})
        try:
            client.request("POST", "/phone/outbox/", body=body, headers=headers)
            response = client.getresponse()
            text = response.read()
            if response.status == 200:
                return list(json.loads(text)["answers"])
            self.failed[f"answered {response.status}"] += 1
        except (OSError, ValueError, http.client.HTTPException) as error:
            self.failed[type(error).__name__] += 1
        finally:
            client.close()
        return []


def run(place: Place) -> Verdict:
    """Sends 1,000 entries three times from two clients while the line is cut at random."""
    from django.db import connections

    from rco_network.management.bench.ground import BACKEND, _class_of_twenty
    from rco_network.management.demo.make import make
    from services.phone_key import place_of

    wanted = place.options
    today = date.today() - timedelta(days=1)  # noqa: DTZ011 (any recent day will do)
    make(seed=1, organisations=1, attendances=400, today=today, password=uuid4().hex)
    member, group, people = _class_of_twenty()
    entries = queue(group, people, today, wanted.entries)
    token = "t" * 32
    cookies = [f"{signed_in(member, BACKEND)}; csrftoken={token}" for _ in range(wanted.clients)]
    whose = place_of(member)
    connections.close_all()
    with ExitStack() as stack:
        line = BrokenLine(stack.enter_context(site(place)), wanted.seed)
        stack.callback(line.listener.close)
        line.start()
        phones = [
            Phone(line.address, one, token, whose, entries, wanted.replays) for one in cookies
        ]
        threads = [threading.Thread(target=phone.work, daemon=True) for phone in phones]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            place.say(f"{sum(len(phone.told) for phone in phones):,} answers of keys")
            time.sleep(1)
        seconds = time.monotonic() - began
    lines = counted(member, entries)
    return _verdict(lines, phones, line, entries, seconds)


def queue(group: Any, people: list[Any], today: date, number: int) -> list[dict[str, Any]]:
    """Return entries as a phone writes them: two marks on a new register, then a newcomer.

    Each mark is of another person and day, so that an entry done twice, or left out, is seen.
    """
    found: list[dict[str, Any]] = []
    session, day = "", today
    for n in range(number):
        if n % 5 == 0:
            session, day = str(uuid4()), today - timedelta(days=n // 5 + 1)
        entry = {
            "key": str(uuid4()),
            "group": str(group.uuid),
            "session": session,
            "version": 0,
            "on": day.isoformat(),
            "starts": "07:15",
            "ends": "08:45",
        }
        if n % 5 == 4:
            entry |= {"kind": "newcomer", "person": str(uuid4()), "name": f"Newcomer {n}"}
            entry |= {"mark": "present"}
        else:
            person = str(people[n % 5].uuid)
            entry |= {"kind": "marks", "marks": {person: "late"}, "was": {person: "present"}}
        found.append(entry)
    return found


def counted(member: Any, entries: list[dict[str, Any]]) -> list[Line]:
    """Count in the database what the entries did."""
    from rco_network.core.models import AuditEvent
    from rco_network.core.tenancy import scope
    from services.models import Attendance, OutboxReceipt, Participant

    keys = [one["key"] for one in entries]
    sessions = {one["session"] for one in entries}
    newcomers = [one["person"] for one in entries if one["kind"] == "newcomer"]
    with scope(user_id=member.user_id, organisation_ids=[member.organisation_id], rights=_rights()):
        receipts = OutboxReceipt.objects.filter(key__in=keys).count()
        marks = Attendance.objects.filter(session__uuid__in=sessions).count()
        added = Participant.objects.filter(uuid__in=newcomers).count()
        named = Participant.objects.filter(name__startswith="Newcomer ").count()
        acts = AuditEvent.objects.filter(action="register saved", subject_uuid__in=sessions).count()
    return [
        none_of("entries without a receipt, or with two", abs(len(keys) - receipts)),
        none_of("marks missing or too many", abs(len(keys) - marks)),
        none_of("newcomers missing", len(newcomers) - added),
        none_of("newcomers added twice", named - len(newcomers)),
        none_of("entries done more or less than once, by the trail", abs(len(keys) - acts)),
    ]


def _rights() -> list[str]:
    from organisations.enums import Right

    return [str(right) for right in Right]


def _verdict(
    lines: list[Line],
    phones: list[Phone],
    line: BrokenLine,
    entries: list[dict[str, Any]],
    seconds: float,
) -> Verdict:
    told: dict[str, set[str]] = {}
    for phone in phones:
        for key, states in phone.told.items():
            told.setdefault(key, set()).update(states)
    errors = {k: n for phone in phones for k, n in phone.failed.items() if "answered 5" in k}
    sent = sum(phone.requests for phone in phones)
    cuts = ", ".join(f"{number:,} {where}" for where, number in sorted(line.cuts.items()))
    lines = [
        Line("entries queued", f"{len(entries):,}"),
        Line("requests sent", f"{sent:,}"),
        Line("of them cut", cuts),
        Line("seconds", f"{seconds:.0f}"),
        none_of("entries never answered", len(entries) - len(told)),
        none_of("entries answered otherwise than done", sum(s != {"done"} for s in told.values())),
        none_of("server errors", sum(errors.values())),
        *lines,
    ]
    is_good = all(one.is_met is not False for one in lines)
    sentence = (
        f"{len(entries):,} entries, sent {phones[0].replays} times by {len(phones)} clients in "
        f"{sent:,} requests of which {sum(line.cuts.values()):,} were cut: "
        f"{'each exactly once' if is_good else 'not each exactly once'}."
    )
    return Verdict(lines, sentence)
