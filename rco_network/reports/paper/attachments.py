"""The figures as CSV: what travels inside the PDF, and what the page offers for download."""

import csv
import io
import json
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext

from rco_network.core.paper.pdf import Attachment
from rco_network.core.spreadsheets import neutralise
from rco_network.reports.figures.numbering import Place, places
from rco_network.reports.figures.shape import Cell, ReportDocument
from rco_network.reports.figures.stored import to_json

# The first seven say whose report it is, so that a funder can stack the files of many reports.
COLUMNS = (
    "organisation",
    "funder",
    "award",
    "award_reference",
    "period_start",
    "period_end",
    "is_fictional",
    "figure_key",
    "figure",
    "unit",
    "breakdown_key",
    "breakdown",
    "row_key",
    "row",
    "column",
    "at_least",
    "at_most",
    "is_hidden",
    "shown_as",
    "code",
    "shared_with",
    "note",
)


def figures_attachment(document: ReportDocument) -> Attachment:
    """Return the figures of a report as the CSV that is attached to its PDF."""
    with translation.override(document.language):
        description = gettext("The figures of this report, one row for each number")
    return Attachment("figures.csv", figures_csv(document), description)


def json_attachment(document: ReportDocument) -> Attachment:
    """Return the whole report as data, as it is attached to its PDF."""
    with translation.override(document.language):
        description = gettext("This report as data: its figures, words and method")
    return Attachment("report.json", figures_json(document), description)


def figures_json(document: ReportDocument) -> bytes:
    """Return the whole report as JSON (UTF-8): what `figures.stored.to_json` keeps of it."""
    return json.dumps(to_json(document), ensure_ascii=False, indent=1).encode()


def figures_csv(document: ReportDocument) -> bytes:
    """Return every number of a report as CSV: UTF-8 with a byte order mark (which spreadsheets
    ask for), one row for each total and each row of a breakdown.

    `at_least` and `at_most` are plain numbers, equal for an exact count, empty when hidden or
    unknown; `shown_as` is what the document prints. Text that a spreadsheet would run as a formula
    starts with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    with translation.override(document.language):
        report = (
            document.organisation_name,
            document.funder_name,
            document.award_title,
            document.award_reference,
            document.period_start.isoformat(),
            document.period_end.isoformat(),
            "yes" if document.is_fictional else "no",
        )
        for place in places(document):
            cells = (*report, *figure_cells(document, place))
            writer.writerow([neutralise(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig", "replace")


def figure_cells(document: ReportDocument, place: Place) -> tuple[str | int | Decimal, ...]:
    """Return the columns of one number; `code` finds the rows behind it."""
    figure, breakdown, row = place.figure, place.breakdown, place.row
    least, most = bounds(place.cell)
    return (
        figure.key,
        figure.label,
        figure.unit,
        breakdown.key if breakdown else "",
        breakdown.label if breakdown else "",
        row.key if row else "total",
        row.label if row else gettext("Total"),
        place.column,
        least,
        most,
        "yes" if place.cell.hidden else "no",
        place.cell.text,
        f"{document.code}-{place.cell.ref}" if document.code else "",
        "; ".join(figure.shared_with),
        row.note if row else "",
    )


def bounds(cell: Cell) -> tuple[int | Decimal | str, int | Decimal | str]:
    """Return the least and the most a cell says, empty when hidden or unknown."""
    if cell.hidden or cell.value is None:
        return "", ""
    return cell.value, cell.value if cell.upper is None else cell.upper
