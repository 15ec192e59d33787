"""The design system as a whole: what it weighs, what it may not contain, how it behaves."""

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
import tinycss2
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.template import engines
from django.test.testcases import LiveServerThread

from rco_network.core import context
from rco_network.core.templatetags import ui
from rco_network.management.commands import vendor_assets

from .. import browser

ROOT = Path(settings.BASE_DIR)
SHEETS = sorted((ROOT / "static/css").glob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def weight(*paths):
    """Return the bytes that a browser fetches for these files, compressed."""
    return sum(len(gzip.compress((ROOT / "static" / path).read_bytes(), 9)) for path in paths)


def own_scripts():
    return [str(path.relative_to(ROOT / "static")) for path in (ROOT / "static/js").glob("*.js")]


def vendored_htmx():
    (path,) = (ROOT / "static/vendor/htmx").glob("htmx-*.min.js")
    return path


def test_styles_weigh_at_most_ten_kilobytes():
    assert weight(*(f"css/{sheet.name}" for sheet in SHEETS)) <= 10.5 * 1024
    assert weight("css/hub.css") <= 7.5 * 1024  # every page has it


def test_scripts_weigh_at_most_twenty_five_kilobytes():
    htmx = str(vendored_htmx().relative_to(ROOT / "static"))
    assert weight(htmx, *own_scripts()) <= 25 * 1024


def test_scripts_of_the_page_without_a_line_weigh_at_most_ten_kilobytes():
    """More than eight: they draw the whole register themselves, and that page loads no other."""
    own = [f"js/phone/{name}.js" for name in ("kept", "outbox", "screens")]
    assert weight("vendor/idb/idb-8.0.4.umd.js", *own) <= 10 * 1024


def test_vendored_files_are_as_recorded():
    packages = json.loads(vendor_assets.versions_path().read_text())["packages"]
    assert vendor_assets.differences(packages) == []


def test_page_with_everything_on_it_weighs_at_most_sixty_kilobytes(client):
    page = len(gzip.compress(client.get("/design/").content, 9))
    htmx = str(vendored_htmx().relative_to(ROOT / "static"))
    icons = ("icons/ui.svg", "icons/favicon.svg")
    assert page + weight("css/hub.css", htmx, *own_scripts(), *icons) <= 60 * 1024


def test_vendored_htmx_is_the_file_that_was_published():
    recorded = (vendored_htmx().parent / "README.md").read_text()
    assert sha256(vendored_htmx().read_bytes()).hexdigest() in recorded


def test_styles_can_be_read_to_the_end():
    problems = []

    def read(rules):
        for rule in rules:
            if rule.type == "error":
                problems.append((rule.source_line, rule.message))
            elif rule.type == "at-rule" and rule.content is not None:
                read(tinycss2.parse_rule_list(rule.content))
            elif rule.type == "qualified-rule":
                read(tinycss2.parse_declaration_list(rule.content))

    for sheet in SHEETS:
        read(tinycss2.parse_stylesheet(sheet.read_text()))
    assert problems == []


def test_styles_use_logical_properties_only():
    styles = "".join(sheet.read_text() for sheet in SHEETS)
    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right|top|bottom)|[\s;{](?:left|right|top|bottom):"
        r"|text-align:\s*(?:left|right)|float:",
        styles,
    )
    assert physical == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_nothing_that_the_content_security_policy_forbids(path):
    source = path.read_text()
    assert not re.search(r"<[^>{]*\sstyle=", source), "inline style"
    assert not re.search(r"<[^>{]*\son[a-z]+=", source), "inline handler"
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", source), (
        "inline script"
    )
    assert not re.search(r"\|\s*safe\b|{%\s*autoescape\s+off", source), "unescaped output"


def test_gallery_shows_every_part():
    shown = "".join(path.read_text() for path in (ROOT / "templates/design").glob("*.html"))
    missing = [name for name in ui.register.tags if f"{{% {name} " not in shown]
    assert missing == []


@pytest.mark.parametrize("name", ["400", "403_csrf", "429", "500"])
def test_pages_for_bad_days_need_no_request_and_no_context(name):
    drawn = engines["django"].get_template(f"{name}.html").render()
    assert "<h1>" in drawn and 'lang="en' in drawn


@pytest.mark.django_db
def test_not_found_page_says_what_to_do(client):
    response = client.get("/design/nowhere/")
    if response.status_code == 302:
        pytest.skip("unknown addresses lead strangers to sign-in here")
    assert response.status_code == 404
    assert b"We cannot find that page" in response.content


@pytest.mark.django_db
def test_header_offers_other_organisations_and_the_way_out(rf):
    class Membership:
        def __init__(self, number, name):
            self.organisation = type("Organisation", (), {"uuid": number, "name": name})
            self.user = "Hana"
            self.ends_at = None

        def get_role_display(self):
            return "Worker"

    request = rf.get("/")
    request.membership = Membership(UUID(int=1), "Harbour")
    request.memberships = [request.membership, Membership(UUID(int=2), "خانه دوستی")]
    request.user = type("User", (), {"is_authenticated": True})
    about = context.chrome(request)["chrome"]
    assert about["choices"] == [(UUID(int=2), "خانه دوستی")]
    assert (about["person"], about["role"], about["organisation"]) == ("Hana", "Worker", "Harbour")
    drawn = engines["django"].get_template("components/site_header.html").render({"chrome": about})
    assert "Harbour" in drawn and "Sign out" in drawn


# In a browser


@pytest.fixture(scope="module")
def address():
    """A server for pages that ask the database nothing."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    server.join()


@pytest.fixture(scope="module")
def chromium():
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def look(chromium, address):
    """Open the gallery at a width; fails afterwards if the browser complained of anything."""
    pages, complaints = [], []

    def open_page(query="", width=360):
        page = chromium.new_page(viewport={"width": width, "height": 740})
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/design/{query}")
        page.wait_for_function("window.htmx !== undefined")
        pages.append(page)
        return page

    open_page.complaints = complaints
    yield open_page
    for page in pages:
        page.close()
    assert complaints == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(look, theme, direction, width):
    from axe_playwright_python.sync_playwright import Axe

    page = look(f"?theme={theme}&dir={direction}", width)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_register_row_is_low_and_its_targets_are_large(look):
    page = look()
    rows = page.locator(".register .reg-list").first.locator(".reg")
    assert rows.nth(0).bounding_box()["height"] <= 64
    for target in rows.nth(0).locator(".seg label, summary").all():
        box = target.bounding_box()
        assert box["height"] >= 43.5 and box["width"] >= 43.5


def test_register_counts_while_marks_change(look):
    page = look()
    bar = page.locator("[data-count]")
    assert bar.inner_text() == "6 here · 2 away · 1 not marked"
    page.locator(".reg").nth(0).get_by_text("Away").click()
    page.locator(".reg").nth(5).get_by_text("Late").click()
    assert bar.inner_text().strip() == "6 here · 3 away"


def test_telling_us_is_a_mark_that_shows_and_closes_its_menu(look):
    page = look()
    row = page.locator(".reg").nth(0)
    row.locator("summary").click()
    row.get_by_text("Told us they cannot come").click()
    assert row.locator(".reg-told").is_visible()
    assert row.locator("details").get_attribute("open") is None


def test_newcomers_are_added_in_place_and_taken_away_again(look):
    page = look()
    before = page.locator(".newcomer").count()
    page.locator("[data-add-newcomer]").click()
    page.keyboard.type("Sara")
    page.keyboard.press("Enter")
    assert page.locator(".newcomer").count() == before + 2, "Enter means one more, not save"
    keys = page.eval_on_selector_all("[name=newcomer]", "all => all.map(one => one.value)")
    assert len(set(keys)) == len(keys) and "KEY" not in keys
    named = page.locator(f"[name=newcomer_{keys[-2]}_name]")
    assert named.input_value() == "Sara"
    page.locator(".newcomer").last.locator("[data-remove]").click()
    assert page.locator(".newcomer").count() == before + 1


def test_second_tap_does_not_send_again(look):
    page = look()
    page.evaluate("""() => {
        const form = document.querySelector('.register');
        window.sent = 0;
        form.method = 'post';
        document.addEventListener('submit', (event) => {
          if (event.defaultPrevented) return;
          window.sent += 1;
          event.preventDefault();
        });
    }""")
    page.locator(".save-bar .btn").dblclick()
    assert page.evaluate("window.sent") == 1
    assert page.locator(".save-bar .btn").get_attribute("aria-busy") == "true"


def test_job_asks_until_it_is_done_then_stops(look):
    page = look()
    asked = []

    def answer(route):
        asked.append(route.request.headers.get("hx-request"))
        route.fulfill(body='<div class="job done" id="ready">Ready</div>', content_type="text/html")

    page.route("**/design/?part=job", answer)
    page.locator("#ready").wait_for(timeout=6000)
    page.wait_for_timeout(2500)
    assert asked == ["true"]


def test_part_of_a_page_never_becomes_the_sign_in_page(look):
    page = look()
    page.route(
        "**/design/?part=job",
        lambda route: route.fulfill(status=302, headers={"location": "/accounts/login/"}),
    )
    with page.expect_navigation(timeout=6000):
        pass
    assert page.url.endswith("/design/"), "the whole page asked again"
    # This server has no database, and the page for signing in needs one.
    look.complaints[:] = [said for said in look.complaints if "status of 500" not in said]
    assert page.locator("h1").inner_text() == "The design system"


def test_everything_is_there_without_javascript(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/design/")
    page.locator(".reg").nth(0).get_by_text("Away").click()
    page.locator(".menu > summary").click()
    assert page.locator(".menu-panel").get_by_role("button", name="Sign out").is_visible()
    assert page.locator("[data-add-newcomer]").get_attribute("name") == "add"
    context.close()
