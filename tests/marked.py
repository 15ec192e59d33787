"""Somebody whose name is looked for afterwards, and a browser that types it everywhere."""

import http.client
import re
from dataclasses import replace
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlparse

from rco_network.management.trials.forms import UUID, Form, Input, as_upload, filled, read

LATIN, ARABIC = "Qamarzad Ozbekoghlu", "قمرزاد"
EMAIL, PHONE = "qamarzad@marked-name.example", "07700 900461"
# In every shape in which a log, a store or a file could hold them.
TRACES = tuple(
    text.lower().encode()
    for text in (
        "qamarzad",
        "ozbekoghlu",
        "marked-name.example",
        PHONE,
        PHONE.replace(" ", ""),
        "900461",
        ARABIC,
        quote(ARABIC),
        ARABIC.encode("unicode_escape").decode(),
        ARABIC.encode().hex(),
        b"Qamarzad".hex(),
    )
)
FILE = f"Date,Group,Name,Phone\n2026-01-05,Monday class,{LATIN} {ARABIC},{PHONE}\n".encode()


def traces_in(data: bytes) -> list[str]:
    """Return which traces of the marked person are in some bytes, with what stands around them."""
    small = data.lower()
    found = []
    for trace in TRACES:
        if (at := small.find(trace)) >= 0:
            found.append(data[max(0, at - 90) : at + 60].decode("utf-8", "replace"))
    return found


def traces_under(folder: Path) -> list[str]:
    """Return the files below a folder whose name or content has a trace."""
    return [
        f"{path.name}: {found}"
        for path in folder.rglob("*")
        if path.is_file()
        for found in traces_in(path.name.encode() + b"\n" + path.read_bytes())
    ]


def marked(one: Input) -> Input:
    """Return an input with the marked person typed in, where anything can be typed."""
    if one.kind == "email" or "email" in one.name:
        return replace(one, value=EMAIL)
    if one.kind == "tel" or "phone" in one.name:
        return replace(one, value=PHONE)
    if one.kind in ("text", "search", "textarea"):
        is_word = not any(part in one.name for part in ("postcode", "amount", "number", "code"))
        return replace(one, value=f"{LATIN} {ARABIC}") if is_word else one
    return one


class Visitor:
    """One signed-in browser, over a real connection."""

    def __init__(self, site: str, cookie: str = "") -> None:
        self.host = urlparse(site).netloc
        self.cookies = {"sessionid": cookie} if cookie else {}
        self.statuses: dict[int, int] = {}
        self.pages: set[str] = set()
        self.forms: dict[tuple[str, ...], Form] = {}

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "", **headers: str
    ) -> tuple[int, str, str]:
        """Send a request; return status, text, and where it leads. Cookies stay."""
        connection = http.client.HTTPConnection(self.host, timeout=30)
        sent = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        sent |= {"User-Agent": LATIN, "Referer": f"http://{self.host}/?q={quote(LATIN)}"}
        sent |= {"X-CSRFToken": self.cookies.get("csrftoken", "")} | headers
        if kind:
            sent["Content-Type"] = kind
        connection.request(method, quote(path, safe="/?&=%:+"), body or None, sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        connection.close()
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        return answer.status, text, answer.headers.get("Location", "")

    def walk(self, avoid: re.Pattern[str], most: int = 120) -> None:
        """Follow links from the first page, each kind of address once, and keep every form."""
        waiting, seen = ["/"], set()
        while waiting and len(seen) < most:
            path = waiting.pop(0).partition("#")[0]
            shape = UUID.sub("ID", path.partition("?")[0])
            if shape in seen or not path.startswith("/") or avoid.search(path):
                continue
            seen.add(shape)
            status, text, leads = self.ask("GET", path)
            if leads:
                waiting.append(leads)
            if status != 200 or "<html" not in text:
                continue
            self.pages.add(path)
            forms, links = read(path, text)
            waiting += links
            for form in forms:
                if not avoid.search(form.action):
                    self.forms.setdefault(form.shape(), form)

    def fill(self, form: Form, **changes: Any) -> int:
        """Send a form with the marked person in every field; return the status."""
        own = Form(form.action, form.method, [marked(i) for i in form.inputs], form.buttons)
        pairs = filled(own, form.buttons[0] if form.buttons else None)
        pairs = [(name, changes["value"] if changes and "name" in name else v) for name, v in pairs]
        if form.method == "GET":
            return self.ask("GET", f"{form.action.partition('?')[0]}?{urlencode(pairs)}")[0]
        if form.has_files:
            pairs += [(i.name, "") for i in form.inputs if i.kind == "file"]
            body, kind = as_upload(form, pairs, FILE)
        else:
            body, kind = urlencode(pairs).encode(), "application/x-www-form-urlencoded"
        return self.ask(form.method, form.action, body, kind)[0]


def everything_in_redis(address: str) -> bytes:
    """Return every key of a broker with its whole value, as bytes."""
    import redis

    parts: list[bytes] = []
    with redis.from_url(address) as client:
        for key in client.scan_iter("*"):
            kind = client.type(key)
            value: Any = {
                b"string": lambda k: client.get(k),
                b"list": lambda k: client.lrange(k, 0, -1),
                b"hash": lambda k: client.hgetall(k),
                b"set": lambda k: client.smembers(k),
                b"zset": lambda k: client.zrange(k, 0, -1),
            }.get(kind, lambda k: b"")(key)
            parts += [key, repr(value).encode()]
            if isinstance(value, list):
                parts += [v for v in value if isinstance(v, bytes)]
            elif isinstance(value, bytes):
                parts.append(value)
    return b"\n".join(parts)
