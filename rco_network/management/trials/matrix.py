"""The access matrix: every address, by every method, for every visitor, with every kind of id.

A "near" id is real and of the visitor's own organisation, and still not for their eyes: a
restricted record, another group's, the other payer's award.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from zlib import crc32

from django.db import transaction

from .addresses import Address, addresses
from .browser import Answer, Browser
from .door import Door
from .doors import doors
from .ground import MADE_UP_CODE, MADE_UP_KEY, MADE_UP_UUID, Ground
from .marks import leaks
from .trial import in_silence
from .visitors import NOT_IN, Visitor

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
OWN, ANOTHERS, NEAR, MADE_UP, NO_ID = "own", "another's", "a near", "made-up", "no"
ALL_KINDS = frozenset({OWN, ANOTHERS, NEAR, MADE_UP, NO_ID})
Rules = Callable[[str, Answer], list[str]]
_COME_IN = {200, 204, 302, 303}
# The form was refused, or the row is not in a state in which this can be done.
_BADLY_FILLED = {400, 404, 409, 410, 422}
_SIGN_IN = ("/accounts/login/", "/admin/login/", "/accounts/reauthenticate", "/accounts/2fa/")


@dataclass
class Found:
    """What the matrix came to. `leaked` and `faults` are sentences for whoever mends it."""

    cells: int = 0
    leaked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    visitors: set[Visitor] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


class Matrix:
    """The cells of some visitors on one ground.

    `is_brief` tries half of the addresses for each visitor, which one their names say, and
    leaves out what seldom tells more, since the tests have less time: methods that are
    turned away before anybody is known (tests/access/test_methods.py has them), most heads, and
    others' ids in what is sent by who may not come in at all. `keeps_rules` is given
    each answer to one's own ids and returns sentences about what is wrong with it.
    """

    def __init__(
        self, ground: Ground, *, is_brief: bool = False, keeps_rules: Rules | None = None
    ) -> None:
        self.ground, self.is_brief, self.keeps_rules = ground, is_brief, keeps_rules
        self.found = Found()

    @cached_property
    def table(self) -> dict[str, Door]:
        return doors()

    def run(self, visitors: Iterable[Visitor]) -> Found:
        """Try every cell of these visitors. Each is undone before the next."""
        with in_silence():
            for visitor in visitors:
                self.found.visitors.add(visitor)
                self._visit(visitor, self.ground.browser(visitor))
        return self.found

    def _visit(self, visitor: Visitor, browser: Browser) -> None:
        for address in addresses():
            self.found.names.add(address.name)
            if self.is_brief and crc32(f"{visitor} {address.name}".encode()) % 2:
                continue
            if address.name in self.table:
                self._try(visitor, browser, address, self.table[address.name])
            else:
                self.found.faults.append(f"{address.name}: not in the table of doors")

    def _try(self, visitor: Visitor, browser: Browser, address: Address, door: Door) -> None:
        kinds = [OWN, ANOTHERS, MADE_UP] if door.of or door.sends else [NO_ID]
        if self.ground.world_of(visitor).near(door.of, visitor):
            kinds.append(NEAR)
        asked = {kind: Asked(self.ground, visitor, address, door, kind) for kind in kinds}
        for method in METHODS:
            is_left_out = self._left_out(method, visitor, door)
            tried = {kind: one for kind, one in asked.items() if kind not in is_left_out}
            answers = {kind: _undone(browser, method, one) for kind, one in tried.items()}
            for kind, answer in answers.items():
                self.found.cells += 1
                self._judge(Cell(visitor, method, kind, address.name, door), answer, asked[kind])
            for kind in (ANOTHERS, NEAR):
                if kind in answers and MADE_UP in answers and not door.is_open:
                    self._compare(Cell(visitor, method, kind, address.name, door), asked, answers)

    def _left_out(self, method: str, visitor: Visitor, door: Door) -> frozenset[str]:
        """Return the kinds of ids that are not tried in brief."""
        is_welcome = visitor in door.who
        if not self.is_brief:
            return frozenset()
        if method not in ("GET", "HEAD", "POST") or (method == "HEAD" and not is_welcome):
            return ALL_KINDS
        if visitor in NOT_IN:
            return frozenset({ANOTHERS, NEAR})
        return frozenset() if is_welcome or method == "GET" else frozenset({ANOTHERS, MADE_UP})

    def _judge(self, cell: "Cell", answer: Answer, asked: "Asked") -> None:
        if problem := cell.problem(answer):
            self.found.faults.append(f"{cell}: {problem}")
        if self.keeps_rules and cell.kind in (OWN, NO_ID) and cell.method in ("GET", "POST"):
            self.found.faults += self.keeps_rules(str(cell), answer)
        world = self.ground.world_of(cell.visitor).name
        said = answer.text + "".join(value for _, value in answer.headers)
        if not asked.holds_secret:
            for leak in leaks(cell.visitor, said, world):
                self.found.leaked.append(f"{cell}: {leak}")

    def _compare(self, cell: "Cell", asked: dict[str, "Asked"], answers: dict[str, Answer]) -> None:
        """A real id that is not theirs and one that was made up must tell the asker the same."""
        real, made_up = answers[cell.kind], answers[MADE_UP]
        same = real.likeness(*asked[cell.kind].ids) == made_up.likeness(*asked[MADE_UP].ids)
        if not same:
            self.found.leaked.append(f"{cell}: a made-up one is answered differently")
        elif real.queries != made_up.queries:
            self.found.leaked.append(
                f"{cell}: {real.queries} queries, {made_up.queries} for one that was made up"
            )


@dataclass(frozen=True)
class Cell:
    """One visitor at one door, by one method, with one kind of id."""

    visitor: Visitor
    method: str
    kind: str
    name: str
    door: Door

    def __str__(self) -> str:
        return f"{self.visitor} {self.method} {self.name} with {self.kind} id"

    def problem(self, answer: Answer) -> str:
        """Return what is wrong with the answer, "" when nothing is."""
        status = answer.status
        if status >= 500:
            return f"a server error ({status})"
        if self.method not in ("GET", "HEAD", "POST"):
            return "" if status == 405 else f"{status}, not 405"
        wanted = "GET" if self.method == "HEAD" else self.method
        if self.visitor in self.door.who:
            if status in self.door.also:
                return ""
            if wanted not in self.door.methods and status in (403, 405):
                return ""
            return self._of_welcome(answer)
        return self._of_refused(answer)

    def _of_welcome(self, answer: Answer) -> str:
        status = answer.status
        is_foreign = self.kind in (ANOTHERS, NEAR) and not self.door.is_open
        # Django's admin leads back to its first page, where it says that there is no such row.
        if self.kind == MADE_UP and self.door.is_open and status in (302, 303):
            return _known_place(answer)
        if is_foreign or self.kind == MADE_UP:
            return "" if status in (404, 405) else f"{status}, not 404"
        if status in (302, 303):
            return _known_place(answer)
        badly_filled = status in _BADLY_FILLED and (
            self.method == "POST" or self.kind == NO_ID or self.door.is_open
        )
        # A view for GET alone may leave HEAD out.
        is_left_out = self.method == "HEAD" and status == 405
        return (
            ""
            if status in _COME_IN or badly_filled or is_left_out
            else f"{status}, but it is their door"
        )

    def _of_refused(self, answer: Answer) -> str:
        status = answer.status
        if status in (302, 303) and answer.header("Location").startswith(_SIGN_IN):
            return ""
        if self.visitor in NOT_IN:
            # A form that comes after the session has ended is answered with a page that keeps it.
            is_kept = status in (401, 403) and self.method == "POST"
            return "" if status == 405 or is_kept else f"{status}, not the way in"
        if status == 403 and b'class="lead"' not in answer.body:
            return "403 without a reason"
        return "" if status in (403, 404, 405) else f"{status}, but it is not their door"


def _known_place(answer: Answer) -> str:
    place = answer.header("Location")
    is_ours = place.startswith(("/", "?")) and not place.startswith("//")
    return "" if is_ours else f"goes to {place}"


class Asked:
    """An address with its ids: the visitor's own, another organisation's, or made up."""

    def __init__(
        self, ground: Ground, visitor: Visitor, address: Address, door: Door, kind: str
    ) -> None:
        self.ground, self.visitor, self.kind = ground, visitor, kind
        self.ids: list[str] = []
        values = {
            part: door.fixed[part] if part in door.fixed else self._id(door.of, part)
            for part in address.parts
        }
        self.path = address.filled(values)
        self.data = {name: self._id(label, "uuid") for name, label in door.sends.items()}
        # Whoever holds an invitation's secret may read what it says.
        self.holds_secret = door.of == "token" and kind != MADE_UP

    def _id(self, label: str, part: str) -> str:
        found = self._made_up(label, part) if self.kind == MADE_UP else self._real(label, part)
        self.ids.append(found)
        return found

    def _made_up(self, label: str, part: str) -> str:
        if label == "token":
            return "made-up-secret-that-opens-nothing"
        if part == "code":
            return MADE_UP_CODE
        return str(MADE_UP_UUID if "uuid" in part else MADE_UP_KEY)

    def _real(self, label: str, part: str) -> str:
        at_home = self.kind in (OWN, NEAR)
        world = (self.ground.world_of if at_home else self.ground.across)(self.visitor)
        if label == "token":
            return world.tokens["rco"]
        near = world.near(label, self.visitor) if self.kind == NEAR else None
        row = near or world.row(label, self.visitor)
        if part == "code":
            return str(row.code)
        return str(row.uuid if "uuid" in part else row.pk)


def _undone(browser: Browser, method: str, asked: Asked) -> Answer:
    """Ask, and take back whatever it did: no cell stands on what another has left."""
    fresh = Browser(dict(browser.cookies))
    with transaction.atomic():
        data = asked.data if method == "POST" else None
        answer = fresh.ask(method, asked.path, data)
        transaction.set_rollback(True)
    return answer
