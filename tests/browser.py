"""A real browser for the tests: Debian's Chromium, driven by Playwright's Python client."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
PHONE = {"width": 360, "height": 740}


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


def sign_in(page: Any, site: str, email: str, password: str) -> None:
    """Go through the sign-in page as a person does."""
    page.goto(f"{site}/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{site}/")


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
