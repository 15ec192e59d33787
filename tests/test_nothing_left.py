"""After signing out on a shared phone: Back, stores, and the browser's own files."""

from contextlib import suppress

import pytest

from organisations.enums import Role
from rco_network.accounts.sessions import session_of
from tests.browser import CHROMIUM, PHONE
from tests.factories import acting, enrol, make_group, make_membership, make_participant
from tests.servers import database_copy, django_uses, site_on

MARK = "Qamarzad Ozbekoghlu"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STORES = """async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const name of await caches.keys()) {
    for (const asked of await (await caches.open(name)).keys()) kept.push(asked.url);
  }
  for (const one of await indexedDB.databases()) kept.push(one.name);
  kept.push(...(await navigator.serviceWorker.getRegistrations()).map((one) => one.scope));
  return kept.join("\\n");
}"""


@pytest.fixture(scope="module")
def visit(django_test_environment, django_db_blocker, tmp_path_factory):
    """A worker looked at somebody's pages on a phone, signed out, and the phone was passed on."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import Error, sync_playwright

    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    profile = tmp_path_factory.mktemp("profile")
    found = {"back": [], "seen": []}
    with django_db_blocker.unblock(), database_copy() as database, django_uses(database):
        member = make_membership(Role.WORKER)
        with acting(member):
            person = make_participant(member.organisation, name=MARK)
            enrol(make_group(member.organisation), person)
        cookie = session_of(member.user, BACKEND).cookie_key
        with site_on(database) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch_persistent_context(
                profile,
                executable_path=str(CHROMIUM),
                viewport=PHONE,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            browser.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
            page = browser.new_page()
            for path in ("/people/", f"/people/{person.uuid}/", f"/people/{person.uuid}/contact/"):
                page.goto(site + path)
                found["seen"].append(MARK in page.content())
            page.goto(f"{site}/people/{person.uuid}/")
            page.evaluate("document.querySelector('form[action*=logout]').requestSubmit()")
            page.wait_for_url(lambda url: "/people/" not in url)
            for _ in range(5):
                page.go_back(wait_until="commit", timeout=20000)
                page.wait_for_timeout(300)
                found["back"].append(MARK in page.content())
            browser.set_offline(True)
            for _ in range(2):
                with suppress(Error):  # the browser says that there is no network
                    page.go_forward(wait_until="commit", timeout=20000)
                page.wait_for_timeout(300)
                found["back"].append(MARK in page.content())
            browser.set_offline(False)
            page.goto(f"{site}/accounts/login/")
            found["stores"] = page.evaluate(STORES)
            browser.close()
    monkeypatch.undo()
    found["files"] = [
        str(path.relative_to(profile))
        for path in profile.rglob("*")
        if path.is_file()
        for text in (MARK, MARK.replace(" ", "%20"))
        if text.encode() in (data := path.read_bytes()) or text.encode("utf-16-le") in data
    ]
    return found


def test_the_name_was_on_the_pages(visit):
    assert visit["seen"] == [True, True, True]


def test_back_and_forward_show_nothing_of_it_online_or_off(visit):
    assert visit["back"] == [False] * 7


def test_no_store_of_the_browser_has_it(visit):
    assert MARK not in visit["stores"]
    assert "/people/" not in visit["stores"]


def test_no_file_of_the_browser_has_it(visit):
    assert visit["files"] == []
