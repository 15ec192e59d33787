"""The document as HTML: the same page is printed to PDF and shown on screen as the print view."""

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation

from rco_network.core import languages
from rco_network.core.paper.assets import PRINT_STYLESHEETS
from rco_network.core.text import clean_text
from rco_network.reports.figures.language_names import language_name
from rco_network.reports.figures.shape import ReportDocument, Voice
from services.calculations.direction import direction_of

from . import layout


def on_screen() -> tuple[str, ...]:
    """Return the addresses of the stylesheets with which a browser shows the pages."""
    return (static("css/charts.css"), static("reports/paper.css"))


def render_html(document: ReportDocument, *, stylesheets: tuple[str, ...] | None = None) -> str:
    """Return the whole document as one HTML page in its own language.

    `stylesheets` are addresses of stylesheets; without them the page asks for those of the PDF
    writer, which only its fetcher can serve. The print view gives `on_screen()`. Text from people
    is escaped, and characters that nobody can see or that turn the direction of what follows are
    taken out.
    """
    is_rtl = languages.direction(document.language) == "rtl"
    with translation.override(document.language):
        sections = layout.sections(document, is_rtl=is_rtl)
        closing = layout.words_before(document, "")
        html = render_to_string(
            "reports/paper/document.html",
            {
                "document": document,
                "direction": "rtl" if is_rtl else "ltr",
                "sections": sections,
                "contents": layout.contents(sections, closing),
                "closing": closing,
                "title_direction": direction_of(document.title),
                "cover": layout.cover_strip(document, is_rtl=is_rtl),
                "key": layout.key(document),
                "trace_at": layout.address("trace-code"),
                "genuine_at": layout.address("genuine"),
                "title_size": title_size(document.title),
                "voices": [spoken(voice, document.language) for voice in document.voices],
                "stylesheets": PRINT_STYLESHEETS if stylesheets is None else stylesheets,
            },
        )
    return clean_text(html).encode("utf-8", "replace").decode()


def title_size(title: str) -> str:
    """Return the class of the cover's title, so that a long one still fits the page."""
    if len(title) <= 40:
        return "short"
    return "medium" if len(title) <= 90 else "long"


def spoken(voice: Voice, reader: str) -> dict[str, str]:
    """Return a voice with the direction of its language and the name that readers call it."""
    return {
        "text": voice.text,
        "name": voice.name,
        "language": voice.language,
        "direction": languages.direction(voice.language),
        "language_name": language_name(voice.language, reader),
    }
