"""A real browser for the tests: Debian's Chromium, driven by Playwright's Python client."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from .factories import TOTP_SECRET

CHROMIUM = Path("/usr/bin/chromium")
PHONE = {"width": 360, "height": 740}
_used: dict[str, int] = {}


@contextmanager
def chromium() -> Iterator[Any]:
    """A headless Chromium, or a skip that says how to get one."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    arguments += ["--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield browser
        browser.close()


def sign_in(page: Any, site: str, email: str, password: str, secret: str = TOTP_SECRET) -> None:
    """Go through both pages of signing in as a person does."""
    page.goto(f"{site}/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/accounts/2fa/authenticate/**")
    page.fill("input[name=code]", next_code(email, secret))
    page.press("input[name=code]", "Enter")
    page.wait_for_url(f"{site}/")


def next_code(email: str, secret: str = TOTP_SECRET) -> str:
    """Return a code of this person's app that was not used before. Each works once, and the one
    of the half minute before and after is good too; a fourth within half a minute has to wait."""
    from rco_network.accounts.codes import code_at

    counter = max(int(time.time()) // 30 - 1, _used.get(email, 0) + 1)
    while counter > int(time.time()) // 30 + 1:
        time.sleep(0.5)
    _used[email] = counter
    return code_at(secret, counter)


def assert_accessible(page: Any) -> None:
    """axe finds nothing and nothing sticks out sideways, from left to right and from right to
    left. Reloads the page, so what was typed on it is gone afterwards."""
    from axe_playwright_python.sync_playwright import Axe

    address = "/".join(page.url.split("/")[:3])
    for language, direction in (("ar", "rtl"), ("en-gb", "ltr")):
        page.context.add_cookies([{"name": "language", "value": language, "url": address}])
        page.reload()
        assert page.locator("html").get_attribute("dir") == direction
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
