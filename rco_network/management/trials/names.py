"""The trials that there are: a name on the command line, a module, and what it stands on.

To add one, write a module with `run(place: Place) -> Verdict`, whose docstring's first line says
what it tries, and name it here. `options(parser)`, where the module has it, adds to the command
line; `place.options` then holds what was given.
"""

from dataclasses import dataclass

_HERE = "rco_network.management.trials"


@dataclass(frozen=True)
class Name:
    """Where a trial is written down.

    `has_own_servers`: it starts what it needs by itself, and Django is not set up before. All
    others get a migrated, empty database and a broker of their own, and Django on top of them.
    """

    module: str
    has_own_servers: bool = False


TRIALS: dict[str, Name] = {
    "access": Name(f"{_HERE}.access"),
    "disclosure": Name(f"{_HERE}.disclosure", has_own_servers=True),
    "forged": Name(f"{_HERE}.forged"),
    "inputs": Name(f"{_HERE}.inputs"),
    "jobs": Name(f"{_HERE}.jobs"),
    "matching": Name(f"{_HERE}.matching"),
    "mutants": Name(f"{_HERE}.mutants", has_own_servers=True),
    "outage": Name(f"{_HERE}.outage", has_own_servers=True),
    "outbox": Name(f"{_HERE}.outbox"),
    "phone": Name(f"{_HERE}.phone"),
    "restore": Name(f"{_HERE}.restore", has_own_servers=True),
    "trace": Name(f"{_HERE}.trace"),
    "year-end": Name(f"{_HERE}.year_end"),
    "rotation": Name(f"{_HERE}.rotation"),
}
