"""How fast past attendances come in from a file, against plain COPY into the same table.

Ours is the whole way of a file that nobody has seen: kept, read, every row checked and matched,
the answer kept, and once somebody confirmed it read and checked again and saved with its
sessions, people, register lists and audit trail. The rival is COPY of the same attendances, ready
made, into the same table with its keys and constraints: sessions and people are there already.
"""

import csv
import io
import time
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
from services.models import Attendance, FileImport, Group, Service

from .measure import Result, Size
from .row_security import PRICE, RowSecuritySwitch

GOAL = 0.5
ROUNDS = 5
GROUPS = 20
AT_A_SESSION = 20
FIRST_DAY = date(2020, 1, 6)
MARKS = ("here", "here", "p", "late", "away", "x")
TABLES = ("attendance", "session", "enrolment", "namekey", "participant", "fileimport")


@dataclass
class Bench:
    """One organisation that only the bench uses, and the file that comes in."""

    owner_url: str
    membership: StaffMembership
    content: bytes
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
    ours: list[float] = []
    without: list[float] = []
    rival: list[float] = []
    try:
        for _ in range(min(ROUNDS, size.rounds)):
            ours.append(_import(bench))
            rows = _attendances(bench)
            _empty(bench, switch, tables=("attendance",))
            rival.append(_copy(bench, rows, switch))
            _empty(bench, switch)
            with switch.off():
                without.append(_import(bench))
            _empty(bench, switch)
    finally:
        _empty(bench, switch)
    what = f"import of {bench.rows:,} attendances"
    price = [1e6 / rate for rate in ours], [1e6 / rate for rate in without]
    return [
        Result(f"{what}, against COPY", ours, rival, "rows/s", GOAL, is_rate=True),
        Result(f"{what}: row security", *price, "µs a row", PRICE),
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
    bench = Bench(owner_url, membership, _file(rows), rows)
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


def _import(bench: Bench) -> float:
    """Bring the file in as the jobs do, step by step; return rows a second."""
    started = time.perf_counter()
    with bench.acting():
        imported = imports.keep_file(by=bench.membership, name="bench.csv", content=bench.content)
    with bench.acting():
        imports.check_now(imported)
    with bench.acting():
        imported = FileImport.objects.select_for_update().get(pk=imported.pk)
        imports.save_file(by=bench.membership, imported=imported, waits=True)
    taken = time.perf_counter() - started
    if imported.saved_rows != bench.rows:
        raise RuntimeError(f"The bench's file was not saved: {imported.problem or imported.state}")
    return bench.rows / taken


def _attendances(bench: Bench) -> list[tuple[Any, ...]]:
    with bench.acting():
        mine = Attendance.objects.for_organisation(bench.membership.organisation_id)
        columns = ("organisation_id", "session_id", "participant_id", "held_on", "mark")
        return list(mine.order_by("id").values_list(*columns))


def _copy(bench: Bench, rows: list[tuple[Any, ...]], switch: RowSecuritySwitch) -> float:
    """COPY the attendances as the owner, with row security off, since it forbids COPY."""
    with switch.off(), psycopg.connect(bench.owner_url) as connection:
        cursor = connection.cursor()
        started = time.perf_counter()
        with cursor.copy(
            "copy services_attendance (organisation_id, session_id, participant_id, held_on, mark) "
            "from stdin"
        ) as copy:
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
