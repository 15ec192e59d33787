"""A page as PDF: one file that is PDF/A-3a (to keep) and PDF/UA-1 (for everyone to read).

WeasyPrint is imported inside the functions: it costs two to three seconds and needs Pango, a
system library that no wheel brings. Its minor version is pinned, for the finish leans on how it
builds its objects; tests/reports/paper holds the result against both profiles.
"""

import ctypes
import gc
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF; `description` is what a PDF reader's attachment panel shows."""

    name: str
    content: bytes
    description: str


class PangoMissing(RuntimeError):
    """The system library that sets the type is not installed; nothing is wrong with the page."""

    def __init__(self) -> None:
        super().__init__(
            "The PDF cannot be made because Pango is not installed on this machine. On Debian or "
            "Ubuntu install it with: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0. Until then use the print view."
        )


def has_pango() -> bool:
    """Whether a PDF can be made here. Cheap: WeasyPrint is not imported."""
    try:
        for library in LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def print_html(html: str, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return a rendered page as PDF. Nothing but the paper's own files is read.

    Raises PangoMissing where Pango is not installed.
    """
    with one_collection():
        return _drawn(html, attachments)


def _drawn(html: str, attachments: Sequence[Attachment]) -> bytes:
    """Set and write it: in a function of its own, with which the pages end and can be collected."""
    try:
        import weasyprint

        from .conformance import finish
        from .fetcher import NoFetch
        from .passages import say_actual_text
        from .text_layer import drawable
    except OSError as missing:
        raise PangoMissing from missing
    say_actual_text()
    pages = weasyprint.HTML(string=drawable(html), url_fetcher=NoFetch()).render()

    def attached() -> list[Any]:
        return [
            weasyprint.Attachment(
                string=attachment.content,
                name=attachment.name,
                description=attachment.description,
                relationship="Data",
                url_fetcher=NoFetch(),
            )
            for attachment in attachments
        ]

    with warnings.catch_warnings():
        # WeasyPrint 70 leaves its own colour profile to the garbage collector to close.
        warnings.filterwarnings("ignore", "unclosed file.*sRGB2014", ResourceWarning)
        return _written(pages, attached, finish)


def _written(pages: Any, attached: Callable[[], list[Any]], finish: Callable[..., None]) -> bytes:
    """Write the file; again with one spare object where a stream ends in a carriage return.

    `finish` sees to the streams that it is given. The tables of objects are made after it, and
    one file in 128 would have such an end there (conformance.end_streams_clearly says why not).
    What is attached can be read once, so that each time it is made anew.
    """
    pdf = b""
    for spare in range(4):
        # Whatever the page itself may ask to attach is not ours to give.
        pages.metadata.attachments = attached()
        pdf = pages.write_pdf(pdf_variant="pdf/a-3a", finisher=partial(finish, spare=spare))
        if b"\r\nendstream" not in pdf:
            break
    return pdf


@contextmanager
def one_collection() -> Iterator[None]:
    """Pause the garbage collector, and let it go through what was made meanwhile at the end.

    Layout makes a million objects that all live to its end, and going through them again and again
    was a fifth of the time. They hold each other, so that without the collection at the end they
    stay, and a worker that draws one report after another grows by 20 MB with each. What was made
    while the collector stood still is its youngest generation: nothing older is gone through.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if was_on:
            gc.enable()
