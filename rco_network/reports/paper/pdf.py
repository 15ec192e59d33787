"""The PDF of a report, with its figures inside."""

from collections.abc import Sequence

from rco_network.core.paper.pdf import Attachment, print_html
from rco_network.reports.figures.shape import ReportDocument

from .html import render_html


def write_pdf(document: ReportDocument, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the report as one PDF with the attachments inside.

    Raises PangoMissing where Pango is not installed. Nothing but the paper's own files is read.
    """
    return print_html(render_html(document), attachments=attachments)
