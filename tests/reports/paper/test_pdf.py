"""One file that is PDF/UA-1 and PDF/A-3a at once, whatever the report holds."""

import gc
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import page
import pypdf
import pytest

from rco_network.core.paper import pdf
from rco_network.core.paper.pdf import PangoMissing
from rco_network.reports.figures.shape import Breakdown, Cell, Row, Voice, Written
from rco_network.reports.paper.attachments import figures_attachment
from rco_network.reports.paper.pdf import write_pdf

from . import chart_documents, documents
from .conftest import needs_pango

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)


def failures(made: bytes) -> list[tuple[str, str]]:
    return [
        (failure.rule_id, failure.message)
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(made, profile=profile).failures
    ]


def texts(made: bytes) -> list[str]:
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(made)).pages]


def elements(parent: Any) -> Iterator[Any]:
    """Yield the structure elements of a PDF in reading order."""
    for child in parent["/K"]:
        element = child.get_object()
        if isinstance(element, dict) and element.get("/Type") == "/StructElem":
            yield element
            yield from elements(element)


def test_the_english_report_conforms_to_both_profiles(english: bytes) -> None:
    assert failures(english) == []


def test_the_arabic_report_conforms_to_both_profiles(arabic: bytes) -> None:
    assert failures(arabic) == []


@pytest.mark.parametrize("language", ["en-gb", "ar"])
def test_every_kind_of_chart_conforms_to_both_profiles(language: str) -> None:
    needs_pango()
    made = write_pdf(chart_documents.charts_report(language))
    assert failures(made) == []
    read = " ".join(texts(made))
    assert all(number in read for number in ("142", "118", "162"))


def test_a_stream_with_an_unlucky_end_is_written_again() -> None:
    needs_pango()
    with patch("weasyprint.document.Document.write_pdf") as write:
        write.side_effect = [b"one\r\nendstream", b"two\nendstream"]
        assert pdf.print_html("<p>Anything</p>") == b"two\nendstream"
    spares = [call.kwargs["finisher"].keywords["spare"] for call in write.call_args_list]
    assert spares == [0, 1]


def test_nothing_of_a_drawn_report_stays_in_memory() -> None:
    needs_pango()
    write_pdf(documents.report())
    gc.collect()
    write_pdf(documents.report())
    assert gc.collect() < 5_000  # Its boxes and styles are some hundred thousand, in circles.


def test_the_figures_are_attached_as_data(english: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(english))
    assert reader.attachments["figures.csv"] == [figures_attachment(documents.report()).content]
    specification = reader.trailer["/Root"]["/AF"][0].get_object()
    assert specification["/AFRelationship"] == "/Data"


def test_page_numbers_count_to_the_last_page(english: bytes) -> None:
    sheets = texts(english)
    for number, text in enumerate(sheets[1:], start=2):
        assert f"{number} of {len(sheets)}" in text


def test_running_feet_are_artifacts(english: bytes) -> None:
    sheet = pypdf.PdfReader(io.BytesIO(english)).pages[1]
    assert b"/Artifact <</Type /Pagination>> BDC" in re.sub(
        rb"\s+", b" ", sheet.get_contents().get_data()
    )


def test_quotations_name_their_language(english: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(english))
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    quotes = [item for item in elements(root) if item["/S"] == "/BlockQuote"]
    assert [item["/Lang"] for item in quotes] == [voice.language for voice in documents.VOICES]


def test_a_report_without_anything_to_report_still_conforms() -> None:
    needs_pango()
    made = write_pdf(documents.report(figures=(), summary=(), method=(), voices=()))
    assert failures(made) == []
    assert "No figures have been recorded" in " ".join(texts(made))


def test_english_words_of_a_layout_read_forwards_in_an_arabic_report() -> None:
    needs_pango()
    plain = documents.arabic_report()
    before = plain.figures[1].key
    said = Written("said_a", "1. Who came?", before, documents.told("Everybody, always."))
    made = write_pdf(replace(plain, written=(said, replace(said, key="said_b", before=""))))
    assert failures(made) == []
    everything = " ".join(texts(made))
    assert "1. Who came?" in everything
    assert "Everybody, always." in everything


def test_a_long_report_breaks_well() -> None:
    needs_pango()
    wards = tuple(Row(f"w{n}", f"Ward {n:03}", Cell(400 - n)) for n in range(120))
    people = replace(
        documents.figures()[3],
        breakdowns=(Breakdown("ward", "Electoral ward", wards), *documents.figures()[3].breakdowns),
    )
    made = write_pdf(documents.report(figures=(*documents.figures(), people) * 2))
    sheets = texts(made)
    assert len(sheets) >= 12
    assert failures(made) == []
    with_wards = [text for text in sheets if "Ward 0" in text or "Ward 1" in text]
    assert len(with_wards) >= 6
    for text in with_wards:
        assert "Electoral ward" in text
        assert len(re.findall(r"Ward \d{3}", text)) >= 2


def test_odd_names_neither_break_nor_turn_the_page() -> None:
    needs_pango()
    odd = "A\u202e\u2067<script>alert(1)</script> & \x00\x07 小组 😀 \ud800 " + "long" * 120
    made = write_pdf(
        documents.report(
            organisation_name=odd,
            title=odd,
            funder_name=odd,
            award_title=odd,
            figures=(replace(documents.figures()[1], label=odd, unit=odd, shared_with=(odd,)),),
            voices=(Voice(odd, "xx", odd), Voice("কেমন আছেন", "bn", "")),
        )
    )
    assert failures(made) == []
    assert "<script>alert(1)</script>" in " ".join(texts(made))


def test_without_pango_one_sentence_says_what_to_install() -> None:
    with (
        patch("builtins.__import__", side_effect=OSError("cannot load library 'libpango'")),
        pytest.raises(PangoMissing, match=r"apt-get install libpango-1.0-0"),
    ):
        pdf.print_html("<p>Anything</p>")
