"""Pictures that somebody sends: known by their content, and written anew from their points.

What comes out is a JPEG of our own making. What the camera wrote beside the points (where it was
taken, when, with which device, a small copy from before it was cropped) is not carried over, since
only points are. What a file hides behind its end goes the same way.
"""

import io
import warnings
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

CONTENT_TYPE = "image/jpeg"
# Points: what a phone makes today, and what stays within a worker's memory while it is opened.
MOST_POINTS = 50_000_000
LONGEST_SIDE = 1600
SHORTEST_SIDE = 40
_QUALITY = 82
_FORMATS = ("JPEG", "PNG", "WEBP")


class PictureRefused(ValueError):
    """The file cannot be taken. The message is for the person who sent it."""


def cleaned_picture(file: IO[bytes]) -> bytes:
    """Return the picture as a JPEG of at most 1600 points a side, with nothing but its points.

    Raises PictureRefused for what is no JPEG, PNG or WebP picture whatever its name says, for one
    with too many points (told before they are unpacked), and for a broken one.
    """
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise PictureRefused(
            _(
                "This is no picture that we can read. Send a JPEG, PNG or WebP file; from an "
                "iPhone, choose “Most compatible” in the camera’s settings, or send a photo of "
                "the screen."
            )
        ) from None
    width, height = picture.size
    if width * height > MOST_POINTS:
        raise _too_large()
    if min(width, height) < SHORTEST_SIDE:
        raise PictureRefused(_("This picture is too small to be seen. Send a larger one."))
    return _written_anew(picture)


def _too_large() -> PictureRefused:
    return PictureRefused(
        _(
            "This picture has more points than we take (50 million). Make it smaller, and send it "
            "again."
        )
    )


def _written_anew(picture: Any) -> bytes:
    # WeasyPrint lets half a picture pass, for the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than used
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        points = _on_white(upright)
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError):
        raise PictureRefused(
            _("This picture is broken: a part of the file is missing. Send it again.")
        ) from None
    clean = Image.new("RGB", points.size)
    clean.paste(points)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _on_white(picture: Any) -> Any:
    """See-through parts become white, as on paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("RGB")
    return picture.convert("RGB")
