"""What a trial is given, and what it says at the end."""

import logging
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

Say = Callable[[str], None]


@dataclass(frozen=True)
class Place:
    """Where a trial takes place.

    `url` and `owner_url` are the database's two roles and `redis_url` the broker ("" for a trial
    with servers of its own); `folder` is for logs and files, and stays after the trial; `say`
    shows how far it is.
    """

    folder: Path
    say: Say
    options: Namespace = field(default_factory=Namespace)
    url: str = ""
    owner_url: str = ""
    redis_url: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the table. `is_met` is None for what only informs."""

    what: str
    found: str
    goal: str = ""
    is_met: bool | None = None


@dataclass(frozen=True)
class Verdict:
    """What came out: a table, one sentence for the README, and what a person must look at."""

    lines: Sequence[Line]
    sentence: str
    faults: Sequence[str] = ()

    @property
    def is_met(self) -> bool:
        """Whether no line missed its goal."""
        return all(line.is_met is not False for line in self.lines)


def none_of(what: str, count: int) -> Line:
    """Return the line of something of which there must be none."""
    return Line(what, f"{count:,}", "0", count == 0)


@contextmanager
def in_silence() -> Iterator[None]:
    """Keep the log quiet: thousands of refusals are what a trial is about."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


MOST_FAULTS = 40


def printed(verdict: Verdict) -> str:
    """Return the table in Markdown, the faults, and the README's sentence on a line of its own."""
    rows = ["| tried | found | goal | |", "|---|---|---|---|"]
    for line in verdict.lines:
        word = {None: "", True: "met", False: "**missed**"}[line.is_met]
        rows.append(f"| {line.what} | {line.found} | {line.goal} | {word} |")
    faults = [f"- {fault}" for fault in verdict.faults[:MOST_FAULTS]]
    if len(verdict.faults) > MOST_FAULTS:
        faults.append(f"- and {len(verdict.faults) - MOST_FAULTS} more")
    return "\n".join([*rows, *(["", *faults] if faults else []), "", verdict.sentence])
