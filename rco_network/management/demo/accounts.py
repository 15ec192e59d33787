"""Who can sign in to the demonstration, kept readable by its owner only."""

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


def table(password: str) -> str:
    """Return the accounts as text: role, organisation, address, password."""
    lines = [f"  {role:<18}{at:<28}{address:<30}{password}" for role, at, address in ROWS]
    return "\n".join(
        [
            f"  {'Role':<18}{'Organisation':<28}{'E-mail address':<30}Password",
            *lines,
            "  Every other organisation has manager@<its name>.example with the same password.",
        ]
    )


def keep(password: str) -> None:
    """Write the table where only the owner of the installation can read it."""
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
        kept.write(f"{table(password)}\n")
    path.chmod(0o600)


def kept() -> str:
    """Return the table as it was written. Raises FileNotFoundError where none was."""
    return file().read_text().rstrip("\n")


def kept_password() -> str | None:
    """Return the password of a demonstration made before, or None."""
    try:
        line = next(row for row in kept().splitlines() if "@tesfa.example" in row)
    except (FileNotFoundError, StopIteration):
        return None
    return line.split()[-1]
