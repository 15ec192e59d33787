"""The file itself: its size, its letters, JSON or CSV. What is in it comes later (three_sixty.py).

Nothing is guessed: UTF-8, or UTF-16 that says so in its first two bytes, and nothing else.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

LARGEST = 200 * 1024 * 1024
_BOMS_REFUSED = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")


class UnreadableFile(Exception):
    """The file is no list of grants that can be read; the sentence says why and what to do."""


@dataclass(frozen=True)
class RawGrant:
    """One grant as the file has it. `titles` says what the file itself calls a field."""

    place: str
    data: Any
    titles: dict[str, str] = field(default_factory=dict)


def read_grants(path: Path) -> Iterator[RawGrant]:
    """Return the grants of a file, told apart by content. Raises UnreadableFile with a sentence."""
    text = _text(_bytes(path))
    if text.lstrip()[:1] in ("{", "[") or path.suffix.lower() == ".json":
        return _from_json(text)
    return _from_csv(text)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableFile(gettext("This is a folder. Name the file in it."))
        if size > LARGEST:
            raise UnreadableFile(
                f"The file has {size // 1024**2} MB; at most {LARGEST // 1024**2} MB are read. "
                "Make several files of it."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(gettext("There is no such file.")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name cannot be one of a file"
        raise UnreadableFile(f"The file cannot be opened: {reason}.") from None
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise UnreadableFile(gettext("The file is empty."))
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile(
            gettext("This is a workbook. Save it as “CSV UTF-8”, then import that.")
        )
    return data


def _text(data: bytes) -> str:
    if data.startswith(_BOMS_REFUSED):
        raise UnreadableFile(gettext("The letters are UTF-32. Save the file as UTF-8."))
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"Line {line} has letters that are not {encoding.removesuffix('-sig').upper()}. Open "
            "the file where it was made and save it as UTF-8 (in Excel: “CSV UTF-8”)."
        ) from None


# JSON


def _refuse_constant(name: str) -> None:
    raise UnreadableFile(f"{name} stands where a number should be. JSON has no such number.")


def _from_json(text: str) -> Iterator[RawGrant]:
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"This is not JSON: it breaks off in line {error.lineno}, column {error.colno}."
        ) from None
    except (RecursionError, ValueError):
        raise UnreadableFile(
            gettext("This JSON is nested too deeply or has a number too long.")
        ) from None
    grants = found.get("grants") if isinstance(found, dict) else found
    if not isinstance(grants, list):
        raise UnreadableFile(
            gettext('There is no list of grants in it. A 360Giving file is {"grants": [ … ]}.')
        )
    if not grants:
        raise UnreadableFile(gettext("The list of grants is empty."))
    return (RawGrant(f"grant {n}", grant) for n, grant in enumerate(grants, 1))


# CSV: a column is a path into the same shape that JSON has.

_ONE = {
    "identifier": "id",
    "id": "id",
    "title": "title",
    "description": "description",
    "currency": "currency",
    "amount awarded": "amountAwarded",
    "amountawarded": "amountAwarded",
    "award date": "awardDate",
    "awarddate": "awardDate",
    "from an open call?": "fromOpenCall",
    "from an open call": "fromOpenCall",
    "fromopencall": "fromOpenCall",
}
_MANY = {
    "planned dates": "plannedDates",
    "planneddates": "plannedDates",
    "actual dates": "actualDates",
    "actualdates": "actualDates",
    "recipient org": "recipientOrganization",
    "recipientorganization": "recipientOrganization",
    "recipient ind": "recipientIndividual",
    "recipientindividual": "recipientIndividual",
    "funding org": "fundingOrganization",
    "fundingorganization": "fundingOrganization",
    "grant programme": "grantProgramme",
    "grantprogramme": "grantProgramme",
}
_OF_MANY = {
    "identifier": "id",
    "id": "id",
    "name": "name",
    "title": "title",
    "charity number": "charityNumber",
    "charitynumber": "charityNumber",
    "company number": "companyNumber",
    "companynumber": "companyNumber",
    "web address": "url",
    "url": "url",
    "start date": "startDate",
    "startdate": "startDate",
    "end date": "endDate",
    "enddate": "endDate",
}
# The names of columns in lists made for people, without the standard's nesting.
_PLAIN = {
    "plannedstart": "plannedDates.0.startDate",
    "plannedend": "plannedDates.0.endDate",
    "recipientorgid": "recipientOrganization.0.id",
    "recipientname": "recipientOrganization.0.name",
    "recipientcharitynumber": "recipientOrganization.0.charityNumber",
    "recipientcompanynumber": "recipientOrganization.0.companyNumber",
    "recipienturl": "recipientOrganization.0.url",
    "fundingorgid": "fundingOrganization.0.id",
    "fundingorgname": "fundingOrganization.0.name",
    "grantprogramme": "grantProgramme.0.title",
}
_NEEDED = {
    "id": "Identifier",
    "title": "Title",
    "currency": "Currency",
    "amountAwarded": "Amount Awarded",
    "awardDate": "Award Date",
    "fundingOrganization.0.id": "Funding Org:Identifier",
    "fundingOrganization.0.name": "Funding Org:Name",
}


def path_of(title: str) -> str:
    """Return where a column's cells belong, as "recipientOrganization.0.id", or "" for nowhere.

    Knows the standard's titles ("Recipient Org:0:Identifier", "Recipient Org:Identifier"), its
    names ("recipientOrganization/0/id") and plain names ("recipientOrgId").
    """
    parts = [" ".join(part.split()).casefold() for part in re.split(r"[:/]", title)]
    place = next((part for part in parts if part.isascii() and part.isdigit()), "0")[:4]
    parts = [part for part in parts if part and not (part.isascii() and part.isdigit())]
    if len(parts) == 1:
        return _ONE.get(parts[0]) or _PLAIN.get(parts[0], "")
    if len(parts) == 2 and parts[0] in _MANY:
        if _MANY[parts[0]] == "recipientIndividual":
            return "recipientIndividual.0.any"
        if name := _OF_MANY.get(parts[1]):
            return f"{_MANY[parts[0]]}.{int(place)}.{name}"
    return ""


def _from_csv(text: str) -> Iterator[RawGrant]:
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next((row for row in rows if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise UnreadableFile(f"Line {rows.line_num} is not CSV: {error}.") from None
    paths = [path_of(title) for title in header]
    _check_columns(header, paths)
    grants = _rows(rows, header, paths)
    first = next(grants, None)
    if first is None:
        raise UnreadableFile(gettext("There are columns, but no grants below them."))
    return _again(first, grants)


def _again(first: RawGrant, rest: Iterator[RawGrant]) -> Iterator[RawGrant]:
    yield first
    yield from rest


def _check_columns(header: list[str], paths: list[str]) -> None:
    known = [path for path in paths if path]
    if not known:
        raise UnreadableFile(
            gettext(
                "This is neither a JSON package of grants nor a CSV with the columns of the "
                "360Giving standard, for example Identifier, Amount Awarded, Recipient "
                "Org:Identifier."
            )
        )
    twice = next((path for path in known if known.count(path) > 1), None)
    if twice and not twice.startswith("recipientIndividual"):
        titles = [header[n] for n, path in enumerate(paths) if path == twice]
        raise UnreadableFile(f"Two columns say the same: {' and '.join(titles)}. Keep one.")
    if missing := [title for path, title in _NEEDED.items() if path not in known]:
        raise UnreadableFile(f"These columns are missing: {', '.join(missing)}.")


def _rows(rows: Any, header: list[str], paths: list[str]) -> Iterator[RawGrant]:
    titles = {path: title for path, title in zip(paths, header, strict=True) if path}
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise UnreadableFile(f"Line {line} is not CSV: {error}.") from None
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise UnreadableFile(
                f"Line {line} has {len(cells)} cells and there are {len(header)} columns. A cell "
                "with a comma in it needs quotation marks."
            )
        yield RawGrant(f"line {line}", _nested(paths, cells), titles)


def _nested(paths: list[str], cells: list[str]) -> dict[str, Any]:
    grant: dict[str, Any] = {}
    for path, cell in zip(paths, cells, strict=False):
        if not path or not cell.strip():
            continue
        name, _, rest = path.partition(".")
        if not rest:
            grant[name] = cell
            continue
        place, _, inner = rest.partition(".")
        grant.setdefault(name, {}).setdefault(int(place), {})[inner] = cell
    return {
        name: [value[n] for n in sorted(value)] if isinstance(value, dict) else value
        for name, value in grant.items()
    }
