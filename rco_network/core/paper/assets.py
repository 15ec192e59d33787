"""The files the PDF writer may read: a fixed dictionary, addressed by a scheme of our own.

Everything else is refused before a socket or a file is opened. WeasyPrint's own fetcher follows
nine routes out of a page (images, stylesheets, imports, backgrounds, SVG images, embeds, objects,
a changed base address, attachments), and text from people must not reach any of them.
"""

from functools import cache
from pathlib import Path

SCHEME = "paper:"
STATIC = Path(__file__).resolve().parents[3] / "static"

# family, weight, file: one full file per family and weight. Several subset files under one
# family name corrupt the text layer (WeasyPrint 70), even in English.
FACES = (
    ("RCO Sans", 400, "NotoSans-Regular.ttf"),
    ("RCO Sans", 600, "NotoSans-SemiBold.ttf"),
    ("RCO Serif", 600, "SourceSerif4-SemiBold.ttf"),
    ("RCO Arabic", 400, "Vazirmatn-Regular.ttf"),
    ("RCO Arabic", 600, "Vazirmatn-SemiBold.ttf"),
    ("RCO Ethiopic", 400, "NotoSansEthiopic-Regular.ttf"),
    ("RCO Ethiopic", 600, "NotoSansEthiopic-SemiBold.ttf"),
    ("RCO Bengali", 400, "NotoSansBengali-Regular.ttf"),
    ("RCO Tamil", 400, "NotoSansTamil-Regular.ttf"),
    ("RCO Sinhala", 400, "NotoSansSinhala-Regular.ttf"),
    ("RCO Myanmar", 400, "NotoSansMyanmar-Regular.ttf"),
    ("RCO Gurmukhi", 400, "NotoSansGurmukhi-Regular.ttf"),
    ("RCO Georgian", 400, "NotoSansGeorgian-Regular.ttf"),
)
PRINT_STYLESHEETS = (f"{SCHEME}fonts.css", f"{SCHEME}charts.css", f"{SCHEME}paper.css")


class AssetRefused(ValueError):
    """The page asked for something that is not one of the paper's own files."""


@cache
def asset(address: str) -> tuple[bytes, str]:
    """Return the content and media type of one of the paper's own files.

    Raises AssetRefused for every other address.
    """
    if address == f"{SCHEME}fonts.css":
        return font_faces().encode(), "text/css"
    if address == f"{SCHEME}charts.css":
        return (STATIC / "css" / "charts.css").read_bytes(), "text/css"
    if address == f"{SCHEME}paper.css":
        return (STATIC / "reports" / "paper.css").read_bytes(), "text/css"
    for _, _, file in FACES:
        if address == f"{SCHEME}fonts/{file}":
            return (STATIC / "fonts" / file).read_bytes(), "font/ttf"
    raise AssetRefused("The PDF may only use the project's own files.")


def font_faces() -> str:
    """Return the `@font-face` rules of the PDF."""
    return "\n".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url('{SCHEME}fonts/{file}')}}"
        for family, weight, file in FACES
    )
