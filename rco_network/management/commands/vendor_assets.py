"""Fetch the fonts and scripts that are kept in the repository, or check that they are untouched.

`static/vendor/versions.json` names each package, its version, and for each file that is kept where
it goes and its SHA-256. The files themselves are committed: nothing is fetched at run time or when
installing.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Fetch the vendored fonts and scripts with npm, or --check the committed copies."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare only; fetch nothing")
        parser.add_argument(
            "--record", action="store_true", help="write the SHA-256 of entries that have none yet"
        )

    def handle(self, *, check: bool, record: bool, **options: Any) -> None:
        table = versions_path()
        packages = json.loads(table.read_text())["packages"]
        if check:
            wrong = differences(packages)
            if wrong:
                raise CommandError("These vendored files are not as recorded: " + ", ".join(wrong))
            self.stdout.write("Every vendored file is as recorded.")
            return
        for package in packages:
            self.stdout.write(f"Fetching {package['name']} {package['version']}")
            with tempfile.TemporaryDirectory() as folder:
                unpack(fetch(package, Path(folder)), package, record=record)
        if record:
            table.write_text(json.dumps({"packages": packages}, indent=2) + "\n")


def versions_path() -> Path:
    """Return the table of what is vendored."""
    return Path(settings.BASE_DIR) / "static" / "vendor" / "versions.json"


def differences(packages: list[dict[str, Any]]) -> list[str]:
    """Return the vendored paths that are missing or whose SHA-256 is not the recorded one."""
    wrong = []
    for package in packages:
        for file in package["files"].values():
            path = Path(settings.BASE_DIR) / file["to"]
            if not path.is_file() or sha256(path.read_bytes()) != file["sha256"]:
                wrong.append(file["to"])
    return wrong


def fetch(package: dict[str, Any], folder: Path) -> Path:
    """Download one package with the reader's own npm and return its archive.

    Raises CommandError when npm is missing or refuses.
    """
    name = f"{package['name']}@{package['version']}"
    try:
        subprocess.run(
            ["npm", "pack", name, "--silent", "--pack-destination", str(folder)],
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise CommandError("npm is not installed. Only fetching needs it; try --check.") from None
    except subprocess.CalledProcessError as refused:
        raise CommandError(f"npm could not fetch {name}: {refused.stderr.strip()}") from None
    return next(folder.glob("*.tgz"))


def unpack(archive: Path, package: dict[str, Any], *, record: bool) -> None:
    """Write only the files the table names, each after its SHA-256 has been compared."""
    with tarfile.open(archive) as contents:
        for member, file in package["files"].items():
            try:
                source = contents.extractfile(f"package/{member}")
            except KeyError:
                source = None
            if source is None:
                raise CommandError(f"{package['name']} has no file {member}.")
            data = source.read()
            if record:
                file.setdefault("sha256", sha256(data))
            if sha256(data) != file.get("sha256"):
                raise CommandError(f"{member} of {package['name']} is not the file recorded.")
            target = Path(settings.BASE_DIR) / file["to"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
