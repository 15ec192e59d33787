"""The pack as paper: what is held, table by table, in the words that each field was declared in."""

from django.template.loader import render_to_string
from django.utils import translation

from rco_network.core import languages
from rco_network.core.paper.assets import PRINT_STYLESHEETS
from rco_network.core.paper.pdf import print_html
from rco_network.core.text import clean_text

from ..holdings import Everything


def pack_html(everything: Everything) -> str:
    """Return the pack in its language as one HTML page for the PDF writer.

    What people wrote is escaped, and stands in the direction of its own script.
    """
    context = {
        "pack": everything,
        "direction": languages.direction(everything.language),
        "stylesheets": PRINT_STYLESHEETS,
    }
    with translation.override(everything.language):
        html = render_to_string("reports/paper/pack.html", context)
    return clean_text(html).encode("utf-8", "replace").decode()


def pack_pdf(everything: Everything) -> bytes:
    """Return the pack as PDF. Raises PangoMissing where it cannot be set."""
    return print_html(pack_html(everything))
