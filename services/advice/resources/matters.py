"""Advice matters from a spreadsheet: for whom, about what, at which level, and what came of it.

A matter that was closed comes in closed. One that is still open waits for the supervisor, as every
matter does: whoever it is against has not been looked for yet, and nobody is named on it.
"""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from organisations.enums import Right
from rco_network.core.dates import day_in_words
from rco_network.core.text import search_key
from services.resources import cells
from services.resources.attendances import BORN, FIRST, LAST, NAME, REFERENCE
from services.resources.cells import BadCell, required, shown
from services.resources.fields import LEAVE_OUT, Field
from services.resources.made import Ledger
from services.resources.reading import NEW, SAME
from services.resources.rows import RowCells, RowsReading, read_with
from services.resources.targets import Target, add_target

from ..enums import OF_A_MATTER, Ended, State, Work
from ..models import Matter, MatterOutcome
from ..models.sealed import Subjects
from ..reference.outcomes import OUTCOMES
from ..reference.subjects import TIER_1

BLANK = (LEAVE_OUT, "Leave it blank")
SUBJECTS = tuple(TIER_1.items())
LEVELS = tuple((str(work.value), str(work.label)) for work in OF_A_MATTER)
ENDINGS = (*((str(e.value), str(e.label)) for e in Ended), BLANK)
RESULTS = (*((code, name) for code, (name, _) in OUTCOMES.items()), BLANK)
_SUBJECTS = {
    "welfare benefits": "BEN",
    "benefits": "BEN",
    "universal credit": "BEN",
    "debts": "DEB",
    "homelessness": "HOU",
    "work": "EMP",
    "family": "REL",
    "health": "HEA",
    "immigration": "IMM",
    "asylum": "IMM",
    "school": "EDU",
    "hate crime": "DIS",
    "fuel": "UTI",
    "energy": "UTI",
    "foodbank": "CHA",
    "food bank": "CHA",
}
_NAMED = _SUBJECTS | {search_key(name): code for code, name in TIER_1.items()}
_LEVELS = {search_key(str(work.label)): work for work in Work} | {"information": Work.INFORMATION}
_ENDINGS = {"completed": Ended.DONE, "resolved": Ended.DONE, "closed": Ended.DONE} | {
    search_key(str(ended.label)): ended for ended in Ended
}
_RESULTS = {search_key(name): code for code, (name, _) in OUTCOMES.items()}


def _one_of(text: str, named: dict[str, Any], codes: Any, what: str) -> str:
    """A code, by itself or by its name, "" where the cell is blank."""
    if not text or text.upper() in codes:
        return text.upper()
    found = named.get(search_key(text))
    if found is None:
        raise BadCell(
            gettext("%(shown)s is not %(what)s that we know. Say below what it means.")
            % {"shown": shown(text), "what": what}
        )
    return str(found)


def subject(text: str) -> str:
    """What it is about, in the first tier."""
    return _one_of(required(text, gettext("The subject")), _NAMED, TIER_1, gettext("a subject"))


def level(text: str) -> str:
    """How far the advice went. Information alone is an enquiry, and no matter."""
    found = _one_of(text, _LEVELS, Work.values, "a level")
    if found == Work.INFORMATION:
        raise BadCell(gettext("Information alone is an enquiry, not a matter. Leave the row out."))
    return found


def ended(text: str) -> str:
    """How it ended, "" where the cell is blank."""
    return _one_of(text, _ENDINGS, (), "a way to end").lower()


def result(text: str) -> str:
    """What came of it, "" where the cell is blank."""
    return _one_of(text, _RESULTS, OUTCOMES, "an outcome")


def money(text: str) -> Decimal | None:
    """An amount in pounds: £1,250.50 or 1250.5. None where the cell is blank."""
    if not text:
        return None
    try:
        amount = Decimal(re.sub(r"[£,\s]", "", text))
    except InvalidOperation:
        raise BadCell(
            gettext("%(shown)s is not an amount. Write it like 1250.50.") % {"shown": shown(text)}
        ) from None
    if not (amount.is_finite() and 0 <= amount < 10**8):
        raise BadCell(gettext("%(shown)s cannot be an amount in pounds.") % {"shown": shown(text)})
    return amount.quantize(Decimal("0.01"))


class MattersReading(RowsReading):
    """A sheet of matters; a person may have several."""

    def judge(self) -> None:
        """New, or here already: the same person, day and subject."""
        ids = [p.participant_id for p in self.people if p.participant_id]
        mine = Matter.objects.for_organisation(self.choices.organisation_id)
        known = {
            (pk, opened, code)
            for pk, opened, codes in mine.filter(participant__in=ids).values_list(
                "participant_id", "opened_on", "subjects"
            )
            for code in codes
        }
        seen: dict[Any, int] = {}
        for row in self.rows:
            said = row.values
            if said["closed"] and said["opened"] and said["closed"] < said["opened"]:
                self.refuse(
                    row, "closed", gettext("It cannot be closed before the day it was opened.")
                )
            if said["money"] and not said["result"]:
                self.refuse(row, "result", gettext("Say what came of it that brought this money."))
            if row.problems:
                continue
            what = said["opened"], said["subject"]
            first = seen.setdefault((row.who.same_as, *what), row.number)
            if first != row.number:
                self.refuse(
                    row,
                    "name",
                    gettext("Row %(first)s is the same matter. Delete one of the two.")
                    % {"first": first},
                )
                continue
            pk = self.people[row.who.same_as].participant_id
            row.fate = SAME if (pk, *what) in known else NEW

    def about(self, row: RowCells) -> str:
        return f"{row.who.name}, {day_in_words(row.values['opened'])}"

    def summarise(self) -> None:
        super().summarise()
        self.check.rows_new = sum(row.fate == NEW for row in self.accepted)
        self.check.rows_same = sum(row.fate == SAME for row in self.accepted)

    def save(self, staged: Any, *, organisation_id: int, user_id: int, import_id: int) -> int:
        """Add the matters with what came of them; return how many matters."""
        ledger = Ledger(staged, organisation_id, import_id)
        self.known_or_added(ledger, user_id, _opened)
        rows = [row for row in self.accepted if row.fate == NEW]
        made = Matter.objects.bulk_create([_matter(r, organisation_id, user_id) for r in rows])
        ledger.made("advice.matter", [matter.pk for matter in made])
        outcomes = MatterOutcome.objects.bulk_create(
            _outcome(row, matter, user_id)
            for row, matter in zip(rows, made, strict=True)
            if row.values["result"]
        )
        ledger.made("advice.matteroutcome", [outcome.pk for outcome in outcomes])
        return len(made)


def _opened(row: RowCells) -> date:
    opened: date = row.values["opened"]
    return opened


def _matter(row: RowCells, organisation_id: int, user_id: int) -> Matter:
    said = row.values
    is_over = said["closed"] is not None
    return Matter(
        organisation_id=organisation_id,
        participant_id=row.more["person"],
        subjects=Subjects([said["subject"]]),
        level=said["level"] or Work.ADVICE,
        state=State.CLOSED if is_over else State.CHECKING,
        opened_on=said["opened"],
        closed_on=said["closed"],
        ended=(said["ended"] or Ended.DONE) if is_over else "",
        opened_by_id=user_id,
    )


def _outcome(row: RowCells, matter: Matter, user_id: int) -> MatterOutcome:
    return MatterOutcome(
        happened_on=matter.closed_on or matter.opened_on,
        code=row.values["result"],
        amount=row.values["money"],
        recorded_by_id=user_id,
    ).belong_to(matter)


def _field(key: str, label: str, *says: Any, **more: Any) -> Field:
    return Field(key, label, more.pop("is_required", False), *says, **more)


MATTERS = add_target(
    Target(
        key="matters",
        family="matters",
        label=gettext_lazy("Advice matters"),
        layout=gettext_lazy("A row for each matter"),
        says=gettext_lazy(
            "One row for each matter. Closed ones come in closed; open ones wait for the "
            "supervisor, as every new matter does."
        ),
        right=Right.SUPERVISE_ADVICE,
        fields=(
            NAME,
            FIRST,
            LAST,
            BORN,
            _field(
                "opened",
                "Opened on",
                gettext_lazy("The day on which the matter began."),
                "03/02/2026",
                "opened|date opened|open date|date|start date|case opened|opening date|referred on",
                cells.day,
                is_required=True,
            ),
            _field(
                "closed",
                "Closed on",
                gettext_lazy("Only for matters that are over."),
                "20/03/2026",
                "closed|date closed|close date|end date|case closed|closing date",
                cells.past_day,
            ),
            _field(
                "subject",
                "Subject",
                gettext_lazy(
                    "What it is about, in the first tier: Housing, Debt, Immigration and asylum, …"
                ),
                "Housing",
                "issue|topic|category|area|type of advice|advice area|case type|type|enquiry type",
                subject,
                blank="",
                options=SUBJECTS,
                is_required=True,
            ),
            _field(
                "level",
                "Level",
                gettext_lazy("Advice, casework or representation. If left out: advice."),
                "Casework",
                "level of advice|advice level|type of work",
                level,
                blank="",
                options=LEVELS,
            ),
            _field(
                "ended",
                "How it ended",
                gettext_lazy("If left out: what could be done is done."),
                "",
                "ending|reason closed|closure reason|reason for closing",
                ended,
                blank="",
                options=ENDINGS,
            ),
            _field(
                "result",
                "Outcome",
                gettext_lazy("What came of it, as it is called here, or its code."),
                "O-HOM-PREV",
                "result|outcomes|what came of it",
                result,
                blank="",
                options=RESULTS,
            ),
            _field(
                "money",
                "Money gained",
                gettext_lazy("In pounds, once."),
                "",
                "amount|financial gain|gain|income gained|money|value",
                money,
            ),
            REFERENCE,
        ),
        needs=(("name", "first", "last"), ("opened",), ("subject",)),
        read=read_with(MattersReading),
        examples=(
            (
                *("Amina Yusuf", "1987", "03/02/2026", "20/03/2026", "Housing", "Casework", ""),
                *("O-HOM-PREV", ""),
            ),
            ("Sami Example", "", "11/05/2026", "", "Debt", "Advice", "", "", ""),
        ),
    )
)
