"""Pictures and recordings come in by their content, and come out without where they were taken."""

import io
import struct
import zlib

import pytest
from PIL import Image

from rco_network.core.pictures import PictureRefused, cleaned_picture
from rco_network.core.recordings import RecordingRefused, cleaned_recording

SECRET = b"53.4808 -2.2426 Zqsecret"
GPS = {1: "N", 2: (53.0, 28.0, 50.9), 3: "W", 4: (2.0, 14.0, 33.4)}


def photo(kind="JPEG", size=(320, 200), *, turned=False, **more):
    """A photograph with a place, a camera and a comment in it."""
    exif = Image.Exif()
    exif[0x010F] = "Zqcamera"
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8825).update(GPS)
    out = io.BytesIO()
    Image.new(more.pop("mode", "RGB"), size, "red").save(out, kind, exif=exif, **more)
    return out


class TestPictures:
    def test_the_place_the_camera_and_the_comment_are_gone(self):
        sent = photo(comment=SECRET)
        with Image.open(sent) as before:
            assert before.getexif().get_ifd(0x8825)[1] == "N"
        clean = cleaned_picture(sent)
        with Image.open(io.BytesIO(clean)) as after:
            assert after.format == "JPEG"
            assert dict(after.getexif()) == {} and dict(after.getexif().get_ifd(0x8825)) == {}
        assert b"Exif" not in clean and b"Zq" not in clean

    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    def test_of_other_kinds_too(self, kind):
        sent = photo(kind, mode="RGBA")
        clean = cleaned_picture(sent)
        assert clean[:3] == b"\xff\xd8\xff" and b"Exif" not in clean and b"Zq" not in clean

    def test_what_hangs_on_behind_is_gone(self):
        sent = photo()
        sent.seek(0, io.SEEK_END)
        sent.write(b"PK\x03\x04" + SECRET)
        assert SECRET not in cleaned_picture(sent)

    def test_it_stands_upright_and_is_made_smaller(self):
        clean = cleaned_picture(photo(size=(2400, 1200), turned=True))
        with Image.open(io.BytesIO(clean)) as after:
            assert after.size == (800, 1600)

    def test_too_many_points_are_told_before_they_are_unpacked(self):
        head = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
        chunk = b"IHDR" + head
        bomb = (
            b"\x89PNG\r\n\x1a\n"
            + struct.pack(">I", len(head))
            + chunk
            + struct.pack(">I", zlib.crc32(chunk))
        )
        with pytest.raises(PictureRefused, match="50 million"):
            cleaned_picture(io.BytesIO(bomb + struct.pack(">I", 0) + b"IDAT" + b"\0" * 4))

    @pytest.mark.parametrize(
        "sent",
        [
            b"",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            b"<html>photo.jpg</html>",
            b"GIF89a\x01\0\x01\0",
            b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
            b"\xff\xd8\xff\xe0",
            b"%PDF-1.7",
        ],
    )
    def test_anything_else_is_refused_whatever_it_is_called(self, sent):
        with pytest.raises(PictureRefused):
            cleaned_picture(io.BytesIO(sent))

    def test_half_a_picture_is_refused(self):
        sent = photo("PNG", size=(300, 300)).getvalue()
        with pytest.raises(PictureRefused, match=r"broken|no picture"):
            cleaned_picture(io.BytesIO(sent[: len(sent) // 2]))


SOUND = b"\x01\x02\x03\x04" * 200


def wav():
    def chunk(name, body):
        return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    form = struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)
    body = chunk(b"fmt ", form) + chunk(b"LIST", b"INFO" + SECRET) + chunk(b"data", SOUND)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body


def mp3():
    tag = b"ID3\x04\0\0" + bytes([0, 0, 0, len(SECRET)]) + SECRET
    frame = b"\xff\xfb\x90\x00" + b"\0" * 413
    return tag + frame * 3 + b"TAG" + SECRET.ljust(125, b"\0")


def box(name, *inside):
    body = b"".join(inside)
    return struct.pack(">I4s", 8 + len(body), name) + body


def m4a(handler=b"soun"):
    dated = struct.pack(">III", 0, 0xE1234567, 0xE1234567) + b"\0" * 8
    hdlr = box(b"hdlr", b"\0" * 8, handler, b"\0" * 12, b"Zqdevice\0")
    track = box(b"trak", box(b"mdia", box(b"mdhd", dated), hdlr))
    notes = box(b"udta", box(b"\xa9xyz", SECRET))
    return (
        box(b"ftyp", b"M4A \0\0\0\0")
        + box(b"moov", box(b"mvhd", dated), track, notes)
        + box(b"mdat", SOUND)
    )


def ogg_page(body, *, number, flags=0, granule=0):
    lacing = [255] * (len(body) // 255) + [len(body) % 255]
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, 7, number, 0, len(lacing))
    return head + bytes(lacing) + body


def ogg(codec=b"OpusHead"):
    tags = b"OpusTags" + struct.pack("<I", 3) + b"abc" + struct.pack("<II", 1, len(SECRET)) + SECRET
    return (
        ogg_page(codec + b"\x01" * 11, number=0, flags=2)
        + ogg_page(tags, number=1)
        + ogg_page(SOUND, number=2, flags=4, granule=960)
    )


class TestRecordings:
    @pytest.mark.parametrize(
        ("sent", "content_type"),
        [
            (wav(), "audio/wav"),
            (mp3(), "audio/mpeg"),
            (m4a(), "audio/mp4"),
            (ogg(), "audio/ogg"),
        ],
    )
    def test_tags_go_and_the_sound_stays(self, sent, content_type):
        assert SECRET in sent
        clean, kind = cleaned_recording(sent)
        assert kind == content_type
        assert SECRET not in clean and b"Zq" not in clean
        assert SOUND in clean or (kind == "audio/mpeg" and clean.count(b"\xff\xfb\x90\x00") == 3)

    def test_the_day_of_a_recording_goes_and_nothing_moves(self):
        clean, _ = cleaned_recording(m4a())
        assert len(clean) == len(m4a()) and clean.index(SOUND) == m4a().index(SOUND)
        assert b"\xe1\x23\x45\x67" not in clean

    def test_the_new_page_of_comments_adds_up(self):
        clean, _ = cleaned_recording(ogg())
        at = clean.index(b"OggS", 4)
        assert clean[at + 28 : at + 36] == b"OpusTags"
        # Known answer: the check sum of this page, by libogg's own table.
        page = bytearray(clean[at : at + 28 + 16])
        found = struct.unpack_from("<I", page, 22)[0]
        page[22:26] = bytes(4)
        assert found == reference_sum(bytes(page))

    @pytest.mark.parametrize(
        "sent",
        [
            b"",
            b"not a sound",
            m4a(b"vide"),
            m4a()[:60],
            ogg(b"\x01vorbis."),
            ogg()[:90],
            b"RIFF\0\0\0\0WAVEjunk",
            b"ID3\x04\0\0\0\0\0\x7f",
            b"\x1aE\xdf\xa3webm",
            b"<html></html>",
        ],
    )
    def test_anything_else_is_refused(self, sent):
        with pytest.raises(RecordingRefused):
            cleaned_recording(sent)


def reference_sum(page):
    """The check sum by a table, as libogg makes it."""
    table = []
    for n in range(256):
        r = n << 24
        for _ in range(8):
            r = ((r << 1) ^ 0x04C11DB7) & 0xFFFFFFFF if r & 0x80000000 else (r << 1) & 0xFFFFFFFF
        table.append(r)
    found = 0
    for byte in page:
        found = (found << 8 & 0xFFFFFFFF) ^ table[(found >> 24 & 0xFF) ^ byte]
    return found
