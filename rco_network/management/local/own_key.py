"""The key to the backups of this machine's demonstration.

It lies beside the data, since everything in a demonstration is invented; a production server never
holds the private key of its backups.
"""

import os
from pathlib import Path

from .state import State


def identity(state: State) -> Path:
    """Return the file with the private key, made the first time."""
    from ..backups.sealed import make_key

    path = state.folder / "backup-identity.txt"
    if not path.exists():
        make_key(path)
    return path


def set_backup_settings(state: State, url: str) -> None:
    """Say how this machine's copies are made, unless the environment does."""
    os.environ["DATABASE_BACKUP_URL"] = url
    os.environ.setdefault("BACKUP_DIR", str(state.folder / "backups"))
    if "BACKUP_RECIPIENT" not in os.environ:
        first = identity(state).read_text().splitlines()[0]
        os.environ["BACKUP_RECIPIENT"] = first.rpartition(" ")[2]
