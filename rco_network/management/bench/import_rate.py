"""How fast old records come in from a file, against plain COPY into the same table.

Ours is the whole way of a file that nobody has seen: kept, read, every row checked and matched,
the answer kept, and once somebody confirmed it read and checked again and saved with its
sessions, people, register lists and audit trail. The rival is COPY of the same attendances, ready
made, into the same table with its keys and constraints: sessions and people are there already.
The same marks are brought in from a row each and from a column a date; people from a row each,
whose rival is COPY of the same people into their table.
"""

import csv
import io
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as clock
from typing import Any

import psycopg

from organisations.enums import Role
from organisations.models import Organisation, StaffMembership
from rco_network.accounts.models import User
from rco_network.core.tenancy import scope
from services.actions import import_files as imports
from services.enums import ServiceKind
from services.models import Attendance, FileImport, Group, Participant, Service

from .measure import Result, Size
from .row_security import PRICE, RowSecuritySwitch

GOAL = 0.5
ROUNDS = 3
GROUPS = 20
AT_A_SESSION = 20
FIRST_DAY = date(2020, 1, 6)
MARKS = ("here", "here", "p", "late", "away", "x")
TABLES = (
    *("attendance", "session", "enrolment", "namekey", "participant", "importedrows"),
    "fileimport",
)
ATTENDANCES = ("organisation_id", "session_id", "participant_id", "held_on", "mark")
PEOPLE = (
    *("uuid", "organisation_id", "name", "name_key", "year_of_birth", "joined_on", "created_at"),
    *("main_language", "other_languages", "age_band", "gender", "outward_postcode"),
)


@dataclass
class Bench:
    """One organisation that only the bench uses, and the file that comes in."""

    owner_url: str
    membership: StaffMembership
    rows: int

    @contextmanager
    def acting(self) -> Iterator[None]:
        """The scope of a request of its manager."""
        with scope(
            user_id=self.membership.user_id, organisation_ids=[self.membership.organisation_id]
        ):
            yield


def measure(owner_url: str, size: Size, switch: RowSecuritySwitch) -> list[Result]:
    """Return the rate against COPY, and the price of row security, in rows a second.

    Changes nothing that it does not remove again. `owner_url` is the tables' owner's address.
    """
    bench = _prepare(owner_url, size.imported)
    long, wide, people = _file(bench.rows), _wide_file(bench.rows), _people_file(bench.rows)
    rates: dict[str, list[float]] = defaultdict(list)
    try:
        for _ in range(min(ROUNDS, size.rounds)):
            rates["long"].append(_import(bench, long))
            rows = _rows_of(bench, Attendance, ATTENDANCES)
            _empty(bench, switch, tables=("attendance",))
            rates["copy"].append(_copy(bench, "attendance", ATTENDANCES, rows, switch))
            _empty(bench, switch)
            rates["wide"].append(_import(bench, wide))
            _empty(bench, switch)
            with switch.off():
                rates["without"].append(_import(bench, long))
            _empty(bench, switch)
            rates["people"].append(_import(bench, people, "people"))
            rows = _rows_of(bench, Participant, PEOPLE)
            _empty(bench, switch)
            rates["copied"].append(_copy(bench, "participant", PEOPLE, rows, switch))
            _empty(bench, switch)
    finally:
        _empty(bench, switch)
    what = f"import of {bench.rows:,} attendances"
    ours, bare = ([1e6 / rate for rate in rates[name]] for name in ("long", "without"))
    as_rate: dict[str, Any] = {"unit": "rows/s", "is_rate": True}
    return [
        Result(f"{what}, against COPY", rates["long"], rates["copy"], goal=GOAL, **as_rate),
        Result(f"{what}, a column a date", rates["wide"], rates["copy"], goal=GOAL, **as_rate),
        Result(f"{what}: row security", ours, bare, "µs a row", PRICE),
        Result(
            f"import of {bench.rows:,} people, against COPY",
            rates["people"],
            rates["copied"],
            goal=None,
            **as_rate,
        ),
    ]


def _prepare(owner_url: str, rows: int) -> Bench:
    with scope(installation=True):
        organisation, _ = Organisation.objects.get_or_create(
            name="Bench of the import (fictional)", kind="rco"
        )
        user = User.objects.filter(email="import@bench.example").first()
        user = user or User.objects.create_user("import@bench.example", None)
        membership, _ = StaffMembership.objects.get_or_create(
            organisation=organisation, user=user, defaults={"role": Role.MANAGER}
        )
    bench = Bench(owner_url, membership, rows)
    with bench.acting():
        service, _ = Service.objects.get_or_create(
            organisation=organisation, name="English", defaults={"kind": ServiceKind.ESOL}
        )
        for number in range(GROUPS):
            Group.objects.get_or_create(
                organisation=organisation,
                service=service,
                name=f"Group {number + 1}",
                defaults={"starts_at": clock(10, 0)},
            )
    return bench


def _file(rows: int) -> bytes:
    """A spreadsheet as an organisation would have it: session after session, all columns."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Group", "Date", "Start", "Person", "Year of birth", "Mark", "Minutes"])
    for number in range(rows):
        session, place = divmod(number, AT_A_SESSION)
        day, group = divmod(session, GROUPS)
        writer.writerow(
            [
                f"Group {group + 1}",
                f"{FIRST_DAY + timedelta(days=day):%d/%m/%Y}",
                "10:00",
                f"Person {chr(65 + place)} of group {group + 1}",
                1960 + place,
                MARKS[(number * 7 + day) % len(MARKS)],
                120,
            ]
        )
    return out.getvalue().encode()


def _wide_file(rows: int) -> bytes:
    """The same marks as a register: a row a person, a column a date."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    days = rows // (GROUPS * AT_A_SESSION)
    dates = [f"{FIRST_DAY + timedelta(days=day):%d/%m/%Y}" for day in range(days)]
    writer.writerow(["Group", "Person", "Year of birth", *dates])
    for number in range(GROUPS * AT_A_SESSION):
        group, place = divmod(number, AT_A_SESSION)
        marks = [MARKS[(number * 7 + day) % len(MARKS)] for day in range(days)]
        name = f"Person {chr(65 + place)} of group {group + 1}"
        writer.writerow([f"Group {group + 1}", name, 1960 + place, *marks])
    return out.getvalue().encode()


def _people_file(rows: int) -> bytes:
    """A list of people with everything that a file may say of them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Name", "Date of birth", "Gender", "Language", "Postcode", "Joined"])
    for number in range(rows):
        born = date(1950, 1, 1) + timedelta(days=number % 20_000)
        name = f"{_word(number % 5_000)} {_word(number // 5_000 + 7_000)}"
        said = ("female", "male")[number % 2], ("Somali", "Arabic", "Dari")[number % 3]
        writer.writerow([name, f"{born:%d/%m/%Y}", *said, "M14 5TP", "14/09/2025"])
    return out.getvalue().encode()


def _word(number: int) -> str:
    """A name of its own for each number."""
    letters = ""
    for _ in range(4):
        number, place = divmod(number, 20)
        letters += "bdfghjklmnprstvwxyzc"[place] + "aeiou"[(place + number) % 5]
    return letters.capitalize()


def _import(bench: Bench, content: bytes, family: str = "attendances") -> float:
    """Bring a file in as the jobs do, step by step; return rows a second."""
    by = bench.membership
    started = time.perf_counter()
    with bench.acting():
        imported = imports.keep_file(by=by, name="bench.csv", content=content, family=family)
    with bench.acting():
        imports.check_now(imported)
    with bench.acting():
        imported = FileImport.objects.select_for_update().get(pk=imported.pk)
        imports.save_file(by=by, imported=imported, waits=True)
    taken = time.perf_counter() - started
    if imported.saved_rows != bench.rows:
        raise RuntimeError(
            f"The bench's file was not saved: {imported.problem or imported.state}, "
            f"{imported.saved_rows} of {bench.rows}"
        )
    return bench.rows / taken


def _rows_of(bench: Bench, model: Any, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    with bench.acting():
        mine = model.objects.for_organisation(bench.membership.organisation_id)
        return list(mine.order_by("id").values_list(*columns))


def _copy(
    bench: Bench,
    table: str,
    columns: tuple[str, ...],
    rows: list[tuple[Any, ...]],
    switch: RowSecuritySwitch,
) -> float:
    """COPY rows as the owner, with row security off, since it forbids COPY; rows a second."""
    with switch.off(), psycopg.connect(bench.owner_url) as connection:
        cursor = connection.cursor()
        started = time.perf_counter()
        with cursor.copy(f"copy services_{table} ({', '.join(columns)}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        connection.commit()
        return len(rows) / (time.perf_counter() - started)


def _empty(bench: Bench, switch: RowSecuritySwitch, tables: tuple[str, ...] = TABLES) -> None:
    """Delete what came in, and leave the tables as tidy as they were; their history goes too."""
    emptied = [*(f"services_{table}" for table in tables), "core_recordchange"]
    with switch.off(), psycopg.connect(bench.owner_url, autocommit=True) as connection:
        for table in emptied:
            connection.execute(f"alter table {table} disable trigger user")
            connection.execute(
                f"delete from {table} where organisation_id = %s",  # noqa: S608
                [bench.membership.organisation_id],
            )
            connection.execute(f"alter table {table} enable trigger user")
        for table in emptied:
            connection.execute(f"vacuum analyze {table}")
