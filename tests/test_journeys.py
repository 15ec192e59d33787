"""The main job, end to end: a class logged on a phone reaches the funder's PDF.

One story in a real browser, against the real site, worker, broker and database. The tests run
in the order in which they stand; each signs in as one of the three users.
"""

import io
from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from django.utils import timezone
from pypdf import PdfReader

from funding.models import AttributionRule
from organisations.enums import Kind, Role
from organisations.models import ForumMembership
from rco_network.core.paper.pdf import has_pango
from rco_network.core.tenancy import scope
from services.models import Attendance, Participant, Session

from .browser import PHONE, assert_accessible, chromium, sign_in
from .factories import (
    PASSWORD,
    acting,
    enrol,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_user,
    name_on,
)
from .servers import database_copy, django_uses, site_on, worker_on

pytestmark = pytest.mark.skipif(not has_pango(), reason="Pango is not installed on this machine")


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    """A network of an RCO, its forum and its funder; a class of twenty meets today."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        # Playwright's loop makes Django think that a test body is asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = stack.enter_context(chromium())
        database = stack.enter_context(database_copy())
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(django_uses(database))
        made = a_network()
        stack.enter_context(worker_on(database, beat=True))
        made.site = stack.enter_context(site_on(database))
        made.browser = browser
        yield made


def a_network():
    rco = make_organisation(Kind.RCO, name="Tesfa Community House", is_fictional=True)
    people = {
        role: make_membership(role, rco, make_user(email=f"{role}@tesfa.example", name=name))
        for role, name in (
            (Role.LOGGER, "Selam"),
            (Role.WORKER, "Yusuf"),
            (Role.MANAGER, "Amina"),
        )
    }
    coordinator = make_membership(
        Role.COORDINATOR, user=make_user(email="coordinator@weft.example", name="Parisa")
    )
    officer = make_membership(
        Role.OFFICER, user=make_user(email="officer@river.example", name="Olena")
    )
    today = timezone.localdate()
    with scope(installation=True):
        ForumMembership.objects.create(
            forum=coordinator.organisation, member=rco, joined_on=today.replace(month=1, day=1)
        )
    award = make_award(
        officer.organisation,
        rco,
        starts_on=today.replace(month=1, day=1),
        ends_on=today.replace(month=12, day=31),
    )
    manager = people[Role.MANAGER]
    with acting(manager):
        AttributionRule.objects.create(organisation=rco, award=award)
        group = make_group(rco, name="Beginners", weekday=today.weekday())
        name_on(group, people[Role.LOGGER])
        enrol(group, *[make_participant(rco, name=f"Learner {n:02}") for n in range(1, 21)])
    return SimpleNamespace(manager=manager, award=award, group=group)


@pytest.fixture
def phone(story):
    context = story.browser.new_context(viewport=PHONE, has_touch=True, accept_downloads=True)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_worker_logs_a_class_of_twenty_on_two_screens(story, phone):
    sign_in(phone, story.site, "logger@tesfa.example", PASSWORD)
    assert_accessible(phone)
    phone.get_by_role("link", name="Log now").tap()
    phone.wait_for_url("**/register/**")
    assert_accessible(phone)
    rows = phone.locator(".reg")
    assert rows.filter(has_text="Learner").count() == 20
    rows.filter(has_text="Learner 03").get_by_text("Away").tap()
    rows.filter(has_text="Learner 07").get_by_text("Late").tap()
    phone.get_by_role("button", name="Add someone new").tap()
    phone.keyboard.type("ሰላም ተስፋይ")
    assert "20 here" in phone.locator("[data-count]").inner_text()
    phone.get_by_role("button", name="Save").tap()
    phone.wait_for_url(f"{story.site}/")
    assert "Beginners: saved, 20 here." in phone.locator("main").inner_text()
    with acting(story.manager):
        assert Session.objects.count() == 1
        marks = list(Attendance.objects.values_list("mark", flat=True))
        assert sorted(set(marks)) == ["absent", "late", "present"]
        assert len(marks) == 21
        assert Participant.objects.filter(name="ሰላም ተስፋይ").exists()


def test_manager_makes_the_report_and_sees_its_progress(story, phone):
    sign_in(phone, story.site, "manager@tesfa.example", PASSWORD)
    phone.goto(f"{story.site}/awards/{story.award.uuid}/reports/")
    assert_accessible(phone)
    phone.get_by_role("button", name="Make the report").tap()
    phone.wait_for_url("**/reports/*/")
    # Counted by the worker; the page asks by itself until the draft is there.
    phone.locator("text=A draft, not issued yet").wait_for()
    assert "held 1 session for this award" in phone.locator("main").inner_text()
    assert_accessible(phone)
    phone.get_by_role("link", name="Edit the words").tap()
    phone.wait_for_url("**/words/")
    assert_accessible(phone)  # It opens the page anew, so that what was typed would be lost.
    phone.get_by_label("In brief").fill("[people] different people took part in our first class.")
    phone.get_by_role("button", name="Save").tap()
    phone.get_by_text("Saved.", exact=True).wait_for()
    phone.get_by_role("button", name="Send for approval").tap()
    phone.get_by_text("Waiting for approval").wait_for()


def test_a_colleague_approves_it_and_it_is_issued(story, phone):
    sign_in(phone, story.site, "worker@tesfa.example", PASSWORD)
    phone.get_by_role("link", name="Approve a report").tap()
    phone.get_by_text("You were asked to approve this report").wait_for()
    assert_accessible(phone)
    phone.get_by_role("button", name="Approve and issue").tap()
    phone.wait_for_url("**/editions/*/", timeout=60_000)
    assert "Approved by" in phone.locator("main").inner_text()
    assert_accessible(phone)
    phone.get_by_role("link", name="Different people").first.tap()
    phone.get_by_text("Rows behind it").wait_for()
    assert "Learner 05" in phone.locator("main").inner_text()
    assert_accessible(phone)


def test_funder_downloads_a_pdf_whose_figures_include_the_class(story, phone):
    sign_in(phone, story.site, "officer@river.example", PASSWORD)
    assert_accessible(phone)
    phone.get_by_role("link", name="Tesfa Community House").first.tap()
    phone.wait_for_url("**/editions/*/")
    assert_accessible(phone)
    with phone.expect_download() as waiting:
        phone.get_by_role("link", name="PDF").tap()
    pdf = PdfReader(io.BytesIO(waiting.value.path().read_bytes()))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "different people took part in our first class" in text
    assert "20" in text
    assert "Learner" not in text


def test_coordinator_sees_that_the_organisation_is_alive(story, phone):
    sign_in(phone, story.site, "coordinator@weft.example", PASSWORD)
    assert_accessible(phone)
    card = phone.locator("tr", has_text="Tesfa Community House")
    today = timezone.localdate()
    assert f"{today.day} {today:%B %Y}" in card.inner_text()
    assert "Learner" not in phone.content()


def test_register_is_saved_without_javascript(story):
    context = story.browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, story.site, "logger@tesfa.example", PASSWORD)
    page.goto(f"{story.site}/groups/{story.group.uuid}/register/?on=2026-01-12")
    page.get_by_role("button", name="Add someone new").click()
    page.locator("input[name$=_name]").fill("Mehari")
    # The report that was issued above counts this day: then the page asks why it is changed.
    if page.locator("[name=because]").count():
        page.locator("[name=because]").fill("The paper list was found.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"{story.site}/")
    with acting(story.manager):
        session = Session.objects.get(held_on="2026-01-12")
        assert Attendance.objects.filter(session=session).count() >= 1
    context.close()
