"""Another world for a reader: in whole numbers where those of the linear program are fractions."""

from rco_network.core.disclosure.solving import Ends, Number, Reader

# Three atoms, each two of them printed as "2 to 3": a linear program likes a half of each.
PAIRS = [Number(pair, 2, 3) for pair in ((0, 1), (1, 2), (2, 0))]


def test_a_world_of_halves_is_looked_for_again_in_whole_numbers():
    assert Reader(3, PAIRS).protects(Ends((1, 2), 2, 3))


def test_what_only_halves_could_be_is_no_world_of_people():
    """Three pairs of three: each atom is one and a half."""
    exact = [Number(pair, 3, 3) for pair in ((0, 1), (1, 2), (2, 0))]
    assert Reader(3, exact).to_hide((0,), 0, 2, may_hide=False) is None
    assert Reader(3, exact, whole=False).to_hide((0,), 0, 2, may_hide=False) == set()
