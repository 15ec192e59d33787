"""Participants: a row a person. What is recorded stays; a file fills in only what is blank."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.enums import Right

from ..models import ContactDetails
from . import cells, words
from . import statements_people as sql
from .attendances import BORN, FIRST, LAST, NAME, REFERENCE
from .fields import Field
from .made import Ledger
from .reading import KNOWN, NEW, SAME
from .rows import RowCells, RowsReading, read_with
from .saving import NAMED_AT_ONCE, new_numbers
from .targets import Target, add_target

BATCH = 5_000
# What a file may fill in, in the order of the staging table.
DETAILS = ("gender", "language", "postcode")


class PeopleReading(RowsReading):
    """A sheet of people."""

    needs_comparing = False

    def judge(self) -> None:
        """New, known with something to fill in, or just as it is here."""
        known = _recorded(self.choices.organisation_id, self.people)
        seen: dict[int, int] = {}
        for row in self.rows:
            joined, left = row.values["joined"], row.values["left"]
            if joined and left and left < joined:
                self.refuse(row, "left", gettext("The day they left is before the day they came."))
            if row.problems:
                continue
            first = seen.setdefault(row.who.same_as, row.number)
            if first != row.number:
                self.refuse(
                    row,
                    "name",
                    gettext("Row %(first)s is the same person. Delete one of the two.")
                    % {"first": first},
                )
                continue
            pk = self.people[row.who.same_as].participant_id
            row.pk = pk
            row.fate = NEW if pk is None else KNOWN if _fills(row, known[pk]) else SAME
            row.more["adds_contact"] = (pk is None or not known[pk]["has_contact"]) and bool(
                row.values["phone"] or row.values["email"]
            )
            if row.fate == SAME and row.more["adds_contact"]:
                row.fate = KNOWN

    def summarise(self) -> None:
        super().summarise()
        accepted = self.accepted
        self.check.people_changed = sum(row.fate == KNOWN for row in accepted)
        self.check.rows_same = sum(row.fate == SAME for row in accepted)

    @contextmanager
    def staged(self, organisation_id: int) -> Iterator[Any]:
        """The accepted rows in a temporary table."""
        with connection.cursor() as cursor:
            cursor.execute(sql.TEMPORARY)
            changing = [row for row in self.accepted if row.fate != SAME]
            numbers = new_numbers(
                cursor, "services_participant", sum(row.pk is None for row in changing)
            )
            with cursor.copy(sql.COPY) as copy:
                for place, row in enumerate(changing):
                    row.more["is_new"] = row.pk is None
                    row.more["pk"] = row.pk or next(numbers)
                    copy.write_row((*_staged_row(row), place // NAMED_AT_ONCE))
            cursor.execute(sql.ANALYSE)
            yield cursor
            cursor.execute(sql.GONE)

    def save(self, staged: Any, *, organisation_id: int, user_id: int, import_id: int) -> int:
        """Add who is new and fill in what is blank; return how many people that were."""
        ledger = Ledger(staged, organisation_id, import_id)
        values = {"user": user_id, "today": timezone.localdate()}
        written = ledger.run(sql.FILLED_IN)
        for batch in range(len(self.accepted) // NAMED_AT_ONCE + 1):
            written += ledger.run(sql.NEW_PEOPLE, batch=batch, **values)
        contacts = [row for row in self.accepted if row.more.get("adds_contact")]
        _add_contacts(ledger, contacts)
        return written


def _staged_row(row: RowCells) -> tuple[Any, ...]:
    values = row.values
    return (
        row.more["pk"],
        row.more["is_new"],
        row.who.name,
        row.who.key,
        row.who.born,
        *(values[key] or "" for key in DETAILS),
        values["joined"],
        values["left"],
    )


def _add_contacts(ledger: Ledger, rows: list[RowCells]) -> None:
    """Keep numbers and addresses, sealed. That it is safe to use them nobody has said yet."""
    for start in range(0, len(rows), BATCH):
        made = ContactDetails.objects.bulk_create(
            ContactDetails(
                organisation_id=ledger.values["org"],
                participant_id=row.more["pk"],
                phone=row.values["phone"],
                email=row.values["email"],
            )
            for row in rows[start : start + BATCH]
        )
        ledger.made("services.contactdetails", [contact.pk for contact in made])


_RECORDED = """
select p.id, p.year_of_birth, p.gender, p.main_language, p.outward_postcode, p.left_on,
    exists (select from services_contactdetails c
            where c.organisation_id = p.organisation_id and c.participant_id = p.id)
from services_participant p where p.organisation_id = %s and p.id = any(%s)
"""


def _recorded(organisation_id: int, people: list[Any]) -> dict[int, dict[str, Any]]:
    """What is recorded of those who are known, by their number."""
    ids = [p.participant_id for p in people if p.participant_id is not None]
    keys = ("born", "gender", "language", "postcode", "left", "has_contact")
    with connection.cursor() as cursor:
        cursor.execute(_RECORDED, [organisation_id, ids])
        return {row[0]: dict(zip(keys, row[1:], strict=True)) for row in cursor.fetchall()}


def _fills(row: RowCells, known: dict[str, Any]) -> bool:
    """Whether the row says something where nothing is recorded."""
    said = {**row.values, "born": row.who.born}
    return any(said[key] and not known[key] for key in ("born", *DETAILS))


def _field(
    key: str, label: str, says: str | Promise, example: str, names: str, read: Any, **more: Any
) -> Any:
    return Field(key, label, False, says, example, names, read, **more)


PEOPLE = add_target(
    Target(
        key="people",
        family="people",
        label=_("Participants"),
        layout=_("A row for each person"),
        says=_(
            "One row for each person. What is recorded here already stays as it is; only what "
            "is blank here is filled in."
        ),
        right=Right.CHANGE_PEOPLE,
        fields=(
            NAME,
            FIRST,
            LAST,
            BORN,
            _field(
                "gender",
                "Gender",
                _("Woman, man, another way, or prefers not to say."),
                "woman",
                "sex|m f|gender identity",
                words.gender,
                blank="",
                options=words.GENDERS,
            ),
            _field(
                "language",
                "Main language",
                _("The English name of the language."),
                "Tigrinya",
                "language|first language|mother tongue|home language|language spoken",
                words.language,
                blank="",
                options=words.language_options(),
            ),
            _field(
                "postcode",
                "Postcode",
                _("Only the first half is kept, whatever the file has."),
                "M14",
                "post code|first half of the postcode|outward postcode|postal code",
                words.postcode,
                blank="",
            ),
            _field(
                "joined",
                "First came on",
                _("If left out: the day on which the file is saved."),
                "14/09/2025",
                "joined|joined on|date joined|start date|started|registered|registration date|"
                "date registered|first attended|date of registration",
                cells.past_day,
            ),
            _field(
                "left",
                "Left on",
                _("Only for those who no longer come."),
                "",
                "left|end date|date left|leaving date|leave date",
                cells.past_day,
            ),
            _field(
                "phone",
                "Phone",
                _(
                    "Kept only if you choose its column. Nobody is called before somebody asked "
                    "whether that is safe."
                ),
                "",
                "telephone|mobile|phone number|tel|mobile number|contact number",
                words.phone,
                blank="",
                is_private=True,
            ),
            _field(
                "email",
                "E-mail",
                _(
                    "Kept only if you choose its column. Nobody is written to before somebody "
                    "asked whether that is safe."
                ),
                "",
                "email|email address|e mail address",
                words.email,
                blank="",
                is_private=True,
            ),
            REFERENCE,
        ),
        needs=(("name", "first", "last"),),
        read=read_with(PeopleReading),
        examples=(
            ("Amina Yusuf", "1987", "woman", "Somali", "M14", "14/09/2025"),
            ("Sami Example", "", "man", "Arabic", "M16", ""),
        ),
    )
)
