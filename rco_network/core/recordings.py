"""Recordings that somebody sends: known by their content, without what a phone wrote beside them.

The sound itself is not touched. Removed are tags: title, device, day, and the place that some
phones write into a voice memo. Formats are those that phones and messengers make: MP3, M4A (AAC),
Ogg with Opus, WAV.

Sources for where tags stand: id3.org (ID3v2.4, ID3v1), the APEv2 specification, ISO/IEC 14496-12
(boxes), RFC 3533 and RFC 7845 (Ogg, Opus), and Microsoft's RIFF.
"""

import struct
from collections.abc import Callable, Iterator

from django.utils.translation import gettext, gettext_lazy

MOST_BYTES = 8 * 1024 * 1024
_BROKEN = gettext_lazy("This recording is broken: a part of the file is missing. Send it again.")


class RecordingRefused(ValueError):
    """The file cannot be taken. The message is for the person who sent it."""


def cleaned_recording(data: bytes) -> tuple[bytes, str]:
    """Return the recording without its tags, and its content type.

    Raises RecordingRefused for another kind of file, whatever its name says, and for a broken one.
    """
    for fits, clean, content_type in _KINDS:
        if fits(data):
            try:
                return clean(data), content_type
            except (struct.error, IndexError):
                raise RecordingRefused(_BROKEN) from None
    raise RecordingRefused(
        gettext(
            "This is no recording that we can read. Send an MP3, M4A, WAV or Ogg (Opus) file, as "
            "phones and messengers make them."
        )
    )


# WAV ---------------------------------------------------------------------------------------------


def _is_wav(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def _clean_wav(data: bytes) -> bytes:
    """Keep the format and the sound; notes, cue points and broadcast headers go."""
    kept, at = b"", 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        body = data[at + 8 : at + 8 + size]
        if name in (b"fmt ", b"fact", b"data"):
            kept += name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        at += 8 + size + size % 2
    if b"fmt " not in kept or b"data" not in kept:
        raise RecordingRefused(_BROKEN)
    return b"RIFF" + struct.pack("<I", 4 + len(kept)) + b"WAVE" + kept


# MP3 ---------------------------------------------------------------------------------------------


def _is_mp3(data: bytes) -> bool:
    return data[:3] == b"ID3" or _is_mpeg_frame(data, 0)


def _is_mpeg_frame(data: bytes, at: int) -> bool:
    """Whether a frame of MPEG audio, layer III, with a sensible bit rate begins here."""
    if len(data) < at + 4 or data[at] != 0xFF or data[at + 1] & 0xE6 != 0xE2:
        return False
    return data[at + 1] & 0x18 != 0x08 and data[at + 2] >> 4 not in (0, 15)


def _clean_mp3(data: bytes) -> bytes:
    """Cut the tags before the first frame and after the last."""
    start, end = 0, len(data)
    while data[start : start + 3] == b"ID3":
        size = 0
        for seven_bits in data[start + 6 : start + 10]:
            size = size << 7 | seven_bits & 0x7F
        footer = 10 if data[start + 5] & 0x10 else 0
        start += 10 + size + footer
    while start < min(end, 65536) and not _is_mpeg_frame(data, start):
        start += 1
    if not _is_mpeg_frame(data, start):
        raise RecordingRefused(_BROKEN)
    if data[end - 128 : end - 125] == b"TAG":
        end -= 128
    if data[end - 32 : end - 24] == b"APETAGEX":
        size, flags = struct.unpack_from("<I4xI", data, end - 20)
        end -= size + (32 if flags & 0x80000000 else 0)
    return data[start:end]


# M4A ---------------------------------------------------------------------------------------------

_HOLDERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf")
_NOTES = (b"udta", b"meta", b"uuid", b"skip", b"free", b"wide")
_DATED = (b"mvhd", b"tkhd", b"mdhd")
_DEEPEST = 8


def _is_m4a(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def _clean_m4a(data: bytes) -> bytes:
    """Overwrite notes with noughts where they stand, so that no place in the file moves."""
    out = bytearray(data)
    kinds: set[bytes] = set()
    _clean_boxes(out, 0, len(out), kinds, 0)
    if not {b"moov", b"mdat", b"soun"} <= kinds:
        raise RecordingRefused(_BROKEN)
    if b"vide" in kinds:
        raise RecordingRefused(gettext("This is a film. Send the sound alone."))
    return bytes(out)


def _clean_boxes(out: bytearray, start: int, end: int, kinds: set[bytes], depth: int) -> None:
    if depth > _DEEPEST:
        raise RecordingRefused(_BROKEN)
    for name, body, stop in _boxes(out, start, end):
        kinds.add(name)
        if name in _NOTES:
            out[body - 4 : body] = b"free"
            out[body:stop] = bytes(stop - body)
        elif name in _DATED:
            # When it was made and changed: 32 or 64 bits each, after the version and the flags.
            length = 16 if out[body] == 1 else 8
            out[body + 4 : body + 4 + length] = bytes(length)
        elif name == b"hdlr":
            kinds.add(bytes(out[body + 8 : body + 12]))
            out[body + 24 : stop] = bytes(stop - body - 24)
        elif name in _HOLDERS:
            _clean_boxes(out, body, stop, kinds, depth + 1)


def _boxes(data: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name of each box, and where what is in it starts and stops."""
    at = start
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            size, body = struct.unpack_from(">Q", data, at + 8)[0], at + 16
        stop = end if size == 0 else at + size
        if stop < body or stop > end:
            raise RecordingRefused(_BROKEN)
        yield name, body, stop
        at = stop


# Ogg with Opus -----------------------------------------------------------------------------------


def _is_ogg(data: bytes) -> bool:
    return data[:4] == b"OggS"


def _clean_ogg(data: bytes) -> bytes:
    """Put an empty list of comments where theirs stands: the second page, which has nothing else.

    Of Ogg we take Opus, where the comments have pages of their own (RFC 7845, section 3).
    """
    first = _page(data, 0)
    if data[first[0] : first[0] + 8] != b"OpusHead":
        raise RecordingRefused(
            gettext("Of Ogg files we take those with Opus. Send an MP3 or M4A instead.")
        )
    at = first[1]
    body, stop = _page(data, at)
    if data[body : body + 8] != b"OpusTags":
        raise RecordingRefused(_BROKEN)
    header = bytearray(data[at : at + 26])
    # Comments that go on over further pages: these go, and the pages after keep their numbers.
    while data[stop : stop + 4] == b"OggS" and data[stop + 5] & 1 and _granule(data, stop) <= 0:
        stop = _page(data, stop)[1]
    empty = b"OpusTags" + struct.pack("<II", 0, 0)
    page = bytes(header[:22]) + b"\0\0\0\0" + b"\x01" + bytes([len(empty)]) + empty
    page = page[:22] + struct.pack("<I", _ogg_sum(page)) + page[26:]
    return data[:at] + page + data[stop:]


def _granule(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<q", data, at + 6)[0])


def _page(data: bytes, at: int) -> tuple[int, int]:
    """Return where what is on the page starts and stops."""
    if data[at : at + 4] != b"OggS":
        raise RecordingRefused(_BROKEN)
    segments = data[at + 26]
    body = at + 27 + segments
    stop = body + sum(data[at + 27 : body])
    if stop > len(data):
        raise RecordingRefused(_BROKEN)
    return body, stop


def _ogg_sum(page: bytes) -> int:
    """The check sum of a page: CRC-32 with the polynomial 0x04c11db7, not reflected."""
    found = 0
    for byte in page:
        found ^= byte << 24
        for _ in range(8):
            found = (found << 1 ^ 0x04C11DB7 if found & 0x80000000 else found << 1) & 0xFFFFFFFF
    return found


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bytes], str], ...] = (
    (_is_wav, _clean_wav, "audio/wav"),
    (_is_m4a, _clean_m4a, "audio/mp4"),
    (_is_ogg, _clean_ogg, "audio/ogg"),
    (_is_mp3, _clean_mp3, "audio/mpeg"),
)
