"""Who gets in where: the access matrix of the whole site."""

from .ground import prepare
from .matrix import Matrix
from .trial import Line, Place, Verdict, none_of
from .visitors import Visitor


def run(place: Place) -> Verdict:
    """Every address of the site, by every method and role, with ids of one's own and of others."""
    place.say("Laying the ground")
    matrix = Matrix(prepare())
    for number, visitor in enumerate(Visitor):
        place.say(
            f"{visitor} ({number + 1} of {len(Visitor)}), {matrix.found.cells:,} cells so far"
        )
        matrix.run([visitor])
    found = matrix.found
    leaked, faults = len(found.leaked), len(found.faults)
    return Verdict(
        [
            Line("addresses", f"{len(found.names):,}"),
            Line("visitors", f"{len(found.visitors):,}"),
            Line("cells", f"{found.cells:,}"),
            none_of("leaks", leaked),
            none_of("other answers than the table of doors says", faults),
        ],
        f"Access matrix: {found.cells:,} cells ({len(found.names)} addresses, "
        f"{len(found.visitors)} visitors), {leaked} leaks.",
        [*found.leaked, *found.faults],
    )
