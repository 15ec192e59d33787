"""The index of a dossier: which editions are in it, for people and for programs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string

from rco_network.core.spreadsheets import csv_bytes

from .models import Edition

_HEADINGS = (
    "code",
    "title",
    "organisation",
    "made_for",
    "first_day",
    "last_day",
    "issued_on",
    "fingerprint",
    "pdf",
    "pdf_sha256",
    "csv",
    "csv_sha256",
)


@dataclass(frozen=True)
class Line:
    """One edition; `files` are (name, SHA-256) by "pdf" and "csv"."""

    code: str
    title: str
    organisation: str
    made_for: str
    first: date
    last: date
    issued_at: datetime
    fingerprint: str
    files: Mapping[str, tuple[str, str]]

    @property
    def pdf(self) -> tuple[str, str]:
        return self.files.get("pdf", ("", ""))

    @property
    def csv(self) -> tuple[str, str]:
        return self.files.get("csv", ("", ""))


def of_edition(edition: Edition, files: Mapping[str, tuple[str, str]]) -> Line:
    """Return an edition's line, with the files that were written of it."""
    return Line(
        code=edition.code,
        title=str(edition.document["title"]),
        organisation=edition.organisation.name,
        made_for=str(edition.document.get("funder_name") or ""),
        first=edition.period_start,
        last=edition.period_end,
        issued_at=edition.issued_at,
        fingerprint=edition.fingerprint,
        files=files,
    )


def index_csv(lines: Iterable[Line]) -> bytes:
    """The index for spreadsheets and programs."""
    rows = [
        (
            line.code,
            line.title,
            line.organisation,
            line.made_for,
            line.first.isoformat(),
            line.last.isoformat(),
            f"{line.issued_at:%Y-%m-%d}",
            line.fingerprint,
            *line.pdf,
            *line.csv,
        )
        for line in lines
    ]
    return csv_bytes([_HEADINGS, *rows])


def index_html(lines: list[Line], made_at: datetime) -> str:
    """The index as a page that opens without the site."""
    return render_to_string("reports/dossier_index.html", {"lines": lines, "made_at": made_at})
