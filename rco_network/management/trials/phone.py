"""A register for twenty on a phone at 3G speed: taps, seconds, bytes, with a line and without."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from .rotation import site
from .trial import Line, Place, Verdict

CHROMIUM = "/usr/bin/chromium"
SCREEN: Any = {"width": 360, "height": 740}
# What browsers' own tools call "slow 3G" and what a basement at the edge of a cell has.
ROUND_TRIP = 0.4
BYTES_A_SECOND = 400_000 / 8
AWAY = 3  # of the twenty; the others are here, as the register starts
MOST_TAPS = 8


class SlowLine(threading.Thread):
    """A door to the site with the delay and the width of 3G, one width for all connections.

    Between browser and site, so that what the service worker fetches is slow and counted too; the
    browser's own emulation leaves it out. As there, a request costs a round trip and each byte its
    time; that TCP starts slowly, and that a phone's radio wakes slowly, is left out.
    """

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.is_cut = port, False
        self.down = self.up = 0
        self.free_at = {"down": 0.0, "up": 0.0}
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = self.listener.getsockname()[1]

    def run(self) -> None:
        while True:
            try:
                phone, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                phone.close()
                continue
            threading.Thread(target=self.pass_on, args=(phone,), daemon=True).start()

    def pass_on(self, phone: socket.socket) -> None:
        with phone, suppress(OSError):
            time.sleep(ROUND_TRIP)  # for the handshake
            with socket.create_connection(("127.0.0.1", self.port), timeout=60) as site:
                back = threading.Thread(target=self.carry, args=(phone, site, "up"), daemon=True)
                back.start()
                self.carry(site, phone, "down")
                phone.shutdown(socket.SHUT_RDWR)

    def carry(self, source: socket.socket, target: socket.socket, way: str) -> None:
        last = 0.0
        with suppress(OSError):
            while piece := source.recv(4096):
                if way == "up" and time.monotonic() - last > ROUND_TRIP / 2:
                    time.sleep(ROUND_TRIP)  # a request, and the way back of its answer
                with self.lock:
                    setattr(self, way, getattr(self, way) + len(piece))
                    start = max(time.monotonic(), self.free_at[way])
                    self.free_at[way] = start + len(piece) / BYTES_A_SECOND
                    due = self.free_at[way]
                time.sleep(max(0.0, due - time.monotonic()))
                target.sendall(piece)
                last = time.monotonic()
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@dataclass
class Visit:
    """What one register cost."""

    what: str
    taps: int
    seconds: float
    down: int
    up: int

    def lines(self) -> list[Line]:
        return [
            Line(f"{self.what}: taps", str(self.taps), f"≤ {MOST_TAPS}", self.taps <= MOST_TAPS),
            Line(f"{self.what}: seconds", f"{self.seconds:.1f}"),
            Line(f"{self.what}: bytes down and up", f"{self.down:,} and {self.up:,}"),
        ]


class Hand:
    """Taps on the phone's screen, and counts them."""

    def __init__(self, page: Any) -> None:
        self.page, self.taps = page, 0

    def tap(self, found: Any) -> None:
        found.tap()
        self.taps += 1


def run(place: Place) -> Verdict:
    """Keeps a register of twenty at 3G speed: first visit, second visit, and without a line."""
    from playwright.sync_api import sync_playwright

    member = ground()
    cookie = cookie_of(member)
    with site(place) as port, sync_playwright() as playwright:
        line = SlowLine(port)
        line.start()
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        address = f"http://127.0.0.1:{line.address}"
        phone = browser.new_context(viewport=SCREEN, has_touch=True, is_mobile=True)
        phone.set_default_timeout(120_000)
        phone.add_cookies([cookie | {"url": address}])
        visits = list(walk(phone, line, address, place))
        browser.close()
        line.listener.close()
    lines = [one for visit in visits for one in visit.lines()]
    lines += kept(member)
    said = "; ".join(
        f"{v.what} {v.taps} taps, {v.seconds:.1f} s, {(v.down + v.up) / 1024:.0f} KiB"
        for v in visits
    )
    return Verdict(lines, f"A register of twenty at 400 kbit/s and 400 ms: {said}.")


def ground() -> Any:
    """Return a worker whose class of twenty meets today, and another class for each visit."""
    from django.db import connections

    from rco_network.management.bench.ground import _class_of_twenty
    from rco_network.management.demo.make import make

    today = date.today()  # noqa: DTZ011 (the site's own day)
    make(seed=1, organisations=1, attendances=400, today=today, password=uuid4().hex)
    member, group, people = _class_of_twenty()
    copies(member, group, people)
    connections.close_all()
    return member


def copies(member: Any, group: Any, people: list[Any]) -> None:
    """Only the trial's classes meet today: four alike."""
    from rco_network.core.tenancy import scope
    from services.models import Enrolment, Group, Series

    own = {"organisation_id": member.organisation_id}
    rights = [str(right) for right in member.rights]
    with scope(user_id=member.user_id, organisation_ids=list(own.values()), rights=rights):
        others = Group.objects.for_organisation(member.organisation_id).exclude(pk=group.pk)
        others.update(closed_on=date(2020, 1, 1))
        series = Series.objects.get(group=group)
        for number in range(2, 5):
            more = Group.objects.create(
                **own,
                service_id=group.service_id,
                name=f"Class {number}",
                starts_at=group.starts_at,
                minutes=group.minutes,
            )
            series.pk, series.group = None, more
            series.uuid = uuid4()
            series._state.adding = True
            series.save()
            for person in people:
                Enrolment.objects.create(
                    **own, group=more, participant=person, enrolled_on="2020-01-06"
                )


def cookie_of(member: Any) -> Any:
    from django.conf import settings
    from django.db import connections

    from rco_network.accounts.sessions import session_of
    from rco_network.management.bench.ground import BACKEND

    key = session_of(member.user, BACKEND).cookie_key or ""
    connections.close_all()
    return {"name": settings.SESSION_COOKIE_NAME, "value": key}


def walk(phone: Any, line: SlowLine, address: str, place: Place) -> Iterator[Visit]:
    """Keep four registers, one after the other, as somebody with a phone does."""
    page = phone.new_page()
    for what in ("first visit, with a line", "second visit, with a line"):
        place.say(what)
        with measured(what, line, page) as (hand, visit):
            page.goto(f"{address}/")
            hand.tap(page.get_by_role("link", name="Log now").first)
            page.wait_for_url("**/register/**")
            mark(hand, page)
            hand.tap(page.get_by_role("button", name="Save"))
            page.wait_for_url(f"{address}/")
        yield visit[0]
    place.say("the week on the phone")
    with measured("taking the week along", line, page) as (hand, visit):
        page.goto(f"{address}/phone/")
        page.locator(".session").first.wait_for()
        page.wait_for_function("navigator.serviceWorker.controller !== null")
    yield visit[0]
    line.is_cut = True
    phone.set_offline(True)
    page.close()
    page = phone.new_page()
    place.say("without a line")
    with measured("without a line", line, page) as (hand, visit):
        page.goto(f"{address}/phone/")
        hand.tap(page.get_by_role("link", name="Log now").first)
        page.locator("form.register").wait_for()
        mark(hand, page)
        hand.tap(page.get_by_role("button", name="Save"))
        page.locator("[data-status]", has_text="not sent yet: 1").wait_for()
    yield visit[0]
    line.is_cut = False
    with measured("when the line is back", line, page) as (hand, visit):
        phone.set_offline(False)
        page.locator("[data-status]", has_text="All sent").wait_for()
    yield visit[0]


def mark(hand: Hand, page: Any) -> None:
    """Three of the twenty are away; the others are here, as the register starts."""
    for row in range(AWAY):
        hand.tap(page.locator(".reg").nth(row * 5).get_by_text("Away"))


@contextmanager
def measured(what: str, line: SlowLine, page: Any) -> Iterator[tuple[Hand, list[Visit]]]:
    """Count what is done inside; the visit is in the list afterwards."""
    hand, found = Hand(page), list[Visit]()
    before = line.down, line.up
    began = time.monotonic()
    yield hand, found
    seconds = time.monotonic() - began
    found.append(Visit(what, hand.taps, seconds, line.down - before[0], line.up - before[1]))


def kept(member: Any) -> list[Line]:
    """Three registers of twenty are there."""
    from rco_network.core.tenancy import scope
    from services.models import Attendance, Session

    with scope(user_id=member.user_id, organisation_ids=[member.organisation_id]):
        sessions = Session.objects.filter(held_on=date.today())  # noqa: DTZ011
        marks = Attendance.objects.filter(session__in=sessions).values_list("mark", flat=True)
        absent = sum(one == "absent" for one in marks)
        found = f"{len(sessions)} registers, {len(marks)} marks, {absent} away"
    return [Line("saved", found, "3 registers, 60 marks, 9 away", len(marks) == 60 and absent == 9)]
