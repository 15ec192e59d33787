"""What a backup says about itself, and the seal by which a changed or swapped file is noticed."""

import hmac
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from ..local.progress import Refusal
from .counts import Table
from .sealed import new_file, sha256_of

STAMP = "%Y%m%dT%H%M%SZ"
DUMP, LIST, LEDGER = ".dump.age", ".json", ".erasures.age"


@dataclass(frozen=True)
class Manifest:
    """Beside each dump, readable: how much there is of everything, and nothing of what it says.

    `taken_at` is the moment that the copy shows. `files` gives size and SHA-256 of each
    encrypted file. `roles` are the roles that the dump's grants name.
    """

    name: str
    taken_at: str
    server: str
    owner: str
    roles: list[str]
    migrations: dict[str, str]
    left_out: list[str]
    tables: dict[str, Table]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    mac: str = ""

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    @property
    def moment(self) -> datetime:
        """`taken_at` as a moment."""
        return datetime.fromisoformat(self.taken_at)


def name_for(moment: datetime) -> str:
    """Return the name that the files of a backup share: 20261123T033000Z."""
    return moment.astimezone(UTC).strftime(STAMP)


def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"rco_network.backups", "sha256")


def mac_of(content: dict[str, Any], secret: str) -> str:
    """Return the HMAC-SHA256 over a manifest without its own seal."""
    plain = {key: value for key, value in content.items() if key != "mac"}
    said = json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(_key(secret), said, "sha256").hexdigest()


def write(manifest: Manifest, folder: Path) -> Path:
    """Seal the manifest and write it beside its files."""
    sealed = replace(manifest, mac=mac_of(asdict(manifest), settings.SECRET_KEY))
    path = folder / f"{manifest.name}{LIST}"
    with new_file(path) as file:
        file.write(json.dumps(asdict(sealed), indent=1, sort_keys=True).encode())
    return path


def read(path: Path, *, accept_unsigned: bool = False) -> Manifest:
    """Read a manifest and check its seal, by SECRET_KEY or one of SECRET_KEY_FALLBACKS.

    Raises Refusal when it was changed or made under another SECRET_KEY.
    """
    try:
        content = json.loads(path.read_text())
        tables = {name: Table(**table) for name, table in content["tables"].items()}
        manifest = Manifest(**(content | {"tables": tables}))
    except (OSError, ValueError, TypeError, KeyError):
        raise Refusal(f"{path} is not the list of a backup, or it was damaged.") from None
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    is_ours = any(hmac.compare_digest(mac_of(content, key), manifest.mac) for key in secrets)
    if not is_ours and not accept_unsigned:
        raise Refusal(
            f"{path.name} was changed, or made with another SECRET_KEY. Set the SECRET_KEY of the "
            "server that made it. If that key is lost and you are sure where the files come from, "
            "add --accept-unsigned."
        )
    return manifest


def check_files(manifest: Manifest, folder: Path) -> None:
    """Raise Refusal when a file of the backup is missing or not what the manifest says."""
    for name, said in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise Refusal(f"{path} is missing.")
        if path.stat().st_size != said["size"] or sha256_of(path) != said["sha256"]:
            raise Refusal(
                f"{path} is not the file that was written (its checksum differs): it was changed "
                "or damaged. Nothing was restored. Use another copy."
            )


def find(place: Path) -> Path:
    """Return the manifest that `place` names: itself, its dump, or the newest of a folder."""
    if place.is_dir():
        if found := sorted(place.glob(f"*{DUMP}")):
            return place / found[-1].name.replace(DUMP, LIST)
        raise Refusal(f"There is no backup in {place}.")
    return place.with_name(place.name.replace(DUMP, LIST))
