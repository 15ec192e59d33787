"""What pip cannot bring: Pango for the PDF, Chromium for the browser tests."""

import ctypes
import os
import shutil
import subprocess

from .progress import say, step

PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def ensure_pango() -> bool:
    """Install what WeasyPrint needs where we may, else name it in one line."""
    if has_pango() or (install("Pango, which the PDF needs", PANGO_PACKAGES) and has_pango()):
        return True
    say(
        "PDF reports will not work until Pango is installed (all else does): "
        f"sudo apt-get install {' '.join(PANGO_PACKAGES)}"
    )
    return False


def ensure_browser() -> str | None:
    """Return the path of a Chromium, installed where we may; None with a line saying so."""
    if (path := find_browser()) or (
        install("Chromium, which the browser tests drive", ("chromium",))
        and (path := find_browser())
    ):
        return path
    say("The browser tests are skipped without Chromium: sudo apt-get install chromium")
    return None


def find_browser() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def has_pango() -> bool:
    try:
        for library in PANGO_LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


def install(what: str, packages: tuple[str, ...]) -> bool:
    """Install Debian packages as root or through sudo that asks no password."""
    if not shutil.which("apt-get"):
        return False
    rights: list[str] = []
    if os.geteuid() != 0:
        rights = ["sudo", "-n"]
        if (
            not shutil.which("sudo")
            or subprocess.run([*rights, "true"], capture_output=True).returncode
        ):
            return False
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q"]
    wait = ["-o", "DPkg::Lock::Timeout=120"]
    with step(f"Installing {what}"):
        for command in (["install"], ["update"], ["install"]):
            names = ["--no-install-recommends", *packages] if command == ["install"] else []
            done = subprocess.run(
                [*apt, *wait, *command, *names],
                capture_output=True,
                text=True,
                stdin=subprocess.DEVNULL,
            )
            if command == ["install"] and done.returncode == 0:
                return True
    say("  " + "\n  ".join((done.stderr or done.stdout).strip().splitlines()[-3:]))
    return False
