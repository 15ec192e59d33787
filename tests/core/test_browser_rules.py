"""What every answer tells the browser: to keep nothing, run nothing inline, fetch nothing else."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings as project
from django.template import engines
from django.test import Client

from organisations.enums import Role
from tests.factories import make_membership, make_user
from tests.pages import every_address

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SCRIPT, ELSEWHERE = re.compile(r"\s*javascript:", re.IGNORECASE), re.compile(r"(https?:)?//")
HANDLER = re.compile(r"on[a-z]+$")
FETCHED = ("src", "href", "action", "srcset", "poster", "data")


@pytest.fixture(autouse=True)
def undefined_variables_fail(monkeypatch):
    """Not here: the pages of the admin and of import-export are walked too."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


class Inline(HTMLParser):
    """Collects what a content-security policy would refuse."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.script = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.script = tag == "script" and "src" not in attributes
        if self.script and attributes.get("type") == "application/json":
            self.script = False
        if tag == "style":
            self.found.append("<style>")
        for name, value in attrs:
            if HANDLER.match(name):
                self.found.append(f"<{tag} {name}>")
            elif name == "style":
                self.found.append(f"<{tag} style={value}>")
            elif SCRIPT.match(value or "") or (
                tag != "a" and name in FETCHED and ELSEWHERE.match(value or "")
            ):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_data(self, data):
        if self.script and data.strip():
            self.found.append("<script>")


def faults_of(name, answer):
    """Return what is wrong with one answer, as sentences."""
    headers, faults = answer.headers, []
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        faults.append(f"{name}: policy {policy!r}")
    wanted = {
        "Cache-Control": "no-store, private",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    for header, value in wanted.items():
        if headers.get(header) != value:
            faults.append(f"{name} ({answer.status_code}): {header} is {headers.get(header)!r}")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        faults.append(f"{name}: Permissions-Policy")
    kind = headers.get("Content-Type", "")
    if kind.startswith("text/html") and answer.content:
        faults += [f"{name}: {found}" for found in Inline(answer.content.decode()).found]
    elif answer.status_code == 200 and not kind.startswith(("application/json", "text/plain")):
        is_part = kind.startswith(("text/javascript", "image/svg+xml"))
        if not is_part and "attachment" not in headers.get("Content-Disposition", ""):
            faults.append(f"{name}: {kind} is not an attachment")
    return faults


def browser_of(who):
    client = Client(raise_request_exception=False)
    if who == "administrator":
        user = make_user(is_staff=True, is_superuser=True)
        client.force_login(user, backend=BACKEND)
    elif who != "nobody":
        client.force_login(make_membership(who).user, backend=BACKEND)
    return client


@pytest.mark.parametrize("who", ["nobody", "administrator", *Role.values])
def test_every_answer_of_every_address_keeps_the_rules(who):
    client = browser_of(who)
    faults = []
    for name, address in every_address():
        if name in ("account_logout", "healthz", "readyz") or "end" in name.split("-"):
            continue
        faults += faults_of(f"GET {name}", client.get(address))
        if who == Role.MANAGER:
            part = client.get(address, headers={"HX-Request": "true"})
            faults += faults_of(f"part {name}", part)
            faults += faults_of(f"POST {name}", client.post(address))
    assert faults == []


def test_mistakes_keep_the_rules_too(monkeypatch):
    client = browser_of(Role.MANAGER)

    def fall_over(*args, **kwargs):
        raise RuntimeError("A marked name")

    assert faults_of("404", client.get("/nowhere/at/all")) == []
    assert faults_of("a slash", client.get("/people")) == []
    assert faults_of("400", client.get("/people/?q=%00")) == []
    strict = Client(enforce_csrf_checks=True)
    assert faults_of("csrf", strict.post("/accounts/login/")) == []
    monkeypatch.setattr("services.views.people.render", fall_over)
    answer = client.get("/people/")
    assert answer.status_code == 500
    assert "A marked name" not in answer.text
    assert faults_of("500", answer) == []


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
