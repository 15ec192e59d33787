"""Odd inputs from a seed: what no honest browser sends, and what an unlucky one might."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from .forms import UUID, Form, Pairs, as_upload, filled

# Were this drawn as it stands, a browser would run it.
SCRIPT = "<script>zqscript</script>"
_MEGABYTE = "ж" * 500_000

TEXTS: tuple[str, ...] = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff tail",
    "\u202egnp.exe",
    "\u2066\u2069\u200f",
    "\ufeff",
    "سارا احمدی",
    "👩‍👩‍👧‍👦" * 40,
    "e\u0301" * 200,
    "\r\nSet-Cookie: a=b",
    SCRIPT,
    f'"><img src=x onerror=alert(1)>{SCRIPT}',
    "{{7*7}}{% debug %}",
    "' or 1=1; drop table users; --",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "%00%ff%c0%ae",
    "null",
    "NaN",
    "-1",
    "0",
    "1e309",
    "٣",
    "9" * 30,
    "9" * 5000,
    "-9223372036854775809",
    "2147483648",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "2026-03-29",
    "2026-10-25",
    "2026-03-29T01:30",
    "10000-01-01",
    "29/02/1900",
    "25:61",
    "01:30",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "on",
    "[]",
    '{"a": {"b": null}}',
    "x" * 10_000,
)
_ASKED = ("q", "after", "before", "show", "on", "page", "domain", "kind", "part", "next", "o")
_TRICKS = (
    "//",
    "/..//",
    "/%2e%2e/",
    "/.",
    ";x=y",
    "/%00",
    "/\ud800",
    "/👻",
    "%",
    "/" + "a" * 3000,
)
_METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get", "")
_TYPES = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\u0444",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    "image/png",
    ";;;",
)
_HEADERS = (
    "HX-Request",
    "HX-Current-URL",
    "HX-Target",
    "Accept-Language",
    "Accept-Encoding",
    "If-Modified-Since",
    "If-None-Match",
    "Range",
    "Referer",
    "Origin",
    "User-Agent",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-HTTP-Method-Override",
    "Authorization",
    "Content-Length",
    "Host",
    "Transfer-Encoding",
)
_FILES: tuple[bytes, ...] = (
    b"",
    b"\x00" * 100,
    b"PK\x03\x04" + b"\xff" * 200,
    b"%PDF-1.7\n",
    b"GIF89a" + b"\x00" * 20,
    "Date,Group,Name\n2026-01-05,Kurs,\ud800".encode("utf-8", "surrogatepass"),
    b"Date;Group;Name\n" + b"=1+1;=cmd;x\n" * 500,
    b"Date,Group,Name\n9999-99-99,\xff\xfe,\xed\xa0\x80\n",
    b"\xff\xfe" + "Date,Group,Name\n2026-01-05,a,b\n".encode("utf-16-le"),
    f"Date,Group,Name\n2026-01-05,{SCRIPT},{SCRIPT}\n".encode(),
    b'"' + b"a" * 100_000,
)


@dataclass
class Odd:
    """One request to send. `environ` is what no header can carry."""

    method: str
    path: str
    body: Any = None
    content_type: str = "application/x-www-form-urlencoded"
    headers: dict[str, str] = field(default_factory=dict)
    environ: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)


class Generator:
    """Makes requests of pages and forms; the same seed makes the same ones."""

    def __init__(self, seed: int, pages: list[str], forms: list[Form]) -> None:
        self.chance = random.Random(seed)  # noqa: S311 (to be repeated, not to be kept secret)
        self.pages, self.forms = pages, forms
        self.ways: tuple[tuple[int, Callable[[], Odd]], ...] = (
            (34, self._odd_form),
            (10, self._odd_query),
            (8, self._odd_path),
            (6, self._odd_method),
            (8, self._odd_type),
            (6, self._broken_multipart),
            (8, self._odd_file),
            (8, self._odd_headers),
            (5, self._json),
            (7, self._keys_twice),
        )

    def next(self) -> Odd:
        """Return the next request."""
        weights = [weight for weight, _ in self.ways]
        return self.chance.choices([way for _, way in self.ways], weights)[0]()

    def text(self) -> str:
        """Return a value: mostly odd by hand, now and then by chance, seldom of a megabyte."""
        draw = self.chance.random()
        if draw < 0.02:
            return _MEGABYTE
        if draw < 0.2:
            points = (self.chance.choice((0x20, 0x300, 0x600, 0x2000, 0x1F600)) for _ in range(12))
            return "".join(chr(p + self.chance.randrange(0x70)) for p in points)
        return self.chance.choice(TEXTS)

    def _form(self) -> tuple[Form, Pairs]:
        form = self.chance.choice(self.forms)
        button = self.chance.choice(form.buttons) if form.buttons else None
        return form, filled(form, button)

    def _mangled(self, pairs: Pairs) -> Pairs:
        """Change one to three of the pairs: the value, the name, or whether they are there."""
        pairs = list(pairs)
        for _ in range(self.chance.randint(1, 3)):
            if not pairs:
                pairs.append((self.text()[:50], self.text()))
                continue
            number = self.chance.randrange(len(pairs))
            name, value = pairs[number]
            what = self.chance.random()
            if what < 0.65:
                pairs[number] = (name, self.text())
            elif what < 0.8:
                del pairs[number]
            elif what < 0.9:
                pairs[number] = (f"{name}[]", value)
            else:
                pairs.append((name, self.text()))
        return pairs

    def _odd_form(self) -> Odd:
        form, pairs = self._form()
        return self._sent(form, self._mangled(pairs))

    def _sent(self, form: Form, pairs: Pairs, file: bytes = b"Date,Group,Name\n") -> Odd:
        action = form.action.partition("#")[0]
        if form.method != "POST":
            return Odd("GET", f"{action.partition('?')[0]}?{_query(pairs)}")
        if form.has_files:
            body, content_type = as_upload(form, pairs, file)
            return Odd("POST", action, body, content_type)
        return Odd("POST", action, _query(pairs).encode())

    def _odd_query(self) -> Odd:
        names = (
            "q",
            "after",
            "before",
            "show",
            "on",
            "page",
            "domain",
            "kind",
            "part",
            "next",
            "o",
        )
        pairs = [(self.chance.choice(names), self.text()[:5000]) for _ in range(3)]
        return Odd("GET", f"{self.chance.choice(self.pages).partition('?')[0]}?{_query(pairs)}")

    def _odd_path(self) -> Odd:
        page = self.chance.choice(self.pages).partition("?")[0]
        trick = self.chance.choice(_TRICKS)
        odd = UUID.sub(lambda _: quote(self.text()[:200], errors="surrogatepass"), page)
        path = self.chance.choice((odd, page + trick, trick + page, page.upper(), page.rstrip("/")))
        return Odd("GET", path if path.startswith("/") else f"/{path}")

    def _odd_method(self) -> Odd:
        return Odd(self.chance.choice(_METHODS), self.chance.choice(self.pages), b"a=b")

    def _odd_type(self) -> Odd:
        form, pairs = self._form()
        sent = self._sent(form, pairs)
        return Odd("POST", sent.path, sent.body or b"a=b", self.chance.choice(_TYPES))

    def _broken_multipart(self) -> Odd:
        form, pairs = self._form()
        body, content_type = as_upload(form, self._mangled(pairs))
        cut = self.chance.randrange(len(body) + 1)
        broken = self.chance.choice(
            (
                body[:cut],
                body[cut:],
                body.replace(b'name="', b"name="),
                body.replace(b"\r\n", b"\n"),
            )
        )
        return Odd("POST", form.action.partition("#")[0], broken, content_type)

    def _odd_file(self) -> Odd:
        uploads = [form for form in self.forms if form.has_files] or self.forms
        form = self.chance.choice(uploads)
        return self._sent(form, filled(form), self.chance.choice(_FILES))

    def _odd_headers(self) -> Odd:
        names = self.chance.sample(_HEADERS, 3)
        headers = {name: _latin(self.text()[:3000]) for name in names}
        cookies = {
            self.chance.choice(("messages", "language", "odd", "csrftoken")): _latin(
                self.text()[:2000]
            )
        }
        asked = Odd("GET", self.chance.choice(self.pages), headers=headers, cookies=cookies)
        if length := headers.pop("Content-Length", None):
            asked.environ["CONTENT_LENGTH"] = length
        return asked

    def _json(self) -> Odd:
        form, pairs = self._form()
        values: dict[str, Any] = {
            name: self.chance.choice((None, [], {}, 10**400, [value])) for name, value in pairs
        }
        return Odd(
            "POST",
            form.action.partition("#")[0],
            json.dumps(values).encode("utf-8", "surrogatepass"),
            "application/json",
        )

    def _keys_twice(self) -> Odd:
        form, pairs = self._form()
        return self._sent(form, [*pairs, *self._mangled(pairs)])


def _query(pairs: Pairs) -> str:
    return urlencode(pairs, errors="surrogatepass")


def _latin(text: str) -> str:
    """A header is bytes, which WSGI carries as Latin-1; a server lets no line break through."""
    raw = text.encode("utf-8", "surrogatepass").decode("latin-1")
    return raw.replace("\r", "").replace("\n", "").replace("\x00", "")
