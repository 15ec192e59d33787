"""`manage.py trial NAME`: a database of its own, the trial, its table, and nothing left behind."""

import argparse
import importlib
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from rco_network.management.bench.run import broker, close_connections, own_database
from rco_network.management.local.progress import say
from rco_network.management.local.state import State

from .names import TRIALS
from .trial import Place, Say, printed

DATABASE = "rco_trial"
SETTINGS = "rco_network.management.trials.settings"


def trial(arguments: Sequence[str]) -> int:
    """Run one trial and print what came out. Returns 1 when a goal is missed."""
    named = _parser().parse_known_args(arguments)[0].name
    state = _state_of(named)
    with ExitStack() as stack:
        stack.enter_context(state.lock(f"the trial {named} is running"))
        if not TRIALS[named].has_own_servers:
            stack.enter_context(servers(state))
        module = importlib.import_module(TRIALS[named].module)
        parser = _parser(module.run.__doc__ or "")
        if hasattr(module, "options"):
            module.options(parser)
        verdict = module.run(_place(state, parser.parse_args(arguments)))
    print(f"\n{printed(verdict)}")
    return 0 if verdict.is_met else 1


def _parser(description: str = "") -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="manage.py trial",
        description=description or "Tries what somebody who means harm would try.",
        add_help=bool(description),
    )
    parser.add_argument("name", choices=sorted(TRIALS))
    return parser


def _state_of(name: str) -> State:
    State.chosen().prepare()
    state = State(State.chosen().folder / "trial" / name)
    state.folder.parent.mkdir(mode=0o700, exist_ok=True)
    state.prepare()
    return state


def _place(state: State, options: argparse.Namespace) -> Place:
    known = {
        "url": os.environ.get("DATABASE_URL", ""),
        "owner_url": os.environ.get("DATABASE_OWNER_URL", ""),
        "redis_url": os.environ.get("REDIS_URL", ""),
    }
    return Place(folder=state.folder, say=spoken(), options=options, **known)


def spoken() -> Say:
    """Return a voice that says how far a trial is, at most every two seconds."""
    started = time.monotonic()
    last = 0.0

    def speak(line: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > 2:
            last = now
            say(f"  {now - started:4.0f} s  {line}")

    return speak


@contextmanager
def servers(state: State) -> Iterator[None]:
    """Give Django an empty, migrated database and a broker, both gone at the end."""
    with own_database(state, DATABASE), broker(state):
        set_up(state)
        try:
            yield
        finally:
            close_connections()


def set_up(state: State) -> None:
    """Load Django with the trials' settings, and bring database and static files up to date."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ.setdefault("SECRET_KEY", state.secret("secret_key"))
    os.environ.setdefault("EMAIL_URL", "memory://")
    os.environ["STATIC_ROOT"] = str(state.folder / "static")
    import django
    from django.core.management import call_command

    from rco_network.management.local.up import collect_static_files

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    collect_static_files(state)
