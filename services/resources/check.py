"""What saving a file would do: counted, and with a reason for every row that is refused."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from rco_network.core.spreadsheets import Unreadable, open_table

from ..enums import Mark
from .draft import Draft, read_draft
from .matching import NewGroups, Plan, match

# Refusals kept with the file. Beyond these only the number is known.
MOST_REFUSALS = 10_000
MOST_NAMES = 200

# A row that can be saved: places in the plan's sessions and people, and the mark.
Accepted = tuple[int, int, str]


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be saved: pairs of cell and sentence."""

    row: int
    reasons: list[tuple[str, str]]


@dataclass
class Check:
    """What the person is shown before anything is saved. Counts are of rows or of things."""

    kind: str = ""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    other_sheets: int = 0
    rows: int = 0
    accepted: int = 0
    refused: int = 0
    first_day: str = ""
    last_day: str = ""
    sessions_new: int = 0
    sessions_known: int = 0
    sessions_changed: int = 0
    people_new: int = 0
    people_known: int = 0
    marks_new: int = 0
    marks_changed: int = 0
    marks_same: int = 0
    new_people: list[str] = field(default_factory=list)
    new_groups: list[str] = field(default_factory=list)
    unknown_groups: list[str] = field(default_factory=list)
    spellings: list[list[Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The same as plain values; two checks are equal where these are."""
        return asdict(self)

    @property
    def changes(self) -> int:
        """How many things would be added or changed: 0 when the file is saved already."""
        return (
            self.sessions_new
            + self.sessions_changed
            + self.people_new
            + self.marks_new
            + self.marks_changed
            + len(self.new_groups)
        )


@dataclass
class Reading:
    """A file read and matched: everything that checking shows and saving needs."""

    draft: Draft
    plan: Plan
    accepted: list[Accepted]
    refusals: list[Refusal]
    check: Check

    @property
    def may_meet_known_marks(self) -> bool:
        """Whether any session and any person are known: else no mark can be there already."""
        return bool(self.check.sessions_known and self.check.people_known)


def read_file(
    content: bytes, organisation_id: int, *, encoding: str = "", new_groups: NewGroups | None = None
) -> Reading:
    """Read a file and match it with what the organisation has; nothing is written.

    Raises Unreadable (or EncodingUnknown) for a file that is no table of attendances.
    """
    table = open_table(content, encoding=encoding)
    draft = read_draft(table)
    plan = match(draft, organisation_id, new_groups)
    reading = Reading(draft, plan, [], [], Check())
    refused = _sort_rows(reading)
    if not reading.accepted and not refused:
        raise Unreadable("The file has no row that could be read.")
    reading.check = _summary(reading, refused)
    return reading


def _sort_rows(reading: Reading) -> int:
    """Put each row among the accepted or the refused; return how many are refused."""
    draft = reading.draft
    sessions = [-1 if s.problems else s.same_as for s in draft.sessions]
    people = [-1 if p.problems else p.same_as for p in draft.people]
    marks = ["" if m.problems else str(m.mark) for m in draft.marks]
    # One number for a session and a person is a third faster than a pair.
    width = len(reading.plan.people) + 1
    seen: dict[int, int] = {}
    accept = reading.accepted.append
    refused = 0
    for row in draft.rows:
        number, session, person, mark = row
        of_session, of_person, meant = sessions[session], people[person], marks[mark]
        if of_session >= 0 and of_person >= 0 and meant:
            first = seen.setdefault(of_session * width + of_person, number)
            if first == number:
                accept((of_session, of_person, meant))
                continue
        else:
            first = 0
        refused += 1
        if refused <= MOST_REFUSALS:
            reading.refusals.append(Refusal(number, list(_reasons(draft, row, first))))
    return refused


def _reasons(draft: Draft, row: tuple[int, int, int, int], first: int) -> Iterator[tuple[str, str]]:
    number, session, person, mark = row
    for entry in (draft.sessions[session], draft.people[person], draft.marks[mark]):
        for key, sentence in entry.problems:
            yield draft.header.cell(key, number), sentence
    if first:
        yield (
            draft.header.cell("name", number),
            f"Row {first} already has this person at this session. Delete one of the two rows.",
        )


def _summary(reading: Reading, refused: int) -> Check:
    """Count what the accepted rows are about, without asking the database."""
    draft, plan, table = reading.draft, reading.plan, reading.draft.table
    # Only what an accepted row points at counts: a refused row makes no session and no person.
    used_sessions = {row[0] for row in reading.accepted}
    used_people = {row[1] for row in reading.accepted}
    sessions = [plan.sessions[place] for place in sorted(used_sessions)]
    people = [plan.people[place] for place in sorted(used_people)]
    new_people = [p.name for p in people if p.participant_id is None]
    days = [s.held_on for s in sessions]
    known = [s for s in sessions if s.pk is not None]
    unknown = [g.name for g in plan.groups.values() if g.pk is None and g.problem]
    return Check(
        kind=table.kind,
        encoding=table.encoding,
        separator=table.separator,
        sheet=table.sheet,
        other_sheets=table.other_sheets,
        rows=len(draft.rows),
        accepted=len(reading.accepted),
        refused=refused,
        first_day=min(days).isoformat() if days else "",
        last_day=max(days).isoformat() if days else "",
        sessions_new=len(sessions) - len(known),
        sessions_known=len(known),
        sessions_changed=sum(s.is_longer_or_shorter for s in known),
        people_new=len(new_people),
        people_known=len(people) - len(new_people),
        new_people=sorted(new_people)[:MOST_NAMES],
        new_groups=sorted({s.group.name for s in sessions if s.group.pk is None}),
        unknown_groups=sorted(unknown)[:MOST_NAMES],
        spellings=[[spelling, str(Mark(mark).label), n] for spelling, mark, n in draft.marks_read],
    )
