"""A newcomer's first sign-in and a passkey, in a real browser with a device that is not there."""

from contextlib import ExitStack

import pytest

from organisations.enums import Role
from tests import factories as make
from tests.browser import PHONE, assert_accessible, chromium, sign_in
from tests.servers import database_copy, django_uses, site_on

WAY_IN = "/accounts/login/"


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """A browser, and the site under a name: passkeys are kept for names, not for numbers."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        # Playwright's loop makes Django think that a test body is asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = stack.enter_context(chromium())
        database = stack.enter_context(database_copy())
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(django_uses(database))
        address = stack.enter_context(site_on(database))
        yield browser, address.replace("127.0.0.1", "localhost")


@pytest.fixture
def site(house):
    return house[1]


@pytest.fixture
def phone(house):
    """A phone-sized page, with what its pages complained about."""
    context = house[0].new_context(viewport=PHONE)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    yield page
    context.close()


def device_of(page):
    """Give the browser a fingerprint reader (Chromium's own, for tests)."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(page):
    page.locator("[data-menu] summary").click()
    page.locator("[data-menu]").get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/people/" not in url)


def test_enrols_signs_out_and_comes_back_by_passkey(site, phone):
    user = make.make_user(second_factor=False)
    make.make_membership(Role.WORKER, user=user)
    device_of(phone)
    phone.goto(f"{site}{WAY_IN}?next=/people/")
    phone.fill("input[name=login]", user.email)
    phone.fill("input[name=password]", make.PASSWORD)
    phone.press("input[name=password]", "Enter")
    phone.wait_for_url("**/accounts/second-step/")
    assert_accessible(phone)
    phone.get_by_role("link", name="Use this device").click()
    phone.wait_for_url("**/webauthn/add/")
    assert_accessible(phone)
    assert phone.locator("input[name=name]").input_value() == "Chrome, Linux"
    phone.get_by_role("button", name="Make the passkey").click()
    phone.wait_for_url("**/recovery-codes/")
    assert phone.locator(".codes li").count() == 10
    assert_accessible(phone)
    phone.get_by_role("link", name="Go on").click()
    phone.wait_for_url("**/people/")

    sign_out(phone)
    phone.goto(f"{site}{WAY_IN}?next=/groups/")
    phone.get_by_role("button", name="Sign in with a passkey").click()
    phone.wait_for_url("**/groups/")
    assert phone.complaints == []


def test_a_passkey_is_a_second_step_too_and_a_proof(site, phone):
    member = make.make_membership(Role.MANAGER)
    device_of(phone)
    sign_in(phone, site, member.user.email, make.PASSWORD)
    phone.goto(f"{site}/accounts/2fa/webauthn/add/")
    phone.get_by_role("button", name="Make the passkey").click()
    phone.wait_for_url("**/accounts/2fa/**")
    sign_out(phone)
    phone.goto(f"{site}{WAY_IN}")
    phone.fill("input[name=login]", member.user.email)
    phone.fill("input[name=password]", make.PASSWORD)
    phone.press("input[name=password]", "Enter")
    phone.get_by_role("button", name="Use a passkey instead").click()
    phone.wait_for_url(f"{site}/")
    phone.goto(f"{site}/accounts/2fa/webauthn/reauthenticate/?next=/staff/")
    phone.get_by_role("button", name="Use a passkey").click()
    phone.wait_for_url("**/staff/")
    assert phone.complaints == []


def test_a_device_that_says_no_is_a_sentence(site, phone):
    phone.goto(f"{site}{WAY_IN}")
    device_of(phone)  # with no passkey on it
    phone.get_by_role("button", name="Sign in with a passkey").click()
    phone.get_by_text("That did not work. Nothing was changed.").wait_for()
