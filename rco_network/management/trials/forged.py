"""What is posted that is not one's own: other organisations' ids, and fields no form has."""

from argparse import ArgumentParser

from .forging import Forger, Found
from .ground import prepare
from .keys import try_keys
from .trial import Line, Place, Verdict, in_silence, none_of
from .visitors import MEMBERS, Visitor

FORGERS = [visitor for visitor in Visitor if visitor in MEMBERS]


def options(parser: ArgumentParser) -> None:
    """Add to the command line."""
    parser.add_argument("--short", action="store_true", help="one form of eight: shows it works")
    parser.add_argument(
        "--ids", type=int, default=0, help="at most so many ids a field (0: one of every model)"
    )


def run(place: Place) -> Verdict:
    """Other organisations' ids, and fields no form has, in every form of every role."""
    place.say("Laying the ground")
    ground, found = prepare(), Found()
    with in_silence():
        for visitor in FORGERS:
            place.say(f"{visitor}, {found.ids:,} ids so far")
            Forger(
                ground, visitor, found, most=place.options.ids, is_short=place.options.short
            ).run()
        keys = try_keys(ground)
    return Verdict(
        [
            Line("forms", f"{found.forms:,}"),
            Line("… taken when filled in honestly", f"{found.taken:,}"),
            Line("forged ids", f"{found.ids:,}"),
            Line("extra fields", f"{found.fields:,}"),
            none_of("accepted", len(found.accepted)),
            none_of("offered and then refused", len(found.refused)),
            none_of("server errors", len(found.errors)),
            Line("foreign keys tried in the database", f"{keys.tried:,}"),
            none_of("… that crossed organisations", len(keys.crossed)),
        ],
        f"Forged: {found.ids:,} ids and {found.fields:,} extra fields in {found.forms} forms, "
        f"{len(found.accepted)} accepted; {keys.tried} foreign keys in the database, "
        f"{len(keys.crossed)} crossed.",
        [*found.accepted, *found.refused, *found.errors, *keys.crossed],
    )
