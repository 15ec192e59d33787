"""Every number that a report prints leads back: found in the text of its PDF, one by one."""

import argparse
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.timezone import localdate

from organisations.acting import acting_for
from organisations.enums import Kind, Role
from organisations.models import Organisation, Place, StaffMembership
from rco_network.core.jobs.run import run as run_job
from rco_network.core.tenancy import scope
from rco_network.reports import tasks  # noqa: F401 (registers what `run_job` runs)
from rco_network.reports.actions.approve import approve, send_to_approver
from rco_network.reports.actions.ask_report import ask_report
from rco_network.reports.actions.issue_report import PDF
from rco_network.reports.enums import ReportKind
from rco_network.reports.figures.numbering import places
from rco_network.reports.figures.shape import ReportDocument
from rco_network.reports.figures.stored import from_json
from rco_network.reports.models import Edition, EditionFile, Report
from rco_network.reports.permissions import approvers
from services.models import Session

from .trial import Line, Verdict, none_of
from .trial import Place as Where

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_REF = re.compile(r"·\s*(\d+)")


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the trial can be asked for."""
    parser.add_argument(
        "--attendances", type=int, default=4_000, help="how many in the network (4,000)"
    )


@dataclass(frozen=True)
class Read:
    """What was found in one PDF: numbers with a code, with a wrong one, and without any."""

    name: str
    coded: int
    wrong: tuple[str, ...]
    furniture: int
    untraced: tuple[str, ...]

    @property
    def faults(self) -> int:
        """How many numbers do not resolve."""
        return len(self.wrong) + len(self.untraced)


def run(where: Where) -> Verdict:
    """Issues each kind of report in two languages and looks for every number of their PDFs.

    A number resolves when the code beside it leads to a cell that says it. What is no figure
    (days, page numbers, ages in a label, the method's own words) is named by the document itself.
    """
    from rco_network.management.demo.make import make

    today = localdate() - timedelta(days=1)
    count = where.options.attendances
    make(seed=1, organisations=3, attendances=count, today=today, password=uuid4().hex)
    found = []
    for name, (document, pdf) in editions(where):
        (where.folder / f"{name}.pdf").write_bytes(pdf)
        found.append(read(name, document, pdf))
    lines = []
    for one in found:
        lines.append(Line(f"{one.name}: numbers with a code that resolves", f"{one.coded:,}"))
        lines.append(Line(f"{one.name}: days, pages, labels", f"{one.furniture:,}"))
        lines.append(none_of(f"{one.name}: codes that lead elsewhere", len(one.wrong)))
        lines.append(none_of(f"{one.name}: numbers without a code", len(one.untraced)))
    coded = sum(one.coded for one in found)
    faults = [f"{one.name}: {what}" for one in found for what in (*one.wrong, *one.untraced)]
    return Verdict(
        lines,
        f"{coded:,} numbers in {len(found)} PDFs, found by text extraction: every one resolves."
        if not faults
        else f"{len(faults)} numbers in {len(found)} PDFs do not resolve.",
        faults,
    )


def editions(where: Where) -> Iterator[tuple[str, tuple[ReportDocument, bytes]]]:
    """Issue a return, a year, an overview and a place report, each in Arabic too."""
    with scope(installation=True):
        manager = StaffMembership.objects.filter(
            role=Role.MANAGER, organisation__kind=Kind.RCO
        ).earliest("organisation_id")
        coordinator = StaffMembership.objects.filter(role=Role.COORDINATOR).earliest("pk")
        council = Organisation.objects.filter(kind=Kind.COUNCIL).earliest("pk")
    end = localdate() - timedelta(days=1)
    days = {"period_start": end - timedelta(days=180), "period_end": end}
    with acting_for(manager.user_id, manager.organisation_id) as member:
        award = (
            member.organisation.awards_received.select_related("funder", "recipient")
            .exclude(rules=None)
            .first()
        )
        own = Session.objects.for_organisation(member.organisation_id).exclude(place=None)
        place = Place.objects.get(pk=own.values_list("place_id", flat=True)[0])
    asked: list[tuple[str, Any, dict[str, Any]]] = []
    for language in ("en-gb", "ar"):
        asked += [
            ("return", manager, {"kind": ReportKind.AWARD, "award": award, "language": language}),
            ("year", manager, {"kind": ReportKind.YEAR, "language": language}),
            ("overview", coordinator, {"kind": ReportKind.OVERVIEW, "language": language}),
            (
                "place",
                coordinator,
                {
                    "kind": ReportKind.PLACE,
                    "place": place,
                    "reader": council,
                    "language": language,
                },
            ),
        ]
    for name, asker, what in asked:
        called = f"{name} ({what['language']})"
        where.say(called)
        yield called, _issued(asker, what | days)


def _issued(asker: Any, what: dict[str, Any]) -> tuple[ReportDocument, bytes]:
    with acting_for(asker.user_id, asker.organisation_id) as member:
        report: Any = ask_report(by=member, key=uuid4(), **what)
    run_job(report.job.uuid)
    with acting_for(asker.user_id, asker.organisation_id) as member:
        report = Report.objects.select_related("job").get(pk=report.pk)
        if report.made_at is None:
            raise RuntimeError(report.job.failure)
        colleagues = approvers(report, member)
        if colleagues:
            send_to_approver(by=member, report=report, approver=colleagues[0])
    second = colleagues[0] if colleagues else asker
    with acting_for(second.user_id, asker.organisation_id) as member:
        approve(by=member, report=report)
    run_job(report.job.uuid)
    with acting_for(asker.user_id, asker.organisation_id):
        edition = Edition.objects.get(report=report)
        file = EditionFile.objects.get(edition=edition, content_type=PDF)
        return from_json(edition.document), bytes(file.content)


def read(name: str, document: ReportDocument, pdf: bytes) -> Read:
    """Look up every number in the text of an edition's PDF."""
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(pdf)).pages
    known = set(_furniture(document, len(pages)))
    found = [_page(name, document, page, known) for page in pages]
    return Read(
        name,
        sum(one.coded for one in found),
        tuple(what for one in found for what in one.wrong),
        sum(one.furniture for one in found),
        tuple(what for one in found for what in one.untraced),
    )


def _page(name: str, document: ReportDocument, page: Any, known: set[str]) -> Read:
    """Read a page along its lines; where numbers touch there, by where they stand on it.

    In lines from right to left a number can run into the label that begins after it.
    """
    plain = _numbers(name, document, page.extract_text(), known)
    if not plain.faults:
        return plain
    placed = _numbers(name, document, page.extract_text(extraction_mode="layout"), known)
    return min(plain, placed, key=lambda found: found.faults)


def _numbers(name: str, document: ReportDocument, text: str, known: set[str]) -> Read:
    coded = 0
    # The longest first: cells of a table may touch in the text, as 0·22 and 0·23.
    for told in sorted(_told(document), key=len, reverse=True):
        coded += text.count(told)
        text = text.replace(told, " ")
    for told in _touching(document):
        text = text.replace(told, " ")
    refs = {place.cell.ref for place in places(document)}
    wrong = [f"·{ref}" for ref in _REF.findall(text) if int(ref) not in refs]
    left = Counter(_NUMBER.findall(_REF.sub(" ", text)))
    furniture = sum(n for number, n in left.items() if number in known)
    untraced = tuple(number for number in left if number not in known)
    return Read(name, coded, tuple(wrong), furniture, untraced)


def _told(document: ReportDocument) -> set[str]:
    """What paper prints for each cell that is one number: the number and its own, as 212·14."""
    return {
        f"{place.cell.text}·{place.cell.ref}"
        for place in places(document)
        if _NUMBER.fullmatch(place.cell.text)
    }


def _touching(document: ReportDocument) -> Iterator[str]:
    """What mirrored lines put together: years of two months, a range's last number and its own."""
    year = str(document.period_end.year)
    yield year + year
    for place in _ranges(document):
        numbers = _NUMBER.findall(place.cell.text)
        if numbers:
            yield f"·{place.cell.ref}{numbers[-1]}"


def _furniture(document: ReportDocument, pages: int) -> Iterator[str]:
    """Numbers that are no figures, from the words in which the document itself says them."""
    yield from (str(n) for n in range(1, pages + 1))
    for day in (document.period_start, document.period_end, document.made_at):
        yield from (str(day.day), str(day.year))
    for words in _words(document):
        yield from _NUMBER.findall(words)


def _words(document: ReportDocument) -> Iterable[str]:
    yield from (
        document.title,
        document.organisation_name,
        document.funder_name,
        document.award_title,
        document.award_reference,
        document.place_name,
        document.code,
        document.fingerprint,
        document.approved_by,
        f"{document.code}-14",
        "SHA-256",
        settings.SITE_URL,
        *document.method,
        *document.restated,
        # The first number of a range stands without the code, which follows its last.
        *(place.cell.text for place in _ranges(document)),
    )
    for figure in document.figures:
        yield from (figure.label, figure.definition, *figure.shared_with)
        for fact in figure.facts:
            yield from fact
        for breakdown in figure.breakdowns:
            yield from (breakdown.label, breakdown.note, *breakdown.columns)
            for row in breakdown.rows:
                yield from (row.label, row.note)
    for voice in document.voices:
        yield from (voice.text, voice.name)


def _ranges(document: ReportDocument) -> Iterable[Any]:
    return (p for p in places(document) if p.cell.is_range or p.cell.hidden)
