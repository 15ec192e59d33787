"""Generated inputs over every form and address: no server error, no script, no trace, no poison."""

from argparse import ArgumentParser

from .ground import prepare
from .throwing import Found, Thrower
from .trial import Line, Place, Verdict, in_silence, none_of
from .visitors import Visitor

# Who works with people, who may do most, and who sees many organisations.
THROWERS = (Visitor.WORKER, Visitor.MANAGER, Visitor.COORDINATOR)
SLOWEST = 1.0


def options(parser: ArgumentParser) -> None:
    """Add to the command line."""
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same inputs")
    parser.add_argument("--requests", type=int, default=10_000, help="for each of three roles")


def run(place: Place) -> Verdict:
    """Generated inputs (--seed, --requests) over every form and page of three roles."""
    place.say("Laying the ground")
    ground, found = prepare(), Found()
    with in_silence():
        for visitor in THROWERS:
            thrower = Thrower(ground, visitor, found, place.options.seed)
            for done in range(0, place.options.requests, 500):
                place.say(f"{visitor}: {done:,} of {place.options.requests:,}")
                thrower.run(min(500, place.options.requests - done))
    return verdict(found, place.options.seed)


def verdict(found: Found, seed: int) -> Verdict:
    """Return the table of what came of the throwing."""
    slowest = found.slowest()
    statuses = ", ".join(f"{status}: {n:,}" for status, n in sorted(found.statuses.items()))
    return Verdict(
        [
            Line("requests", f"{found.requests:,}"),
            Line("forms and pages they were made of", f"{found.forms} and {found.pages}"),
            Line("answers", statuses),
            none_of("server errors", len(found.errors)),
            none_of("stack traces", len(found.traces)),
            none_of("scripts that came back as they were", len(found.scripts)),
            none_of("marked words of others", len(found.leaked)),
            none_of("pages that what was stored has broken", len(found.poisoned)),
            Line("99 of 100 answered within", f"{slowest:.3f} s", "1 s", slowest < SLOWEST),
        ],
        f"Inputs: {found.requests:,} generated requests (seed {seed}) over {found.forms} forms, "
        f"{len(found.errors)} server errors, {len(found.scripts)} scripts, "
        f"{len(found.poisoned)} broken pages, p99 {slowest * 1000:.0f} ms.",
        [*found.errors, *found.scripts, *found.traces, *found.leaked, *found.poisoned],
    )
