"""The report's PDF against bare WeasyPrint on the same HTML."""

from django.utils import timezone

from rco_network.core.paper.pdf import has_pango
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.ground import of_award
from rco_network.reports.paper.attachments import figures_attachment
from rco_network.reports.paper.html import render_html
from rco_network.reports.paper.pdf import write_pdf

from .ground import Ground
from .measure import Result, Size, alternate, seconds
from .site import Sites


def measure(ground: Ground, size: Size, sites: Sites) -> list[Result]:
    """Compare seconds. Returns nothing where Pango is not installed."""
    if not has_pango():
        return []
    import weasyprint

    from rco_network.core.paper.fetcher import NoFetch

    with ground.reporting():
        document = build_document(
            kind="award",
            organisation=ground.award.recipient,
            ground=of_award(ground.award, *ground.period),
            language="en",
            made_at=timezone.now(),
        ).document
    html = render_html(document)

    def product() -> None:
        write_pdf(document, attachments=[figures_attachment(document)])

    def bare() -> None:
        # The same variant and fetcher, so that both tag the text and find the fonts.
        page = weasyprint.HTML(string=html, url_fetcher=NoFetch())
        page.write_pdf(pdf_variant="pdf/a-3a")

    rounds = max(1, size.rounds // 2)
    if rounds > 1:
        product()  # the fonts are read once
        bare()
    found = alternate({"product": lambda: seconds(product), "bare": lambda: seconds(bare)}, rounds)
    return [
        Result(
            "report PDF against bare WeasyPrint on the same HTML",
            found["product"],
            found["bare"],
            "s",
            1.1,
        )
    ]
