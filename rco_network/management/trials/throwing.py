"""Throwing odd inputs at the site as one visitor, and seeing what it says and what stays."""

import re
from dataclasses import dataclass, field

from organisations.models import StaffMembership
from rco_network.accounts.models import User

from .browser import Answer, Browser
from .crawl import look, walk
from .ground import Ground, everything
from .marks import leaks
from .odd import SCRIPT, Generator, Odd
from .passkeys import enrol
from .visitors import Visitor

_TRACE = re.compile(rb"Traceback \(most recent|File \"[^\"]+\", line \d+|psycopg\.|DETAIL:  ")
# How often the visitor's place is made whole: some forms are there to give it up.
_REPAIRED_EVERY = 50


@dataclass
class Found:
    """What came of it. `seconds` are how long each request took."""

    requests: int = 0
    signed_in_again: int = 0
    forms: int = 0
    pages: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    poisoned: list[str] = field(default_factory=list)

    def slowest(self, share: float = 0.99) -> float:
        """Return how long the given share of the requests took at most, in seconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class Thrower:
    """One visitor who sends whatever the generator makes. What is stored stays."""

    def __init__(self, ground: Ground, visitor: Visitor, found: Found, seed: int) -> None:
        self.ground, self.visitor, self.found = ground, visitor, found
        self.home = ground.world_of(visitor)
        walked = walk(ground, visitor)
        # After these nothing else is open to the visitor.
        last = ("/logout", "/hand-over")
        forms = [form for form in walked.forms if not any(one in form.action for one in last)]
        self.pages = walked.pages
        self.generator = Generator(seed, self.pages, forms)
        self.browser = ground.browser(visitor)
        found.forms += len(forms)
        found.pages += len(self.pages)

    def run(self, requests: int) -> None:
        """Send so many, then look at every page again: nothing stored may have broken one."""
        for number in range(requests):
            if number % _REPAIRED_EVERY == 0:
                self._repair()
            self._send(self.generator.next())
        self._repair()
        for page in self.pages:
            answer = look(self.browser, page)
            if answer.status >= 500:
                self.found.poisoned.append(f"{self.visitor} {page}: {answer.fault}")
            self._look_for_scripts(f"{self.visitor} {page}", answer)

    def _send(self, odd: Odd) -> None:
        answer = self._ask(odd)
        if _is_out(answer):
            # An earlier input has signed them out, or ended their place: once more, from inside.
            self._repair()
            answer = self._ask(odd)
        self._judge(odd, answer)

    def _ask(self, odd: Odd) -> Answer:
        browser = Browser(self.browser.cookies | odd.cookies)
        return browser.ask(
            odd.method,
            odd.path,
            odd.body,
            content_type=odd.content_type,
            headers=odd.headers,
            **odd.environ,
        )

    def _judge(self, odd: Odd, answer: Answer) -> None:
        found, what = self.found, f"{self.visitor} {odd.method} {odd.path[:90]!r}"
        found.requests += 1
        found.seconds.append(answer.seconds)
        found.statuses[answer.status] = found.statuses.get(answer.status, 0) + 1
        if answer.status >= 500:
            found.errors.append(f"{what}: {answer.status} {answer.fault}")
        if _TRACE.search(answer.body):
            found.traces.append(what)
        # Whoever holds a secret address may read what it says.
        if not any(token in odd.path for token in self.home.tokens.values()):
            for leak in leaks(self.visitor, answer.text, self.home.name):
                found.leaked.append(f"{what}: {leak}")
        self._look_for_scripts(what, answer)

    def _look_for_scripts(self, what: str, answer: Answer) -> None:
        if "html" in answer.header("Content-Type") and SCRIPT in answer.text:
            self.found.scripts.append(what)

    def _repair(self) -> None:
        """Give the visitor back what its own forms can take away, and sign in again."""
        user = self.home.users[self.visitor]
        member = self.home.members[self.visitor]
        with everything(self.home.owner_pks(), user.pk):
            StaffMembership.objects.filter(pk=member.pk).update(
                ended_at=None, role=member.role, duties=member.duties
            )
            User.objects.filter(pk=user.pk).update(is_active=True, password=user.password)
            user.refresh_from_db()
            if not user.authenticator_set.filter(type="totp").exists():
                user.authenticator_set.all().delete()
                enrol(user)
        if look(self.browser, "/").status != 200:
            self.found.signed_in_again += 1
            self.browser = self.ground.browser(self.visitor)


def _is_out(answer: Answer) -> bool:
    """Whether the answer is for somebody who is not signed in."""
    leads_in = answer.header("Location").startswith("/accounts/login/")
    return leads_in or (answer.status in (401, 403) and b"/accounts/login/" in answer.body)
