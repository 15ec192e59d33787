"""What makes an edition this edition: its code, and the fingerprint of what it says."""

import hashlib
import json
import secrets
from dataclasses import replace

from .shape import ReportDocument
from .stored import to_json

# Crockford's base 32: no letter that is read as another, none that spells a word by chance.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6


def new_code() -> str:
    """Return a code of six characters that nobody can guess from another (30 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> tuple[str, int]:
    """Return (edition's code, cell's number) of a code as somebody typed it; 0 without a number.

    Spaces and small letters do not matter, and O, I and L are read as the digits they look like.
    """
    code, _, number = "".join(typed.upper().split()).replace("·", "-").partition("-")
    code = code.translate(str.maketrans("OIL", "011"))
    return code, int(number) if number.isdecimal() and len(number) < 6 else 0


def fingerprint(document: ReportDocument) -> str:
    """Return the SHA-256 (hex) of what the document says: figures, words, names and period.

    Its code and what is said about its issuing are left out, so that the same report issued again
    has the same fingerprint.
    """
    bare = replace(document, code="", fingerprint="", approved_by="", restated=())
    told = json.dumps(to_json(bare), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
