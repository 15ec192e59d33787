"""A square code that a phone reads, as geometry for SVG."""

from dataclasses import dataclass

import qrcode


@dataclass(frozen=True)
class Square:
    """A path of dark squares, one unit each, in a box of `size` units. Strings, for templates."""

    path: str
    size: str


def square_of(text: str) -> Square:
    """Return the QR code of a short text (an address), with the quiet zone of four units.

    Error correction M: 15 % of it may be smudged (ISO/IEC 18004).
    """
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    matrix = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return Square(path, str(len(matrix)))
