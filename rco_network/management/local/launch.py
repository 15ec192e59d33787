"""Become what a server accepts, then turn into it. Run by path, before anything is imported.

    python -I -S launch.py [--namespace | --user NAME] --death-signal N PROGRAM ARGUMENT...

PostgreSQL refuses to run as root. `--namespace` shows it a user namespace in which root is the
ordinary user 1000: files stay root's, so nothing has to be created or re-owned. `--user` becomes
another user, for kernels and containers that refuse namespaces. The death signal is what the
kernel sends when the starter itself is killed, so that nothing outlives it (Linux only).
"""

import ctypes
import os
import pwd
import sys

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1


def enter_namespace(libc: ctypes.CDLL) -> None:
    """Raise OSError where the kernel or the container refuses."""
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", "1000 0 1"), ("gid_map", "1000 0 1")):
        with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123 (nothing is imported early)
            file.write(text)


def become(name: str) -> None:
    """Give up root for the named user, for good."""
    user = pwd.getpwnam(name)
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)


def main(arguments: list[str]) -> None:
    starter = os.getppid()
    libc = ctypes.CDLL(None, use_errno=True)
    while arguments[0].startswith("--"):
        option = arguments.pop(0)
        if option == "--namespace":
            enter_namespace(libc)
        elif option == "--user":
            become(arguments.pop(0))
        elif option == "--death-signal":
            # Last of the options: a change of user would clear it.
            signal_number = int(arguments.pop(0))
            if hasattr(libc, "prctl"):
                libc.prctl(PR_SET_PDEATHSIG, signal_number)
                if os.getppid() != starter:
                    sys.exit(1)
    os.execv(arguments[0], arguments)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
