"""`manage.py test`: every test, on every core, with the system's own parts in place first."""

import os
import sys
from collections.abc import Sequence

from .progress import say
from .state import ROOT
from .system_packages import ensure_browser, ensure_pango

# A file's tests share what its fixtures start. (`loadgroup` would do the same by name, but
# pytest-xdist 3.8 overlooks the groups under pytest 9.2.)
DISTRIBUTION = "loadfile"
# Not by how many tests a file has: the few that walk through everything would come last.
ORDER = "--no-loadscope-reorder"


def run_tests(arguments: Sequence[str]) -> int:
    """Become pytest. Arguments are pytest's own: `manage.py test tests/services -k register`.

    The servers are started by tests/servers.py, which runs under plain pytest too.
    """
    ensure_pango()
    if browser := ensure_browser():
        os.environ.setdefault("RCO_BROWSER", browser)
    os.environ["DJANGO_SETTINGS_MODULE"] = "rco_network.settings.test"
    options = list(arguments)
    if not any(a.startswith(("-n", "--numprocesses")) for a in options):
        options += ["-n", str(min(8, cores()))]
    say(f"pytest {' '.join(options)}")
    os.chdir(ROOT)
    python = [sys.executable, "-m", "pytest", "--dist", DISTRIBUTION, ORDER, *options]
    os.execv(sys.executable, python)  # noqa: S606


def cores() -> int:
    """Return the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
