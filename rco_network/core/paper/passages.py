"""Actual text beside the shapes that do not spell it. Importing this imports WeasyPrint.

WeasyPrint 70 writes no ActualText (ISO 32000-1, 14.9.4). Without it Bengali, Tamil, Sinhala,
Burmese, Nepali and Punjabi look right and read as nonsense, because their letters change places
when they are set.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.pdf.stream import Stream

from .text_layer import needs_actual_text

_mark = Stream.marked


@contextmanager
def marked_with_text(stream: Any, box: Any, tag: str) -> Iterator[None]:
    """Mark a passage as WeasyPrint does and say its text where the shapes do not."""
    with _mark(stream, box, tag):
        if stream._tags is not None and isinstance(box, TextBox) and needs_actual_text(box.text):
            properties = stream.stream[-2]
            properties["ActualText"] = pydyf.String(box.text)
        yield


def say_actual_text() -> None:
    """Have every tagged PDF of this process say its actual text. Safe to call again."""
    Stream.marked = marked_with_text
