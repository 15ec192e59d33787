"""What every answer must tell the browser, looked at by the tests that ask for every address."""

import re
from html.parser import HTMLParser

SCRIPT, ELSEWHERE = re.compile(r"\s*javascript:", re.IGNORECASE), re.compile(r"(https?:)?//")
HANDLER = re.compile(r"on[a-z]+$")
# Read by the browser itself or by a calendar, and never shown as a page.
PARTS = ("text/javascript", "image/svg+xml", "text/calendar", "application/manifest+json")
FETCHED = ("src", "href", "action", "srcset", "poster", "data")


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


def faults_of(name, status, headers, body):
    """Return what is wrong with one answer, as sentences. `headers` is a dict."""
    faults = []
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
            faults.append(f"{name} ({status}): {header} is {headers.get(header)!r}")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        faults.append(f"{name}: Permissions-Policy")
    kind = headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        faults += [f"{name}: {found}" for found in Inline(body.decode()).found]
    elif status == 200 and not kind.startswith(("application/json", "text/plain")):
        is_part = kind.startswith(PARTS)
        if not is_part and "attachment" not in headers.get("Content-Disposition", ""):
            faults.append(f"{name}: {kind} is not an attachment")
    return faults


def keeps_rules(name, answer):
    """The same for an answer of the trials' browser."""
    return faults_of(name, answer.status, dict(answer.headers), answer.body)
