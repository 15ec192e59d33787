"""Every address of the site: closed to the public unless listed here with its reason."""

from uuid import uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from organisations.enums import Role

from .factories import make_membership

pytestmark = pytest.mark.django_db

PUBLIC = {
    "account_login": "the way in",
    "account_logout": "sends those who are out already to the first page",
    "account_signup": "says that people are invited",
    "account_inactive": "says that an account is closed",
    "account_email_verification_sent": "says where to look",
    "account_request_login_code": "a code by mail",
    "account_confirm_login_code": "as above",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "says where to look",
    "account_reset_password_from_key": "a secret from a mail",
    "account_reset_password_from_key_done": "says that it worked",
    "mfa_authenticate": "the second step of signing in",
    "still-here": "says whether one is signed in",
    "invitation-accept": "a secret from a mail",
    "design": "shows parts of pages and no data",
    "healthz": "says that the process answers",
    "readyz": "says what the process needs",
    "admin:login": "goes to the way in",
}
# After these nothing else opens, so they are not among the addresses that are tried in a row.
LEAVES = {"account_logout", "mfa_deactivate_totp"}
VALUES = {
    "uuid": lambda: uuid4(),
    "str": lambda: "made-up",
    "slug": lambda: "made-up",
    "int": lambda: 1,
    "path": lambda: "made/up",
}


def addresses(resolver=None, prefix="/", namespace=""):
    """Yield (name, address) of every pattern, with made-up values in its places."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, filled(prefix + route, pattern.pattern), inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", filled(prefix + route, pattern.pattern)


def filled(address, pattern):
    for name, converter in pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            address = address.replace(written, str(VALUES[kind]()))
    if "(?P" in address:  # the two addresses of allauth that are regular expressions
        address = address.split("^")[0] + ("made-up/" if "key>" in address else "1-made-up/")
    return address.replace("\\Z", "").replace("(?P", "").replace("//", "/")


ADDRESSES = sorted({(name, address) for name, address in addresses()})


def test_there_are_addresses():
    assert len(ADDRESSES) > 60
    assert {name for name, _ in ADDRESSES} >= set(PUBLIC)


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_nothing_is_public_that_is_not_listed(client, method):
    open_to_all = {
        name
        for name, address in ADDRESSES
        if name not in PUBLIC
        and not (
            (answer := getattr(client, method)(address)).status_code == 302
            and answer.url.startswith(("/accounts/login/", "/admin/login/"))
        )
    }
    assert open_to_all == set()


@pytest.mark.parametrize("role", list(Role))
def test_made_up_records_are_never_a_server_error(as_member, role):
    client = as_member(make_membership(role))
    broken = []
    for name, address in ADDRESSES:
        if name in LEAVES:
            continue
        for method in (client.get, client.post):
            answer = method(address)
            if answer.status_code >= 500:
                broken.append((name, answer.status_code))
    assert broken == []


@pytest.mark.parametrize(
    "query", ["?q=%00", "?after=%00", "?q=" + "9" * 5000, "?page=99999999999999999999", "?on=0"]
)
def test_odd_queries_are_never_a_server_error(as_member, query):
    client = as_member(make_membership(Role.MANAGER))
    broken = []
    for name, address in ADDRESSES:
        if name in LEAVES:
            continue
        answer = client.get(address + query)
        if answer.status_code >= 500:
            broken.append(name)
    assert broken == []
