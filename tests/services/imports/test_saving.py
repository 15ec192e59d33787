"""What saving leaves behind, in whose name, and what happens when two people do it at once."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from organisations.models import Place
from rco_network.core.jobs.run import run
from rco_network.core.models import Job
from rco_network.core.tenancy import scope
from services.actions import import_files as imports
from services.actions.import_files import ImportRefused
from services.actions.import_jobs import check_import, save_import
from services.models import Attendance, Enrolment, FileImport, Participant, Session
from services.retention import forget_files
from tests import factories
from tests.services.imports.files import csv_file, row

pytestmark = pytest.mark.django_db
HANDLERS = (check_import, save_import)  # Imported as the worker does, so that jobs find them.


@pytest.fixture
def manager() -> Any:
    membership = factories.make_membership()
    with factories.acting(membership):
        place = Place.objects.first()
        factories.make_group(membership.organisation, name="Tuesday English", place=place)
    return membership


def upload(manager: Any, *rows: Any) -> FileImport:
    with factories.acting(manager):
        return imports.upload_file(by=manager, name="past.csv", content=csv_file(*rows))


def confirm(manager: Any, imported: FileImport, **kwargs: Any) -> FileImport:
    with factories.acting(manager):
        kwargs = {"seen": imported.check_round, "leave_out": False, **kwargs}
        return imports.confirm(by=manager, imported=imported, **kwargs)


def many(n: int) -> list[list[str]]:
    """Rows of many sessions and thirty people."""
    days = [date.fromordinal(date(2024, 1, 1).toordinal() + k) for k in range(n // 30 + 1)]
    letters = "abcdefghijklmnopqrstuvwxyzABCD"
    return [
        row(day=days[k // 30].isoformat(), person=f"Person {letters[k % 30]}{k % 30 // 26}")
        for k in range(n)
    ]


def test_a_session_has_the_service_and_place_of_its_group(manager):
    confirm(manager, upload(manager, row()))
    with factories.acting(manager):
        session = Session.objects.select_related("group").get()
        assert session.place_id == session.group.place_id is not None
        assert session.service_id == session.group.service_id
        assert session.saved_by_id == manager.user_id


def test_people_come_onto_the_register_for_as_long_as_they_came(manager):
    rows = [
        row(person="Gone", day="06/01/2026"),
        row(person="Here", day="06/01/2026"),
        row(person="Here", day="02/06/2026"),
        row(person="Never", day="02/06/2026", mark="away"),
    ]
    confirm(manager, upload(manager, *rows))
    with factories.acting(manager):
        enrolled = {e.participant.name: (e.enrolled_on, e.left_on) for e in Enrolment.objects.all()}
    assert enrolled == {
        "Gone": (date(2026, 1, 6), date(2026, 1, 6)),
        "Here": (date(2026, 1, 6), None),
    }


def test_somebody_who_came_earlier_than_we_knew_joined_then(manager):
    with factories.acting(manager):
        known = factories.make_participant(
            manager.organisation, name="Amina Yusuf", joined_on=date(2026, 5, 1)
        )
    confirm(manager, upload(manager, row(), row(person="Amina Yusuf", day="10/03/2026")))
    with factories.acting(manager):
        known.refresh_from_db()
    assert known.joined_on == date(2026, 3, 3)


def test_confirming_twice_saves_once(manager):
    imported = upload(manager, row())
    confirm(manager, imported)
    confirm(manager, imported)
    with factories.acting(manager):
        assert Attendance.objects.count() == Participant.objects.count() == 1


def test_two_files_with_one_new_person_make_one_person(manager):
    first = upload(manager, row())
    second = upload(manager, row(day="10/03/2026"))
    confirm(manager, first)
    again = confirm(manager, second)
    with factories.acting(manager):
        again.refresh_from_db()
    assert again.state == "checked"
    confirm(manager, again)
    with factories.acting(manager):
        assert (Participant.objects.count(), Attendance.objects.count()) == (1, 2)


def test_a_file_that_was_tampered_with_is_not_saved(manager):
    imported = upload(manager, row())
    with factories.acting(manager):
        FileImport.objects.update(content=FileImport.pack(csv_file(row(person="Somebody else"))))
        imported.refresh_from_db()
    with pytest.raises(ImportRefused, match="no longer here"):
        confirm(manager, imported)


def test_a_large_file_is_checked_and_saved_by_jobs(manager):
    imported = upload(manager, *many(2_400))
    assert imported.state == "uploaded"
    assert run(imported.job.uuid)
    with factories.acting(manager):
        imported = FileImport.objects.get()
        assert imported.check_result["accepted"] == 2_400
        assert not Attendance.objects.exists()
    imported = confirm(manager, imported)
    twice = confirm(manager, imported)
    assert twice.job == imported.job
    assert run(imported.job.uuid)
    assert not run(imported.job.uuid)
    with factories.acting(manager):
        assert FileImport.objects.get().state == "saved"
        assert Attendance.objects.count() == 2_400


def test_a_job_asks_again_whether_its_asker_still_may(manager):
    imported = upload(manager, *many(2_400))
    with scope(installation=True):
        manager.ended_at = timezone.now()
        manager.save()
    assert not run(imported.job.uuid)
    with scope(installation=True):
        assert "no longer works here" in Job.objects.get().failure


def test_several_batches_are_one_saving(manager, monkeypatch):
    monkeypatch.setattr("services.resources.saving.BATCH", 7)
    confirm(manager, upload(manager, *many(50)))
    with factories.acting(manager):
        assert Attendance.objects.count() == 50


def test_files_go_after_a_day_and_saved_ones_keep_only_their_numbers(manager):
    saved = upload(manager, row())
    confirm(manager, saved)
    upload(manager, row(person="Waiting"))
    upload(manager, row(person="Fresh"))
    with factories.acting(manager):
        old = timezone.now() - imports.KEPT_FOR * 2
        newest = FileImport.objects.latest("id").pk
        FileImport.objects.exclude(pk=newest).update(created_at=old)
    forget_files()
    with factories.acting(manager):
        left = list(FileImport.objects.order_by("id"))
        assert [i.pk for i in left] == [saved.pk, newest]
        assert left[0].content is None
        assert "Amina" not in str(left[0].check_result)


def test_too_many_unsaved_files_are_told(manager, monkeypatch):
    monkeypatch.setattr(imports, "MOST_WAITING", 1)
    upload(manager, row())
    with pytest.raises(ImportRefused, match="waiting here already"):
        upload(manager, row())
