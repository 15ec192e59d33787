"""What every answer tells the browser: to keep nothing, run nothing inline, fetch nothing else."""

import re

import pytest
from django.conf import settings as project
from django.template import engines
from django.test import Client

from organisations.enums import Role
from tests.browser_rules import Inline, faults_of
from tests.factories import make_membership
from tests.pages import every_address

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def undefined_variables_fail(monkeypatch):
    """Not here: the pages of the admin and of import-export are walked too."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


def faults(name, answer):
    return faults_of(name, answer.status_code, answer.headers, answer.content)


def test_parts_of_pages_keep_the_rules():
    """Whole pages are looked at by the access matrix (tests/access), for every visitor."""
    client = Client(raise_request_exception=False)
    client.force_login(make_membership(Role.MANAGER).user, backend=BACKEND)
    found = []
    for name, address in every_address():
        if name in ("account_logout", "healthz", "readyz") or "end" in name.split("-"):
            continue
        found += faults(f"part {name}", client.get(address, headers={"HX-Request": "true"}))
    assert found == []


def test_mistakes_keep_the_rules_too(monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(make_membership(Role.MANAGER).user, backend=BACKEND)

    def fall_over(*args, **kwargs):
        raise RuntimeError("A marked name")

    assert faults("404", client.get("/nowhere/at/all")) == []
    assert faults("a slash", client.get("/people")) == []
    assert faults("400", client.get("/people/?q=%00")) == []
    strict = Client(enforce_csrf_checks=True)
    assert faults("csrf", strict.post("/accounts/login/")) == []
    monkeypatch.setattr("services.views.people.render", fall_over)
    answer = client.get("/people/")
    assert answer.status_code == 500
    assert "A marked name" not in answer.text
    assert faults("500", answer) == []


def test_signing_out_clears_what_the_browser_has(as_member):
    client = as_member(make_membership())
    assert "Clear-Site-Data" not in client.get("/").headers
    answer = client.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies["sessionid"].value == ""


def test_a_session_that_ended_elsewhere_clears_it_too(as_member):
    client = as_member(make_membership())
    client.session.delete()
    answer = client.get("/")
    assert answer.url.startswith("/accounts/login/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_only_https_in_production():
    import importlib

    base = importlib.import_module("rco_network.settings.base")
    assert (base.SECURE_HSTS_SECONDS, base.SECURE_HSTS_INCLUDE_SUBDOMAINS) == (31_536_000, True)
    assert base.SESSION_COOKIE_SECURE and base.CSRF_COOKIE_SECURE and base.SESSION_COOKIE_HTTPONLY


def test_https_is_asked_for_a_year(settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = Client().get("/accounts/login/", secure=True)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_policy_names_each_kind_and_nothing_inline():
    directives = project.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert "unsafe" not in str(directives) and "http" not in str(directives)


def test_no_template_of_ours_has_anything_inline():
    faults = []
    for path in sorted((project.BASE_DIR / "templates").rglob("*.html")):
        if "paper" in path.parts:  # set by WeasyPrint, never sent to a browser with scripts
            continue
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", path.read_text(), flags=re.DOTALL)
        faults += [f"{path.name}: {found}" for found in Inline(text).found]
    assert faults == []


def test_no_title_says_who_a_page_is_about():
    """A browser's list of pages outlives signing out, and holds the title of each."""
    names = re.compile(r"participant|person|colleague|imported\.|\{\{ name|about|words|user")
    faults = []
    for path in sorted((project.BASE_DIR / "templates").rglob("*.html")):
        found = re.search(r"{% block title %}(.*?){% endblock", path.read_text(), re.DOTALL)
        said = re.findall(r"{{.*?}}", found[1]) if found else []
        faults += [f"{path.name}: {one}" for one in said if names.search(one)]
    assert faults == []
