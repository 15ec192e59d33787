"""The register on a real phone's browser, with the line cut and the server stopped."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from organisations.enums import Role
from rco_network.accounts.sessions import session_of
from services.models import Attendance, HeadCount, MarkConflict, Participant, Session
from tests.browser import PHONE, chromium
from tests.factories import (
    acting,
    enrol,
    make_group,
    make_membership,
    make_participant,
    name_on,
)
from tests.servers import database_copy, django_uses, site_on

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LEFT = """async () => ({
  databases: (await indexedDB.databases()).map((one) => one.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookies: document.cookie,
  local: localStorage.length,
})"""


@pytest.fixture(scope="module")
def ground(django_test_environment, django_db_blocker):
    """A logger with a class of twenty and a drop-in, a worker beside them, a site and a browser."""
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with django_db_blocker.unblock(), database_copy() as database, django_uses(database):
        worker = make_membership(Role.WORKER)
        logger = make_membership(Role.LOGGER, worker.organisation)
        with acting(worker):
            today = timezone.localdate()
            groups = [
                make_group(worker.organisation, name="Beginners", weekday=today.weekday()),
                make_group(
                    worker.organisation, name="Drop-in", weekday=today.weekday(), counting="heads"
                ),
            ]
            name_on(groups[0], logger)
            name_on(groups[1], logger)
            people = [
                make_participant(worker.organisation, name=f"Learner {n:02}") for n in range(20)
            ]
            enrol(groups[0], *people)
        with chromium() as browser:
            yield SimpleNamespace(
                database=database, browser=browser, worker=worker, logger=logger, today=today
            )
    monkeypatch.undo()


def phone_of(ground, site, membership):
    """A phone on which somebody is signed in; everything it complains of fails the test."""
    context = ground.browser.new_context(viewport=PHONE, has_touch=True)
    context.set_default_timeout(15_000)
    key = session_of(membership.user, BACKEND).cookie_key
    context.add_cookies([{"name": "sessionid", "value": key, "url": site}])
    return context


def open_week(context, site):
    page = context.new_page()
    page.goto(f"{site}/phone/")
    page.get_by_role("heading", name="Today").wait_for()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def status(page, says):
    page.locator("[data-status]", has_text=says).wait_for()


def mark(page, name, word):
    page.locator(".reg").filter(has_text=name).get_by_text(word, exact=True).tap()


def save(page):
    page.get_by_role("button", name="Save").tap()
    page.get_by_role("heading", name="On this phone").wait_for()


def marks_of(ground):
    with acting(ground.worker):
        return dict(Attendance.objects.values_list("participant__name", "mark"))


def test_an_evening_without_a_line(ground):
    """Marked, added and counted while the server is down; sent once when it is back; gone after."""
    from axe_playwright_python.sync_playwright import Axe

    with site_on(ground.database) as site:
        port = int(site.rpartition(":")[2])
        context = phone_of(ground, site, ground.logger)
        page = open_week(context, site)
        for language, direction in (("ar", "rtl"), ("en-gb", "ltr")):
            # The shell that is kept is another one after the next visit.
            context.add_cookies([{"name": "language", "value": language, "url": site}])
            page.reload()
            page.locator(f"html[dir={direction}]").wait_for(state="attached")
            page.locator(".session").first.wait_for()
            assert Axe().run(page).violations_count == 0
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # The server is stopped, not only the browser told so.
    context.set_offline(True)
    page.close()
    page = context.new_page()
    page.goto(f"{site}/")
    page.wait_for_url("**/phone/")
    page.get_by_role("link", name="Log now").first.tap()
    page.locator(".reg").nth(19).wait_for()
    assert page.locator(".reg").count() == 20
    mark(page, "Learner 03", "Away")
    mark(page, "Learner 07", "Late")
    page.get_by_role("button", name="Add someone new").tap()
    page.locator(".newcomer input:focus").wait_for()
    page.keyboard.type("ሰላም ተስፋይ")
    page.locator(".save-count", has_text="20 here · 1 away").wait_for()
    save(page)
    page.get_by_role("link", name="Log now").tap()
    page.get_by_label("How many people").fill("34")
    save(page)
    page.get_by_role("link", name="Saved here, 34 here").wait_for()
    page.get_by_role("link", name="Saved here, 20 here").tap()
    mark(page, "Learner 03", "Late")
    save(page)
    status(page, "Saved on this phone, not sent yet: 4. No connection.")
    page.close()
    page = context.new_page()
    page.goto(f"{site}/phone/")
    status(page, "not sent yet: 4")
    stored = page.evaluate(
        "async () => JSON.stringify(await (await idb.openDB('phone')).getAll('outbox'))"
    )
    assert "Learner" not in stored and "ሰላም" not in stored
    with site_on(ground.database, port=port):
        context.set_offline(False)
        status(page, "All sent")
        found = marks_of(ground)
        assert len(found) == 21 and found["Learner 03"] == found["Learner 07"] == "late"
        assert found["Learner 00"] == found["ሰላም ተስፋይ"] == "present"
        with acting(ground.worker):
            assert Session.objects.count() == 2
            assert HeadCount.objects.get().people == 34
            assert Participant.objects.count() == 21
        page.get_by_role("link", name="Logged, 21 here").wait_for()
        page.get_by_role("button", name="Sign out and forget").tap()
        page.wait_for_url("**/accounts/login/**")
        left = page.evaluate(LEFT)
        assert "phone" not in left.pop("cookies")
        assert left == {"databases": [], "caches": [], "workers": 0, "local": 0}
        names = {cookie["name"] for cookie in context.cookies()}
        assert not [name for name in names if name.startswith("phone")]
    context.close()


def test_two_phones_on_one_register_and_a_sign_in_that_ran_out(ground):
    with acting(ground.worker):
        Attendance.objects.all().delete()
        Session.objects.all().delete()
    with site_on(ground.database) as site:
        first, second = (phone_of(ground, site, who) for who in (ground.worker, ground.logger))
        pages = [open_week(first, site), open_week(second, site)]
        for context, page, word in zip((first, second), pages, ("Late", "Away"), strict=True):
            context.set_offline(True)
            page.get_by_role("link", name="Log now").first.tap()
            mark(page, "Learner 05", word)
            if word == "Away":
                mark(page, "Learner 06", word)
            save(page)
            status(page, "not sent yet: 1")
        # The second one's sign-in ends meanwhile: what was written stays, the names go.
        second.clear_cookies(name="sessionid")
        first.set_offline(False)
        status(pages[0], "All sent")
        second.set_offline(False)
        status(pages[1], "Sign in, and they are sent.")
        assert "Learner" not in pages[1].content()
        key = session_of(ground.logger.user, BACKEND).cookie_key
        second.add_cookies([{"name": "sessionid", "value": key, "url": site}])
        pages[1].goto(f"{site}/phone/")
        status(pages[1], "Marked differently by somebody else: 1.")
        found = marks_of(ground)
        assert (found["Learner 05"], found["Learner 06"]) == ("late", "absent")
        pages[1].get_by_role("link", name="Look").tap()
        pages[1].locator("article", has_text="Learner 05").wait_for()
        pages[1].get_by_role("button", name="Understood").tap()
        # Who keeps the register sees it on the first page and decides.
        pages[0].goto(f"{site}/")
        pages[0].get_by_role("link", name="Beginners").filter(has_text="differently").tap()
        pages[0].get_by_role("button", name="Away", exact=True).tap()
        pages[0].get_by_text("Decided.").wait_for()
        assert marks_of(ground)["Learner 05"] == "absent"
        with acting(ground.worker):
            assert not MarkConflict.objects.exists()
        # Somebody else signs in on the second phone: nothing of the first is left for them.
        key = session_of(ground.worker.user, BACKEND).cookie_key
        second.add_cookies([{"name": "sessionid", "value": key, "url": site}])
        pages[1].goto(f"{site}/groups/")
        pages[1].wait_for_function("async () => !(await indexedDB.databases()).length")
        for context in (first, second):
            context.close()
