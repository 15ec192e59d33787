"""Who can sign in to the demonstration, kept readable by its owner only.

All accounts have one password and one secret of an authenticator app, so that one entry in a phone
opens each of them. Another installation has others.
"""

import base64
import os
import secrets
from pathlib import Path

from django.conf import settings

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"

ROWS = (
    ("Worker", "Tesfa Community House", "worker@tesfa.example"),
    ("Logger", "Tesfa Community House", "logger@tesfa.example"),
    ("Manager", "Tesfa Community House", "manager@tesfa.example"),
    ("Worker at two", "Tesfa and Jasmine Gate", "tutor@commonthread.example"),
    ("Coordinator", "Weft Refugee Forum", "coordinator@weft.example"),
    ("Funder's officer", "Peverel Moor Foundation", "officer@peverelmoor.example"),
    ("Funder's officer", "Candlewick Newcomers Fund", "officer@candlewick.example"),
    ("Council's officer", "Irkdale Borough Council", "officer@irkdale.example"),
    ("Administrator", "the installation", "admin@commonthread.example"),
)


def file() -> Path:
    """Return where the accounts of this installation are written."""
    state = os.environ.get("RCO_STATE") or settings.BASE_DIR / ".local"
    return Path(state) / "demo-accounts.txt"


def new_password() -> str:
    """Return a random password (48 bits) that can be typed on a phone."""
    words = [
        "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(2))
        for _ in range(4)
    ]
    return "-".join(words)


def new_secret() -> str:
    """Return a random secret (160 bits) for an authenticator app, as apps take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def table(password: str, secret: str) -> str:
    """Return the accounts as text: role, organisation, address, password, the app's secret."""
    both = f"{password:<22}{secret}"
    lines = [f"  {role:<18}{at:<28}{address:<30}{both}" for role, at, address in ROWS]
    headings = f"  {'Role':<18}{'Organisation':<28}{'E-mail address':<30}"
    app = f"otpauth://totp/Common%20Thread:demonstration?secret={secret}&issuer=Common%20Thread"
    return "\n".join(
        [
            f"{headings}{'Password':<22}Secret of the app (second step)",
            *lines,
            "  Every other organisation has manager@<its name>.example with the same two.",
            "  The six digits of now:  python3 manage.py demo_code worker@tesfa.example",
            f"  For an app on a phone:  {app}",
        ]
    )


def keep(password: str, secret: str) -> None:
    """Write the table where only the owner of the installation can read it."""
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
        kept.write(f"{table(password, secret)}\n")
    path.chmod(0o600)


def kept() -> str:
    """Return the table as it was written. Raises FileNotFoundError where none was."""
    return file().read_text().rstrip("\n")


def kept_password() -> str | None:
    """Return the password of a demonstration made before, or None."""
    words = _words_of_a_row()
    return words[-2] if words else None


def kept_secret() -> str | None:
    """Return the app's secret of a demonstration made before, or None."""
    words = _words_of_a_row()
    return words[-1] if words else None


def _words_of_a_row() -> list[str]:
    """What stands in the first account's row, where there is a file with both columns."""
    try:
        line = next(row for row in kept().splitlines() if "@tesfa.example" in row)
    except (FileNotFoundError, StopIteration):
        return []
    words = line.split()
    # A demonstration from before the second step has no secret to read.
    return words if words[-2].count("-") == 3 else []
