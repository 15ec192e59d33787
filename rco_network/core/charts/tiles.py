"""Districts as tiles: two grids of our own, each district where its neighbours expect it.

A grid is read like a page, west to east and north to south; "." is a gap. Codes are the GSS codes
of the Office for National Statistics. Drawn by hand for this project, November 2026.
"""

from collections.abc import Iterable
from dataclasses import dataclass

GREATER_MANCHESTER = {
    "Bol": ("E08000001", "Bolton"),
    "Bur": ("E08000002", "Bury"),
    "Man": ("E08000003", "Manchester"),
    "Old": ("E08000004", "Oldham"),
    "Roc": ("E08000005", "Rochdale"),
    "Sal": ("E08000006", "Salford"),
    "Sto": ("E08000007", "Stockport"),
    "Tam": ("E08000008", "Tameside"),
    "Tra": ("E08000009", "Trafford"),
    "Wig": ("E08000010", "Wigan"),
}
LONDON = {
    "Cit": ("E09000001", "City of London"),
    "Bar": ("E09000002", "Barking and Dagenham"),
    "Bnt": ("E09000003", "Barnet"),
    "Bex": ("E09000004", "Bexley"),
    "Bre": ("E09000005", "Brent"),
    "Bro": ("E09000006", "Bromley"),
    "Cam": ("E09000007", "Camden"),
    "Cro": ("E09000008", "Croydon"),
    "Eal": ("E09000009", "Ealing"),
    "Enf": ("E09000010", "Enfield"),
    "Gre": ("E09000011", "Greenwich"),
    "Hac": ("E09000012", "Hackney"),
    "Ham": ("E09000013", "Hammersmith and Fulham"),
    "Hgy": ("E09000014", "Haringey"),
    "Hrw": ("E09000015", "Harrow"),
    "Hav": ("E09000016", "Havering"),
    "Hil": ("E09000017", "Hillingdon"),
    "Hou": ("E09000018", "Hounslow"),
    "Isl": ("E09000019", "Islington"),
    "Ken": ("E09000020", "Kensington and Chelsea"),
    "Kin": ("E09000021", "Kingston upon Thames"),
    "Lam": ("E09000022", "Lambeth"),
    "Lew": ("E09000023", "Lewisham"),
    "Mer": ("E09000024", "Merton"),
    "New": ("E09000025", "Newham"),
    "Red": ("E09000026", "Redbridge"),
    "Ric": ("E09000027", "Richmond upon Thames"),
    "Sou": ("E09000028", "Southwark"),
    "Sut": ("E09000029", "Sutton"),
    "Tow": ("E09000030", "Tower Hamlets"),
    "Wal": ("E09000031", "Waltham Forest"),
    "Wan": ("E09000032", "Wandsworth"),
    "Wes": ("E09000033", "Westminster"),
}
_GREATER_MANCHESTER_GRID = """
    .   Bol Bur Roc
    Wig Sal Man Old
    .   Tra Sto Tam
"""
_LONDON_GRID = """
    .   .   .   Enf .   .   .
    .   Hrw Bnt Hgy Wal Red Hav
    Hil Bre Cam Isl Hac New Bar
    Eal Ken Wes Cit Tow Gre Bex
    Hou Ham Wan Lam Sou Lew .
    .   Ric Mer Cro Bro .   .
    .   Kin Sut .   .   .   .
"""
# Tiles of districts that no grid has, side by side in the order of their names.
TILES_IN_A_ROW = 4


@dataclass(frozen=True)
class Spot:
    """A place of a grid: a district's code, short and full name; a gap has no code."""

    code: str = ""
    short: str = ""
    name: str = ""


@dataclass(frozen=True)
class Grid:
    """A region's tiles row by row; the rows are of one length."""

    name: str
    rows: tuple[tuple[Spot, ...], ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(spot.code for row in self.rows for spot in row if spot.code)


def _read(name: str, grid: str, districts: dict[str, tuple[str, str]]) -> Grid:
    rows = tuple(
        tuple(
            Spot() if word == "." else Spot(districts[word][0], word, districts[word][1])
            for word in line.split()
        )
        for line in grid.strip().splitlines()
    )
    return Grid(name, rows)


GRIDS = (
    _read("Greater Manchester", _GREATER_MANCHESTER_GRID, GREATER_MANCHESTER),
    _read("London", _LONDON_GRID, LONDON),
)


def grids_for(districts: Iterable[tuple[str, str]]) -> tuple[Grid, ...]:
    """Return the grids for districts of a code and a name.

    A region's own grid where it has two of them or more; the others in one sorted grid after it.
    """
    left = dict(districts)
    chosen = []
    for grid in GRIDS:
        if len(found := grid.codes & left.keys()) >= 2:
            chosen.append(grid)
            left = {code: name for code, name in left.items() if code not in found}
    if left:
        spots = [
            Spot(code, name[:3], name) for code, name in sorted(left.items(), key=lambda d: d[1])
        ]
        width = TILES_IN_A_ROW
        spots += [Spot()] * (-len(spots) % width)
        rows = tuple(tuple(spots[start : start + width]) for start in range(0, len(spots), width))
        chosen.append(Grid("", rows))
    return tuple(chosen)
