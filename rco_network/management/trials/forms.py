"""Forms as a browser reads them from a page, and how somebody would fill them in."""

import json
import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.utils.timezone import localdate

UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Input:
    """One named part of a form; `options` are the values that it offers."""

    name: str
    kind: str
    value: str = ""
    options: tuple[str, ...] = ()
    is_on: bool = False
    is_required: bool = False


@dataclass
class Form:
    """A form of a page. `buttons` are the (name, value) pairs that can be pressed."""

    action: str
    method: str
    inputs: list[Input] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    has_files: bool = False

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.inputs}

    def shape(self) -> tuple[str, ...]:
        """What makes two forms the same one: where they go, and what they ask, ids left out."""
        names = sorted({UUID.sub("ID", one.name) for one in self.inputs})
        pressed = sorted(UUID.sub("ID", f"{n}={v}") for n, v in self.buttons)
        return (UUID.sub("ID", self.action.partition("?")[0]), self.method, *names, *pressed)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.links: list[str] = []
        self.select: tuple[Input, list[str], list[str]] | None = None
        self.open: Form | None = None
        self.text_of: Input | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form(a)
        elif tag == "a" and a.get("href"):
            self.links.append(urljoin(self.page, a["href"]))
        self._htmx(a)
        form = self.by_id.get(a.get("form", "")) or self.open
        if form is None:
            return
        if tag == "input":
            self._input(form, a)
        elif tag == "button" and a.get("name"):
            form.buttons.append((a["name"], a.get("value", "")))
        elif tag == "select" and a.get("name"):
            self.select = (Input(a["name"], "select", is_required="required" in a), [], [])
        elif tag == "option" and self.select:
            self.select[1].append(a.get("value", ""))
            if "selected" in a:
                self.select[2].append(a.get("value", ""))
        elif tag == "textarea" and a.get("name"):
            self.text_of = Input(a["name"], "textarea", is_required="required" in a)

    def _form(self, a: dict[str, str]) -> None:
        action = urljoin(self.page, a.get("action", "") or self.page)
        form = Form(action, a.get("method", "get").upper(), has_files="multipart" in str(a))
        self.forms.append(form)
        self.open = form
        if a.get("id"):
            self.by_id[a["id"]] = form

    def _htmx(self, a: dict[str, str]) -> None:
        for method in ("get", "post", "put", "patch", "delete"):
            if path := a.get(f"hx-{method}"):
                values = json.loads(a.get("hx-vals", "{}") or "{}")
                inputs = [Input(n, "hidden", str(v)) for n, v in values.items()]
                self.forms.append(Form(urljoin(self.page, path), method.upper(), inputs))

    def _input(self, form: Form, a: dict[str, str]) -> None:
        kind, name = a.get("type", "text"), a.get("name", "")
        if kind in ("submit", "image") and name:
            form.buttons.append((name, a.get("value", "")))
        elif name and kind not in ("button", "reset"):
            value = a.get("value", "on" if kind == "checkbox" else "")
            form.inputs.append(Input(name, kind, value, (), "checked" in a, "required" in a))

    def handle_data(self, data: str) -> None:
        if self.text_of:
            self.text_of = replace(self.text_of, value=self.text_of.value + data)

    def handle_endtag(self, tag: str) -> None:
        form = self.open
        if tag == "select" and self.select and form:
            found, options, chosen = self.select
            value = chosen[0] if chosen else ""
            form.inputs.append(replace(found, options=tuple(options), value=value))
            self.select = None
        elif tag == "textarea" and self.text_of and form:
            form.inputs.append(self.text_of)
            self.text_of = None
        elif tag == "form":
            self.open = None


def read(page: str, html: str) -> tuple[list[Form], list[str]]:
    """Return the forms of a page, and where its links lead."""
    reader = _Reader(page)
    reader.feed(html)
    return [form for form in reader.forms if form.action.startswith("/")], reader.links


_BY_NAME = {
    "amount": "1000",
    "number": "1031234",
    "numbers-number": "1031234",
    "year_of_birth": "1987",
    "outward_postcode": "M14",
    "identifier": "",
    "household": "",
    "happened": "",
}
_EXAMPLE_FILE = "Date,Group,Name\n2026-01-05,Monday class,Somebody New\n"


def filled(form: Form, button: tuple[str, str] | None = None) -> Pairs:
    """Return what somebody would send who fills everything in plausibly."""
    pairs: Pairs = []
    chosen: set[str] = set()
    for one in form.inputs:
        if one.name == "csrfmiddlewaretoken":
            continue
        if one.kind == "radio":
            group = [i for i in form.inputs if i.name == one.name]
            on = next((i for i in group if i.is_on), group[0])
            if one.name not in chosen:
                pairs.append((one.name, on.value))
                chosen.add(one.name)
        elif one.kind == "checkbox":
            # The first of a group, so that something is chosen; a lone one as it stands.
            group = [i for i in form.inputs if i.name == one.name]
            if one.is_on or (len(group) > 1 and one is group[0]) or one.is_required:
                pairs.append((one.name, one.value))
        else:
            pairs.append((one.name, plausible(one)))
    return pairs + ([button] if button else [])


def plausible(one: Input) -> str:
    """Return a value that this input would take."""
    if one.value:
        return one.value
    if one.kind == "select":
        return next((o for o in one.options if o), "")
    if one.name in _BY_NAME:
        return _BY_NAME[one.name]
    today = localdate()
    by_kind = {
        "date": today.isoformat(),
        "time": "10:00",
        "number": "5",
        "email": "newcomer@else.example",
        "url": "https://else.example",
        "hidden": "",
        "datetime-local": f"{today}T10:00",
        "tel": "0161 496 0000",
    }
    if one.kind in by_kind:
        return by_kind[one.kind]
    if "date" in one.name or one.name.endswith("_on"):
        return (today - timedelta(days=1)).isoformat()
    if "time" in one.name or one.name in ("starts", "ends"):
        return "10:00"
    return "Words of a trial"


def as_upload(form: Form, pairs: Pairs, file: bytes = _EXAMPLE_FILE.encode()) -> tuple[bytes, str]:
    """Return a multipart body and its content type; each file input gets the file."""
    boundary = "----trial"
    parts = []
    files = {one.name for one in form.inputs if one.kind == "file"}
    for name, value in pairs:
        extra = '; filename="trial.csv"\r\nContent-Type: text/csv' if name in files else ""
        content = file if name in files else value.encode("utf-8", "surrogatepass")
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n\r\n'
        parts.append(head.encode("utf-8", "surrogatepass") + content + b"\r\n")
    body = b"".join(parts) + f"--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"
