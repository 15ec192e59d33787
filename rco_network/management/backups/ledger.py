"""The ledger of erasures, kept beside the backups: what was erased stays erased after a restore.

A row names an organisation, a kind of record and its uuid, and what was done when; never a name.
"""

import hmac
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from psycopg import Connection
from pyrage.x25519 import Identity, Recipient

from ..local.database import connected
from ..local.progress import Refusal
from .counts import one, settle
from .manifest import mac_of
from .sealed import Written, new_file, seal, sha256_of, unseal

TABLE = "public.core_erasure"
NEWEST = "newest.erasures.age"
NOTE = "newest.erasures.json"


def rows(connection: Connection[Any]) -> list[dict[str, Any]]:
    """Return every erasure, the oldest first; none where the table is not there (yet)."""
    if not one(connection, "select to_regclass(%s) as t", (TABLE,))["t"]:
        return []
    query = f"select to_jsonb(e) as row from {TABLE} e order by id"  # noqa: S608 (a constant)
    return [row["row"] for row in connection.execute(query.encode()).fetchall()]


def seal_rows(connection: Connection[Any], path: Path, to: Sequence[Recipient]) -> Written:
    """Write the ledger as the running transaction sees it: one erasure a line, encrypted."""
    text = "".join(json.dumps(row, sort_keys=True) + "\n" for row in rows(connection))
    return seal(io.BytesIO(text.encode()), path, to)


def keep_newest(url: str, folder: Path, to: Sequence[Recipient]) -> int:
    """Write the newest ledger when there is an erasure that it lacks; return how many it holds.

    Beside it stands a sealed note of how many it holds, so that looking needs no private key.
    """
    with connected(url) as connection:
        connection.execute("begin isolation level repeatable read, read only")
        settle(connection)
        number = len(rows(connection))
        known = note_of(folder)
        if known is None or known["rows"] != number:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            written = seal_rows(connection, folder / NEWEST, to)
            note = {"rows": number, **vars(written)}
            note["mac"] = mac_of(note, settings.SECRET_KEY)
            with new_file(folder / NOTE) as file:
                file.write(json.dumps(note).encode())
        connection.execute("rollback")
    return number


def note_of(folder: Path) -> dict[str, Any] | None:
    """Return what is noted of the newest ledger; None when there is none or it is not ours."""
    try:
        note = json.loads((folder / NOTE).read_text())
    except (OSError, ValueError):
        return None
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    is_ours = any(hmac.compare_digest(mac_of(note, key), note.get("mac", "")) for key in secrets)
    return note if is_ours else None


def opened(folder: Path, name: str | None, keys: Sequence[Identity]) -> list[str]:
    """Return every erasure that a folder of backups knows of, one JSON text each, oldest first.

    `name` is the ledger of the backup that is restored, if it is one. The newest is read as well:
    an older one put in its place takes nothing away. Raises Refusal for a newest ledger that is
    not what its note says.
    """
    paths = [folder / name] if name else []
    if (folder / NEWEST).is_file():
        note = note_of(folder)
        if note is None or note["sha256"] != sha256_of(folder / NEWEST):
            raise Refusal(
                f"{NEWEST} was changed, or made with another SECRET_KEY. What was erased since "
                "the backup could come back. Use another copy of the folder."
            )
        paths.append(folder / NEWEST)
    found: dict[str, str] = {}
    for path in paths:
        out = io.BytesIO()
        unseal(path, out, keys)
        for line in out.getvalue().decode().splitlines():
            found.setdefault(json.loads(line)["uuid"], line)
    return sorted(found.values(), key=lambda line: str(json.loads(line)["at"]))
