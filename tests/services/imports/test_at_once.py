"""Two people at one time: real transactions, real locks."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from services.actions import import_files as imports
from services.actions.import_files import ImportRefused
from services.models import Attendance, FileImport, Participant, Session
from tests import factories
from tests.services.imports.files import csv_file, row


@pytest.fixture
def manager(fresh_database: Any) -> Any:
    membership = factories.make_membership()
    with factories.acting(membership):
        factories.make_group(membership.organisation, name="Tuesday English")
    return membership


def upload(manager: Any, *rows: Any) -> FileImport:
    with factories.acting(manager):
        return imports.upload_file(by=manager, name="past.csv", content=csv_file(*rows))


def at_once(manager: Any, *files: FileImport) -> list[str]:
    """Confirm the files at one moment, each on a connection of its own; return what was said."""
    said: list[str] = []
    start = Barrier(len(files))

    def confirm(imported: FileImport) -> None:
        try:
            with factories.acting(manager):
                start.wait(10)
                done = imports.confirm(
                    by=manager, imported=imported, seen=imported.check_round, leave_out=False
                )
                said.append(done.state)
        except ImportRefused as problem:
            said.append(str(problem))
        finally:
            connection.close()

    threads = [Thread(target=confirm, args=[imported]) for imported in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return said


def test_a_file_confirmed_twice_at_once_is_saved_once(manager):
    imported = upload(manager, row(), row(person="Sami"))
    assert at_once(manager, imported, imported) == ["saved", "saved"]
    with factories.acting(manager):
        assert Participant.objects.count() == Attendance.objects.count() == 2
        assert Session.objects.get().version == 1


def test_two_files_with_one_newcomer_never_make_two_people(manager):
    first = upload(manager, row())
    second = upload(manager, row(day="10/03/2026"))
    said = at_once(manager, first, second)
    assert said.count("saved") == 1
    with factories.acting(manager):
        assert Participant.objects.count() == Attendance.objects.count() == 1
