"""The figures as CSV: what travels inside the PDF, and what the page offers for download."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext

from rco_network.core.paper.pdf import Attachment
from rco_network.core.spreadsheets import neutralise
from rco_network.reports.figures.shape import Breakdown, Cell, Figure, ReportDocument, Row

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
    "at_least",
    "at_most",
    "is_hidden",
    "shown_as",
    "shared_with",
    "note",
)


def figures_attachment(document: ReportDocument) -> Attachment:
    """Return the figures of a report as the CSV that is attached to its PDF."""
    with translation.override(document.language):
        description = gettext("The figures of this report, one row for each number")
    return Attachment("figures.csv", figures_csv(document), description)


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
        for figure in document.figures:
            for breakdown, row in numbers(figure):
                cells = (*report, *figure_cells(figure, breakdown, row))
                writer.writerow([neutralise(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig", "replace")


def numbers(figure: Figure) -> Iterator[tuple[Breakdown | None, Row]]:
    """Yield the total of a figure, then every row of every breakdown."""
    yield None, Row("total", gettext("Total"), figure.total)
    for breakdown in figure.breakdowns:
        for row in breakdown.rows:
            yield breakdown, row


def figure_cells(
    figure: Figure, breakdown: Breakdown | None, row: Row
) -> tuple[str | int | Decimal, ...]:
    """Return the columns of one number."""
    least, most = bounds(row.cell)
    return (
        figure.key,
        figure.label,
        figure.unit,
        breakdown.key if breakdown else "",
        breakdown.label if breakdown else "",
        row.key,
        row.label,
        least,
        most,
        "yes" if row.cell.hidden else "no",
        row.cell.text,
        "; ".join(figure.shared_with),
        row.note,
    )


def bounds(cell: Cell) -> tuple[int | Decimal | str, int | Decimal | str]:
    """Return the least and the most a cell says, empty when hidden or unknown."""
    if cell.hidden or cell.value is None:
        return "", ""
    return cell.value, cell.value if cell.upper is None else cell.upper
