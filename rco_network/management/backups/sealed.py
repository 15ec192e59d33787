"""Streams into and out of encrypted files: age, X25519, 64 KiB at a time whatever the size."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from ..local.progress import Refusal


@dataclass(frozen=True)
class Written:
    """What was written: bytes, and the SHA-256 of the encrypted file in hexadecimal digits."""

    size: int
    sha256: str


class Hashed:
    """A file that adds up what is written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, chunk: bytes) -> int:
        self.digest.update(chunk)
        self.size += len(chunk)
        return self.file.write(chunk)

    def flush(self) -> None:
        self.file.flush()


def recipients(text: str) -> list[pyrage.x25519.Recipient]:
    """Read BACKUP_RECIPIENT: one public key, or several with spaces between."""
    if not text.strip():
        raise Refusal(
            "BACKUP_RECIPIENT is not set. Make a key on another machine with "
            "`manage.py backup --make-key FILE` (or age-keygen), keep the file there, and set "
            "BACKUP_RECIPIENT here to the line that begins with age1."
        )
    if "AGE-SECRET-KEY" in text.upper():
        raise Refusal(
            "BACKUP_RECIPIENT holds a private key. Take it off this machine, and set the public "
            "one, which begins with age1."
        )
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in text.split()]
    except pyrage.RecipientError:
        raise Refusal("BACKUP_RECIPIENT is not a public key of age (age1...).") from None


def identities(path: Path) -> list[pyrage.x25519.Identity]:
    """Read the private keys of an identity file, as age-keygen writes it."""
    try:
        lines = path.read_text().split()
        found = [
            pyrage.x25519.Identity.from_str(word)
            for word in lines
            if word.startswith("AGE-SECRET-KEY-")
        ]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise Refusal(f"{path} cannot be read as an identity ({type(error).__name__}).") from None
    if not found:
        raise Refusal(f"There is no private key (AGE-SECRET-KEY-...) in {path}.")
    return found


def make_key(path: Path) -> str:
    """Write a new private key to a file that is not there yet; return its public key."""
    identity = pyrage.x25519.Identity.generate()
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refusal(f"{path} is there already. Name a new file.") from None
    with os.fdopen(file, "w") as out:
        out.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Write beside the place and move there whole, on disk first: half is never taken for all."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        part.unlink(missing_ok=True)


def seal(reader: Any, path: Path, to: Sequence[pyrage.x25519.Recipient]) -> Written:
    """Encrypt a stream into a new file. The memory used does not grow with the stream."""
    with new_file(path) as file:
        out = Hashed(file)
        pyrage.encrypt_io(reader, out, list(to))
    return Written(out.size, out.digest.hexdigest())


def unseal(path: Path, writer: Any, keys: Sequence[pyrage.x25519.Identity]) -> None:
    """Decrypt a file into a stream. Raises Refusal for a wrong key and for a changed file."""
    try:
        with path.open("rb") as file, suppress(BrokenPipeError):
            pyrage.decrypt_io(file, writer, list(keys))
    except pyrage.DecryptError as error:
        raise Refusal(
            f"{path.name} cannot be decrypted ({error}). The identity is another key's, or the "
            "file was changed."
        ) from None


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
