"""Two-way tables with their margins, and the same people by several questions: one total, all
margins, solved together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .policy import Policy, in_force
from .solving import Ends, Number, Reader
from .tables import Pair, Published, PublishedTwoWay

Name = tuple[str, ...]
"""What a number is called: a table and its keys; () is the total."""


@dataclass(frozen=True)
class Together:
    """Tables of the same people as they may be printed; `total` None is a hidden total."""

    total: int | None
    one_way: Mapping[str, Published]
    two_way: Mapping[Pair, PublishedTwoWay]


def protect_two_way(
    counts: Mapping[Pair, int],
    people: Mapping[Pair, int] | None = None,
    *,
    row_people: Mapping[str, int] | None = None,
    column_people: Mapping[str, int] | None = None,
    policy: Policy | None = None,
) -> PublishedTwoWay:
    """Return a two-way table with its margins, each cell `counts[row, column]` a whole number.

    Missing pairs are zeros. Where fewer people than the count stand behind a cell (attendances),
    `people` says how many; `row_people` and `column_people` then say it for the margins, where
    somebody may be in several cells (without them the greatest cell's number is taken).
    """
    behind: dict[Name, int] | None = None
    if people is not None:
        behind = {("cell", *pair): number for pair, number in people.items()}
        behind |= {("row", key): number for key, number in (row_people or {}).items()}
        behind |= {("column", key): number for key, number in (column_people or {}).items()}
    found = _together({}, {("row", "column"): counts}, behind, policy or in_force())
    return found.two_way["row", "column"]


def protect_together(
    one_way: Mapping[str, Mapping[str, int]],
    two_way: Mapping[Pair, Mapping[Pair, int]] | None = None,
    *,
    policy: Policy | None = None,
) -> Together:
    """Return tables of the same people, each person once in each table.

    `one_way` holds counts of people by question and answer, `two_way` by a pair of questions and
    a pair of answers (missing pairs are zeros). A question that stands in both shares its margin.
    Raises ValueError where the tables are not of the same people.
    """
    return _together(one_way, two_way or {}, None, policy or in_force())


@dataclass
class _Tables:
    """All numbers of the tables by name, each with the atoms that it is the sum of."""

    rule: Policy
    atoms: list[int] = field(default_factory=list)
    parts: dict[Name, tuple[int, ...]] = field(default_factory=dict)
    ties: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    behind: dict[Name, int] = field(default_factory=dict)
    relaxed: set[Name] = field(default_factory=set)
    """Tables in which zeros may be hidden too."""
    withheld: set[Name] = field(default_factory=set)

    def size(self, name: Name) -> int:
        return sum(self.atoms[i] for i in self.parts[name])

    def say(self, name: Name, parts: tuple[int, ...]) -> None:
        """Name a sum; the second time it is known that both sums are the same number."""
        known = self.parts.setdefault(name, parts)
        if known == parts:
            return
        if sum(self.atoms[i] for i in parts) != self.size(name):
            raise ValueError(
                f"These tables are not of the same people: {' '.join(name) or 'the total'} differs."
            )
        self.ties.append((known, parts))

    def add_two_way(self, pair: Pair, counts: Mapping[Pair, int]) -> None:
        rows = dict.fromkeys(row for row, _ in counts)
        columns = dict.fromkeys(column for _, column in counts)
        first = len(self.atoms)
        names = [(row, column) for row in rows for column in columns]
        self.atoms += [counts.get(name, 0) for name in names]
        place = {name: first + i for i, name in enumerate(names)}
        for name, atom in place.items():
            self.say((*pair, *name), (atom,))
        for row in rows:
            self.say((pair[0], row), tuple(place[row, column] for column in columns))
        for column in columns:
            self.say((pair[1], column), tuple(place[row, column] for row in rows))
        self.say((), tuple(place.values()))

    def add_one_way(self, question: str, counts: Mapping[str, int]) -> None:
        """Take the margin of a two-way table where there is one; new answers stand beside it."""
        parts: list[int] = []
        for answer, count in counts.items():
            name = (question, answer)
            if name not in self.parts:
                self.atoms.append(count)
                self.say(name, (len(self.atoms) - 1,))
            elif self.size(name) != count:
                raise ValueError(f"These tables are not of the same people: {answer} differs.")
            parts += self.parts[name]
        self.say((), tuple(sorted(parts)))

    def is_sensitive(self, name: Name) -> bool:
        count = self.size(name)
        return self.rule.is_sensitive(self.behind.get(name, count) if count else 0)

    def number(self, name: Name) -> Number:
        """What the number is to a reader. Zeros stay printed unless that would be too little."""
        count = self.size(name)
        least, most = self.rule.range_of(count)
        is_somebody = self.rule.least_hidden and _table_of(name) not in self.relaxed
        if name == () or (count == 0 and is_somebody):
            return Number(self.parts[name], least, most)
        # A margin is read more than a cell: it goes last among numbers of its size.
        weight = 1 if len(name) == 4 else 2
        floor = min(1, least) if is_somebody else 0
        return Number(self.parts[name], least, most, floor=floor, cost=weight * (1.0 + count))


def _together(
    one_way: Mapping[str, Mapping[str, int]],
    two_way: Mapping[Pair, Mapping[Pair, int]],
    behind: Mapping[Name, int] | None,
    rule: Policy,
) -> Together:
    tables = _Tables(rule)
    for pair, counts in two_way.items():
        tables.add_two_way(pair, counts)
    for question, answers in one_way.items():
        tables.add_one_way(question, answers)
    if behind is not None:
        tables.behind = _people(tables, behind)
    if () in tables.parts and tables.is_sensitive(()):
        shown: dict[Name, int] = {}
        tables.withheld |= {_table_of(name) for name in tables.parts if name}
    else:
        while (hidden := _hide(tables)) is None:
            pass
        shown = {
            name: rule.printed(tables.size(name)) for name in tables.parts if name not in hidden
        }
    return _drawn(tables, shown, one_way, two_way)


def _table_of(name: Name) -> Name:
    """The table that a number stands in: a pair of questions, or one question for a margin."""
    return name[:2] if len(name) == 4 else name[:1]


def _hide(tables: _Tables) -> set[Name] | None:
    """Return the names to hide, or None after a step back for a number that stays exposed."""
    gone = {name for name in tables.parts if name and _table_of(name) in tables.withheld}
    names = [name for name in tables.parts if name not in gone]
    numbers = [tables.number(name) for name in names]
    ties = [Number(parts, 0, 0, less=less) for parts, less in tables.ties]
    small = [i for i, name in enumerate(names) if tables.is_sensitive(name)]
    if not small:
        return gone
    reader = Reader(len(tables.atoms), [*numbers, *ties], small)
    rule = tables.rule
    for i in sorted(small, key=lambda i: tables.size(names[i])):
        if not reader.protect(Ends(numbers[i].parts, rule.least_hidden, rule.most_protected)):
            _step_back(tables, names[i])
            return None
    _show_again(reader, small, numbers, rule)
    return gone | {names[i] for i in reader.hidden}


def _show_again(reader: Reader, small: list[int], numbers: list[Number], rule: Policy) -> None:
    """Print again what need not be hidden, the greatest first."""
    for i in sorted(reader.hidden - set(small), key=lambda i: -(numbers[i].cost or 0)):
        reader.show(i)
        ends = (Ends(numbers[s].parts, rule.least_hidden, rule.most_protected) for s in small)
        if not all(reader.protects(each) for each in ends):
            reader.hide(i)


def _step_back(tables: _Tables, name: Name) -> None:
    """Give up a little more of the tables that a number stands in.

    First zeros may be hidden too, then two-way tables are withheld, last a margin.
    """
    own = _table_of(name)
    tables_there = {_table_of(n) for n in tables.parts}
    pairs = {table for table in tables_there if len(table) == 2 and name[0] in table}
    mine = ({own} if len(name) == 4 else {own, *pairs}) - tables.withheld
    if mine - tables.relaxed and tables.rule.least_hidden:
        tables.relaxed |= mine
    elif len(name) == 4:
        tables.withheld.add(own)
    elif pairs - tables.withheld:
        tables.withheld |= pairs  # perhaps the margin can be protected without them
    else:
        tables.withheld.add(own)


def _people(tables: _Tables, given: Mapping[Name, int]) -> dict[Name, int]:
    """How many people stand behind each number of the one table that `given` is about."""
    cells = {name[1:]: n for name, n in given.items() if name[0] == "cell"}
    people: dict[Name, int] = {("row", "column", *pair): n for pair, n in cells.items()}
    for name in tables.parts:
        if len(name) == 2:
            side = 0 if name[0] == "row" else 1
            most = max((n for pair, n in cells.items() if pair[side] == name[1]), default=0)
            people[name] = given.get(name, most)
    people[()] = max(people.values(), default=0)
    return people


def _drawn(
    tables: _Tables,
    shown: Mapping[Name, int],
    one_way: Mapping[str, Mapping[str, int]],
    two_way: Mapping[Pair, Mapping[Pair, int]],
) -> Together:
    def margin(question: str) -> dict[str, int | None]:
        names = (name for name in tables.parts if len(name) == 2 and name[0] == question)
        return {name[1]: shown.get(name) for name in names}

    def table(pair: Pair) -> PublishedTwoWay:
        names = (name for name in tables.parts if len(name) == 4 and name[:2] == pair)
        return PublishedTwoWay(
            {(name[2], name[3]): shown.get(name) for name in names},
            rows=margin(pair[0]),
            columns=margin(pair[1]),
            total=shown.get(()),
            is_withheld=pair in tables.withheld,
            hides_zeros=frozenset(
                place
                for place, own in (("cells", pair), ("rows", pair[:1]), ("columns", pair[1:]))
                if own in tables.relaxed | tables.withheld
            ),
        )

    return Together(
        total=shown.get(()),
        one_way={
            question: Published(
                {answer: shown.get((question, answer)) for answer in answers},
                is_withheld=(question,) in tables.withheld,
                hides_zeros=(question,) in tables.relaxed | tables.withheld,
            )
            for question, answers in one_way.items()
        },
        two_way={pair: table(pair) for pair in two_way},
    )
