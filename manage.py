#!/usr/bin/env python3
"""The one door to the project. The two commands that a newcomer needs:

    python3 manage.py up      the whole product with a demonstration network
    python3 manage.py test    every test

Both set up what they need (`.venv/` for packages, `.local/` for data). Any other word is an
ordinary Django command; while `up` runs, it works on the demonstration's data.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (an older Python is told so in words)
    sys.exit("This needs Python 3.11 or later; this is Python " + sys.version.split()[0] + ".")

import errno
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
LOCK_FILE = ROOT / "requirements-dev.lock"
STAMP = VENV / "installed-from"
ENOUGH = ("django", "celery", "psycopg", "allauth", "weasyprint")


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    has_own_setup = command in ("up", "test")
    enter_environment(may_install=has_own_setup)
    sys.path.insert(0, str(ROOT))
    if is_for_this_machine(command):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rco_network.settings.local")
        from rco_network.management.local import commands

        sys.exit(commands.run(command, sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rco_network.settings.base")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    if command == "help" and len(sys.argv) < 3:
        print(__doc__)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


def is_for_this_machine(command: str) -> bool:
    """Whether the command starts servers of its own, before Django is there."""
    if command in ("up", "test", "bench", "trial", "restore_drill"):
        return True
    # Where an address is given these are ordinary commands, for that server.
    if command == "restore" and ("DATABASE_URL" not in os.environ or "--into" in sys.argv):
        return True
    use_running_demonstration()
    return command == "backup" and "DATABASE_URL" not in os.environ


def enter_environment(*, may_install: bool) -> None:
    """Continue in the project's `.venv`, made first where it is missing or out of date.

    An environment that already has the packages (the production image) is left alone.
    """
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if not inside and all(importlib.util.find_spec(name) for name in ENOUGH):
        return
    if may_install:
        try:
            with set_up_by_one_at_a_time():
                install_packages()
        except OSError as error:
            sys.exit(
                f"Cannot set up {VENV}: {error.strerror or error}. "
                "Make the folder writable and the disk roomy, or clone the project elsewhere."
            )
    if inside:
        return
    if not VENV_PYTHON.exists():
        sys.exit(
            "Nothing is installed yet. Run `python3 manage.py up` or `python3 manage.py test`."
        )
    keep_bytecode()
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), str(ROOT / "manage.py"), *sys.argv[1:]])  # noqa: S606


def keep_bytecode() -> None:
    """Let Python keep what it compiled, beside our data and nowhere else.

    Where PYTHONDONTWRITEBYTECODE is set, each process would compile Django and all else anew: four
    seconds of work, for the server, the worker, every command and every test that starts one.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / ".local" / "bytecode"))


class set_up_by_one_at_a_time:
    """Two commands in a new clone must not install over each other."""

    def __enter__(self) -> None:
        self.folder = os.open(ROOT, os.O_RDONLY)
        try:
            fcntl.flock(self.folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another command is installing the packages; waiting for it.", flush=True)
            fcntl.flock(self.folder, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        os.close(self.folder)


def install_packages() -> None:
    """Bring `.venv` to what requirements-dev.lock says, hashes checked, by plain pip."""
    wanted = hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()
    if not runs(VENV_PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
        shutil.rmtree(VENV, ignore_errors=True)  # absent, half made, or its Python is gone
        make_venv()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    if runs(VENV_PYTHON, "-m", "pip", "--version"):
        pip = [str(VENV_PYTHON), "-m", "pip"]
    elif runs(sys.executable, "-m", "pip", "--python", str(VENV_PYTHON), "--version"):
        pip = [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON)]
    else:
        sys.exit(
            "Python has neither a working venv nor pip 22.3 or later here. "
            "On Debian and Ubuntu: sudo apt-get install python3-venv"
        )
    options = ["--require-hashes", "--disable-pip-version-check", "--progress-bar", "off"]
    options.append("--no-compile")  # Python compiles what is imported, when it is; most is not
    show_progress([*pip, "install", *options, "--requirement", str(LOCK_FILE)])
    STAMP.write_text(wanted)


def make_venv() -> None:
    """Make `.venv`; Debian's python3 without python3-venv can do so only without pip."""
    if not os.access(ROOT, os.W_OK):
        raise PermissionError(errno.EACCES, f"{ROOT} is not yours to write in")
    if not runs(sys.executable, "-m", "venv", str(VENV)):
        shutil.rmtree(VENV, ignore_errors=True)
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--without-pip", str(VENV)],
            capture_output=True,
            text=True,
        )
        if made.returncode:
            sys.exit(
                f"Cannot make {VENV}: {(made.stderr or made.stdout).strip()}\n"
                "On Debian and Ubuntu: sudo apt-get install python3-venv"
            )


def runs(program: "Path | str", *arguments: str) -> bool:
    try:
        return subprocess.run([str(program), *arguments], capture_output=True).returncode == 0
    except OSError:
        return False


def show_progress(command: "list[str]") -> None:
    """Run pip, saying every few seconds how far it is; on failure show its last words."""
    total = sum(1 for line in LOCK_FILE.read_text().splitlines() if "==" in line)
    print(f"Installing {total} packages into .venv (once, some 750 MB).", flush=True)
    started = said = time.monotonic()
    found, lines = 0, []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            found += line.startswith(("Collecting ", "Processing ", "Requirement already"))
            if line.startswith("Installing collected"):
                print(f"  {time.monotonic() - started:3.0f} s  unpacking them", flush=True)
            elif time.monotonic() - said > 4:
                said = time.monotonic()
                print(f"  {said - started:3.0f} s  {found} of {total} fetched", flush=True)
    if pip.returncode:
        sys.exit(
            "".join(lines[-8:]) + "\nThe packages could not be installed; the lines above are "
            "pip's. With a network and 1 GB of free disk, run the same command again."
        )
    print(f"  {time.monotonic() - started:3.0f} s  installed", flush=True)


def use_running_demonstration() -> None:
    """Let `manage.py shell` and its like reach what `manage.py up` is running."""
    if "DATABASE_URL" in os.environ or "DJANGO_SETTINGS_MODULE" in os.environ:
        return
    state = Path(os.environ.get("RCO_STATE") or ROOT / ".local")
    try:
        with (state / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:  # held: it is running
        os.environ.update(json.loads((state / "addresses.json").read_text()))
    except OSError:
        return


if __name__ == "__main__":
    main()
