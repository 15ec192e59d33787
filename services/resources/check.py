"""A file of past sessions read and matched: which rows are accepted, and why others are not."""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from django.utils.translation import gettext as _

from rco_network.core.dates import day_in_words
from rco_network.core.spreadsheets import Unreadable, cell_text

from ..enums import Mark
from . import saving
from .draft import Draft, MarkCells, read_draft
from .fields import LEAVE_OUT
from .made import Ledger
from .mapping import Mapping
from .matching import Plan, match
from .reading import (
    KNOWN,
    LEFT_OUT,
    MOST_DAYS,
    MOST_FATES,
    MOST_LEFT_OUT,
    MOST_NAMES,
    MOST_REFUSALS,
    NEW,
    REFUSED,
    SAME,
    Check,
    Choices,
    Fate,
    Reading,
    Refusal,
)
from .source import Sheet

# A row that can be saved: places in the plan's sessions and people, and the mark.
Accepted = tuple[int, int, str]


class AttendanceReading(Reading):
    """A sheet of past sessions, long or wide, and what it stands for here."""

    def __init__(self, draft: Draft, plan: Plan) -> None:
        self.draft = draft
        self.mapping = draft.mapping
        self.plan = plan
        self.accepted: list[Accepted] = []
        self.refusals: list[Refusal] = []
        self.check = Check()
        self.known_marks: dict[tuple[int, int], bool] = {}
        # Of the first rows: number, places of session and person (-1 where refused), the mark.
        self.first: list[tuple[int, int, int, str]] = []

    @property
    def needs_comparing(self) -> bool:  # type: ignore[override]
        """Whether any session and any person are known: else no mark can be there already."""
        return bool(self.check.sessions_known and self.check.people_known)

    def staged(self, organisation_id: int) -> AbstractContextManager[Any]:
        """Lay sessions, people and marks into temporary tables, beside what is recorded."""
        return saving.staged(self, organisation_id)

    def save(self, staged: Any, *, organisation_id: int, user_id: int, import_id: int) -> int:
        """Save every accepted row; return how many marks were added or changed."""
        ledger = Ledger(staged, organisation_id, import_id)
        saving.add_groups(self, ledger)
        return saving.save(staged, self, ledger, user_id)

    @property
    def fates(self) -> list[Fate]:  # type: ignore[override]
        """What becomes of each of the first rows."""
        found = [(number, LEFT_OUT, why) for number, why in self.draft.left_out[:MOST_FATES]]
        for number, session, person, mark in self.first:
            if session < 0:
                found.append((number, REFUSED, mark))
                continue
            is_same = self.known_marks.get((session, person))
            fate = NEW if is_same is None else SAME if is_same else KNOWN
            found.append((number, fate, self._about(session, person, mark)))
        return sorted(found, key=lambda one: one[0])[:MOST_FATES]

    def _about(self, session: int, person: int, mark: str) -> str:
        of, who = self.plan.sessions[session], self.plan.people[person]
        return f"{who.name}, {of.group.name}, {day_in_words(of.held_on)}: {Mark(mark).label}"


def read_attendances(sheet: Sheet, mapping: Mapping, choices: Choices) -> AttendanceReading:
    """Read a sheet and match it with what the organisation has; nothing is written."""
    draft = read_draft(sheet, mapping)
    reading = AttendanceReading(draft, match(draft, choices))
    refused = _sort_rows(reading)
    if not reading.accepted and not refused:
        raise Unreadable(_("The file has no row that could be read."))
    reading.check = _summary(reading, refused)
    return reading


def _sort_rows(reading: AttendanceReading) -> int:
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
        if meant == LEAVE_OUT:
            draft.left_out.append(
                (
                    number,
                    _("“%(spelling)s” is left out.") % {"spelling": draft.marks[mark].spelling},
                )
            )
            continue
        if of_session >= 0 and of_person >= 0 and meant:
            first = seen.setdefault(of_session * width + of_person, number)
            if first == number and len(seen) > len(reading.accepted):
                accept((of_session, of_person, meant))
                if len(reading.first) < MOST_FATES:
                    reading.first.append((number, of_session, of_person, meant))
                continue
        else:
            first = 0
        refused += 1
        if refused <= MOST_REFUSALS:
            reasons = list(_reasons(draft, row, first))
            reading.refusals.append(Refusal(number, reasons))
            if len(reading.first) < MOST_FATES:
                said = " ".join(f"{cell}: {sentence}" for cell, sentence in reasons)
                reading.first.append((number, -1, -1, said))
    return refused


def _reasons(draft: Draft, row: tuple[int, int, int, int], first: int) -> Iterator[tuple[str, str]]:
    number, session, person, mark = row
    of_session = draft.sessions[session]
    for entry in (of_session, draft.people[person], draft.marks[mark]):
        for key, sentence in entry.problems:
            yield draft.cell(key, number, of_session), sentence
    if first:
        yield (
            draft.cell("name", number),
            _("Row %(first)s already has this person at this session. Delete one of the two rows.")
            % {"first": first},
        )


def _summary(reading: AttendanceReading, refused: int) -> Check:
    """Count what the accepted rows are about, without asking the database."""
    draft, plan = reading.draft, reading.plan
    # Only what an accepted row points at counts: a refused row makes no session and no person.
    used_sessions = {row[0] for row in reading.accepted}
    used_people = {row[1] for row in reading.accepted}
    sessions = [plan.sessions[place] for place in sorted(used_sessions)]
    people = [plan.people[place] for place in sorted(used_people)]
    new_people = [p.name for p in people if p.participant_id is None]
    days = [s.held_on for s in sessions]
    known = [s for s in sessions if s.pk is not None]
    unknown = [g.name for g in plan.groups.values() if g.pk is None and g.problem]
    check = Check(
        target=draft.target.key,
        header_row=draft.mapping.header_row,
        rows=len(reading.accepted) + refused,
        accepted=len(reading.accepted),
        refused=refused,
        first_day=min(days).isoformat() if days else "",
        last_day=max(days).isoformat() if days else "",
        sessions_new=len(sessions) - len(known),
        sessions_known=len(known),
        sessions_changed=sum(s.is_longer_or_shorter for s in known),
        people_new=len(new_people),
        people_known=len(people) - len(new_people),
        marks_new=len(reading.accepted),
        new_people=sorted(new_people)[:MOST_NAMES],
        new_groups=sorted({s.group.name for s in sessions if s.group.pk is None}),
        unknown_groups=sorted(unknown)[:MOST_NAMES],
        spellings=_spellings(draft),
        questions=plan.questions,
        is_not_asked=plan.is_not_asked,
    )
    describe(check, draft)
    return check


def describe(check: Check, draft: Draft) -> None:
    """Say how the sheet was read: what was left out, and what could have been meant otherwise."""
    check.describe(draft.sheet.table)
    check.left_out = len(draft.left_out)
    check.left_out_rows = [list(pair) for pair in draft.left_out[:MOST_LEFT_OUT]]
    check.not_kept = not_kept(draft.sheet, draft.mapping)
    days = list(draft.days_read.items())[:MOST_DAYS]
    check.days_read = [[written, day.isoformat()] for written, day in days]
    turned = [[p.written, p.name] for p in draft.people if p.name and "," in p.written]
    check.names_turned = [pair for pair in turned if pair[0] != pair[1]][:MOST_DAYS]


def not_kept(sheet: Sheet, mapping: Mapping) -> list[str]:
    """Return the headings of columns of which nothing is kept."""
    used = {*mapping.places.values(), *mapping.days}
    row = sheet.row(mapping.header_row)
    named = [cell_text(cell)[:40] for n, cell in enumerate(row) if n not in used]
    return [name for name in named if name][:MOST_LEFT_OUT]


def _spellings(draft: Draft) -> list[list[Any]]:
    """How each way of writing a mark was read, the unreadable ones too."""
    counted: Counter[tuple[str, str]] = Counter()
    for entry, n in draft.marks_read:
        if entry.spelling:
            counted[entry.spelling, _meaning(entry)] += n
    options = dict(draft.target.field("mark").options)
    return [
        ["mark", spelling, meaning, options.get(meaning, ""), n]
        for (spelling, meaning), n in counted.most_common(60)
    ]


def _meaning(entry: MarkCells) -> str:
    return "" if entry.problems else str(entry.mark)
