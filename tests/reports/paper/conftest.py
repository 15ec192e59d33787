"""PDFs of the invented reports, made once for all tests of the paper."""

import subprocess
from functools import cache
from pathlib import Path
from shutil import which

import pytest

from rco_network.core.paper.pdf import has_pango, print_html
from rco_network.reports.paper.attachments import figures_attachment
from rco_network.reports.paper.pdf import write_pdf

from . import documents

PAGE = (
    '<!doctype html><html lang="{language}" dir="{direction}"><head><title>A page</title>'
    '<link rel="stylesheet" href="paper:fonts.css"><link rel="stylesheet" href="paper:paper.css">'
    '</head><body class="paper" data-foot="Foot" data-of="of"><main><p>{text}</p></main></body>'
)


def needs_pango() -> None:
    if not has_pango():
        pytest.skip("Pango is not installed, so no PDF can be made here")


@pytest.fixture(scope="session")
def english() -> bytes:
    needs_pango()
    document = documents.report()
    return write_pdf(document, attachments=[figures_attachment(document)])


@pytest.fixture(scope="session")
def arabic() -> bytes:
    needs_pango()
    document = documents.arabic_report()
    return write_pdf(document, attachments=[figures_attachment(document)])


@pytest.fixture(scope="session")
def sentence_pdf():
    """Print one sentence with the paper's fonts and stylesheet."""
    needs_pango()

    @cache
    def make(text: str, language: str, direction: str) -> bytes:
        return print_html(PAGE.format(text=text, language=language, direction=direction))

    return make


@pytest.fixture
def poppler(tmp_path: Path):
    """Return what pdftotext reads in a PDF, direction marks left out."""
    if which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")

    def read(pdf: bytes) -> str:
        path = tmp_path / "read.pdf"
        path.write_bytes(pdf)
        found = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
        return found.stdout.decode().translate(dict.fromkeys((0x202A, 0x202B, 0x202C)))

    return read
