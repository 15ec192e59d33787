"""What every test has: real servers, and templates that may not name what is not there."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import time_machine
from django.template import engines

pytest_plugins = ["tests.servers"]


# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

TESTS = Path(__file__).parent
# Whole walks through the product: minutes in one file, that no core should begin as the last.
LONG = (TESTS, TESTS / "access", TESTS / "management")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long ones (`manage.py test` hands files out in this order)."""
    items.sort(key=lambda item: item.path.parent not in LONG)


@pytest.fixture(autouse=True, scope="session")
def proofs_keep_real_time() -> None:
    """A test may stop the clock of what it looks at; the database's goes on."""
    from rco_network.core.tenancy import proof

    def real() -> float:
        hatch = time_machine.escape_hatch
        return hatch.time.time() if hatch.is_travelling() else time.time()

    proof.clock = real


class UndefinedVariable(str):
    """Given to Django as `string_if_invalid`: drawing an unknown name is an error, not a gap."""

    def __contains__(self, other: object) -> bool:
        return other == "%s"

    def __mod__(self, name: Any) -> str:
        raise AssertionError(f"A template asked for {name!r}, which nobody gave it.")


@pytest.fixture(autouse=True)
def undefined_variables_fail(settings: Any) -> None:
    engines["django"].engine.string_if_invalid = UndefinedVariable("undefined: %s")


@pytest.fixture(autouse=True, scope="session")
def sign_in_by_cookie() -> Iterator[None]:
    """Django's test client takes a session's name for its cookie; here the two differ."""
    from django.conf import settings
    from django.contrib.auth import login
    from django.http import HttpRequest
    from django.test.client import ClientMixin

    from rco_network.accounts.sessions import SessionStore
    from rco_network.core.tenancy import SIGN_IN, scope

    kept = {name: getattr(ClientMixin, name) for name in ("session", "_login")}

    def session(self: Any) -> Any:
        cookie = self.cookies.get(settings.SESSION_COOKIE_NAME)
        store = SessionStore(cookie.value if cookie else None)
        if not cookie:
            store.save()
            self.cookies[settings.SESSION_COOKIE_NAME] = store.cookie_key
        return store

    def _login(self: Any, user: Any, backend: str | None = None) -> None:
        request = HttpRequest()
        request.session = self.session
        with scope(rights=[SIGN_IN]):
            login(request, user, backend)
            request.session.save()
        self._set_login_cookies(request)
        self.cookies[settings.SESSION_COOKIE_NAME] = request.session.cookie_key

    ClientMixin.session, ClientMixin._login = property(session), _login
    yield
    for name, value in kept.items():
        setattr(ClientMixin, name, value)


@pytest.fixture
def as_member(client: Any) -> Any:
    """Sign in as a staff membership: `page = as_member(membership).get(...)`."""

    def sign_in(membership: Any) -> Any:
        client.force_login(
            membership.user, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return sign_in
