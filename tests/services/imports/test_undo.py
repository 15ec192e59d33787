"""Taking a whole file back: exactly, and only while nothing else leans on it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent
from services.actions import import_files as imports
from services.actions.import_files import ImportRefused
from services.actions.import_jobs import check_import, save_import, undo_saved_import
from services.actions.undo_import import undo_import
from services.models import (
    Attendance,
    ContactDetails,
    Enrolment,
    FileImport,
    Group,
    ImportedRows,
    Participant,
    Session,
)
from services.resources.mapping import Mapping
from services.resources.undoing import _holders
from tests import factories
from tests.services.imports.files import csv_file, row
from tests.services.imports.test_saving import many

pytestmark = pytest.mark.django_db
HANDLERS = (check_import, save_import, undo_saved_import)  # As the worker imports them.
TABLES = (Participant, Session, Attendance, Enrolment, ContactDetails, Group)


@pytest.fixture
def manager() -> Any:
    membership = factories.make_membership()
    with factories.acting(membership):
        factories.make_group(membership.organisation, name="Tuesday English")
    return membership


def bring_in(manager: Any, content: bytes, family: str = "attendances", **said: Any) -> FileImport:
    with factories.acting(manager):
        imported = imports.upload_file(by=manager, name="f.csv", content=content, family=family)
        if said:
            mapping = Mapping(**{**imported.mapping, **said}).as_json()
            imports.check_again(by=manager, imported=imported, mapping=mapping)
        return imports.confirm(
            by=manager, imported=imported, seen=imported.check_round, leave_out=False
        )


def undo(manager: Any, imported: FileImport) -> FileImport:
    with factories.acting(manager):
        return undo_import(by=manager, imported=imported)


def rows(manager: Any) -> dict[str, Any]:
    """Every row of the register as it stands, without what counts saves."""
    with factories.acting(manager):
        return {
            model.__name__: [
                {k: v for k, v in found.items() if k not in ("version", "saved_at", "saved_by_id")}
                for found in model.objects.order_by("pk").values()
            ]
            for model in TABLES
        }


def test_a_file_goes_to_the_last_row_and_what_it_changed_is_put_back(manager):
    bring_in(manager, csv_file(row(mark="away", day="10/03/2026"), row(day="17/03/2026")))
    before = rows(manager)
    second = bring_in(
        manager,
        csv_file(
            row(day="03/03/2026"),
            row(mark="late", day="10/03/2026", minutes="90"),
            row(person="Sami Haile", day="17/03/2026"),
        ),
    )
    assert rows(manager) != before
    undone = undo(manager, second)
    assert rows(manager) == before
    with factories.acting(manager):
        undone.refresh_from_db()
        assert (undone.state, undone.undone_by_id) == ("undone", manager.user_id)
        event = AuditEvent.objects.get(action="import undone")
        assert event.detail["rows"] >= 5
    assert undo(manager, undone).state == "undone"


def test_a_group_that_the_file_made_goes_with_it(manager):
    with factories.acting(manager):
        service = Group.objects.get().service
        imported = imports.upload_file(
            by=manager, name="f.csv", content=csv_file(row(group="Choir"))
        )
        imports.check_again(
            by=manager, imported=imported, new_groups_service=service, new_groups_start="18:00"
        )
        imported.refresh_from_db()
        imports.confirm(by=manager, imported=imported, seen=imported.check_round, leave_out=False)
        assert Group.objects.filter(name="Choir").exists()
    undo(manager, imported)
    with factories.acting(manager):
        assert not Group.objects.filter(name="Choir").exists()
        assert not Participant.objects.exists()


def test_people_with_their_contact_details_go_and_filled_blanks_are_blank_again(manager):
    with factories.acting(manager):
        factories.make_participant(manager.organisation, name="Amina Yusuf")
    before = rows(manager)
    content = csv_file(
        ["Amina Yusuf", "1987", "07700 900123", "Somali"],
        ["Sami Haile", "", "07700 900456", "Tigrinya"],
        head=["Name", "Year of birth", "Phone", "Language"],
    )
    places = {"name": 0, "born": 1, "phone": 2, "language": 3}
    imported = bring_in(manager, content, "people", places=places)
    with factories.acting(manager):
        amina = Participant.objects.get(name="Amina Yusuf")
        assert (amina.year_of_birth, amina.main_language) == (1987, "so")
        contact = ContactDetails.objects.get(participant__name="Sami Haile")
        assert (contact.phone, contact.may_call) == ("07700 900456", False)
    undo(manager, imported)
    assert rows(manager) == before


def test_it_stays_when_something_leans_on_it_and_says_what(manager):
    imported = bring_in(manager, csv_file(row()))
    later = bring_in(manager, csv_file(row(day="10/03/2026")))
    with pytest.raises(ImportRefused, match="1 × “Mark on a register” was recorded since"):
        undo(manager, imported)
    undo(manager, later)
    undo(manager, imported)
    with factories.acting(manager):
        assert not Participant.objects.exists()


def test_it_stays_when_somebody_changed_it_by_hand(manager):
    imported = bring_in(manager, csv_file(row()))
    with factories.acting(manager):
        Attendance.objects.update(mark="late")
    with pytest.raises(ImportRefused, match="was changed or removed since"):
        undo(manager, imported)
    with factories.acting(manager):
        assert Attendance.objects.count() == 1


def test_it_stays_when_a_wing_further_right_holds_it(manager, monkeypatch):
    imported = bring_in(manager, csv_file(row()))
    asked: list[Any] = []

    def hold(made: Any) -> str:
        asked.append(made.days)
        return "It is counted elsewhere."

    monkeypatch.setattr("services.resources.undoing._holders", [*_holders, hold])
    with pytest.raises(ImportRefused, match="counted elsewhere"):
        undo(manager, imported)
    assert asked == [(date(2026, 3, 3), date(2026, 3, 3))]


def test_a_large_file_is_taken_back_by_a_job(manager):
    with factories.acting(manager):
        imported = imports.upload_file(by=manager, name="f.csv", content=csv_file(*many(2_100)))
    assert run(imported.job.uuid)
    with factories.acting(manager):
        imported = FileImport.objects.get()
        imports.confirm(by=manager, imported=imported, seen=imported.check_round, leave_out=False)
        imported = FileImport.objects.select_related("job").get()
    assert run(imported.job.uuid)
    undone = undo(manager, imported)
    assert undone.state == "saved"
    assert run(undone.job.uuid)
    with factories.acting(manager):
        assert FileImport.objects.get().state == "undone"
        assert Attendance.objects.count() == Participant.objects.count() == 0


def test_what_a_file_made_is_noted_and_nothing_of_a_person(manager):
    imported = bring_in(manager, csv_file(row(), row(person="Sami", mark="away")))
    with factories.acting(manager):
        noted = {r.record_type: len(r.ids) for r in ImportedRows.objects.all()}
        assert noted == {
            "services.participant": 2,
            "services.session": 1,
            "services.attendance": 2,
            "services.enrolment": 1,
        }
        FileImport.objects.update(created_at=timezone.now() - timedelta(days=3))
        imports.forget_old_files(manager.organisation_id)
        kept = FileImport.objects.get()
        assert (kept.mapping, kept.fates, kept.answers, kept.content) == ({}, [], {}, None)
    undo(manager, imported)


# The pages


def test_columns_are_chosen_by_hand_and_the_next_file_needs_no_hand(as_member, manager):
    client = as_member(manager)
    head = ["What", "When", "Who", "Tick", "Home address"]
    content = csv_file(["Tuesday English", "3/4/25", "Yusuf, Amina", "?", "1 Road"], head=head)
    page = _upload(client, content)
    assert "Which column is which?" in page.text and "Choose below which column" in page.text
    with factories.acting(manager):
        imported = FileImport.objects.get()
    address = reverse("import-columns", args=[imported.uuid])
    some = {"column_0": "group", "column_1": "day", "column_2": "day", "turns_names": "on"}
    refused = client.post(address, {"sheet": "", "row": "1", "layout": "attendances", **some})
    assert refused.status_code == 422
    assert "Another column is “Date” already" in refused.text
    assert "No column is “Mark” yet" in refused.text
    some |= {"column_2": "name", "column_3": "mark", "row": "1", "layout": "attendances"}
    page = client.post(address, some, follow=True)
    assert "0 of 1 rows can be saved" in page.text
    assert "3 April 2025" in page.text and "Home address" in page.text
    words = reverse("import-words", args=[imported.uuid])
    page = client.post(words, {"word_0": "absent"}, follow=True)
    assert "1 of 1 rows can be saved" in page.text
    assert "Amina Yusuf, Tuesday English, 3 April 2025: Away" in page.text
    page = _upload(client, content)
    assert "1 of 1 rows can be saved" in page.text


def test_another_sheet_row_and_layout_can_be_looked_at(as_member, manager):
    from tests.services.imports import awkward

    client = as_member(manager)
    _upload(client, awkward.three_sheets(), "three.xlsx")
    with factories.acting(manager):
        imported = FileImport.objects.get()
    address = reverse("import-columns", args=[imported.uuid])
    page = client.get(address)
    assert "Cover" in page.text and "Lists" in page.text
    seen = {"seen": imported.check_round}
    page = client.post(reverse("import-confirm", args=[imported.uuid]), seen, follow=True)
    assert "Bring in another sheet of this file" in page.text
    page = client.post(reverse("import-again", args=[imported.uuid]), follow=True)
    assert "Which column is which?" in page.text
    with factories.acting(manager):
        imported = FileImport.objects.latest("pk")
    address = reverse("import-columns", args=[imported.uuid])
    other = client.get(address, {"sheet": "Cover", "row": "2", "layout": "register"})
    assert "Updated by Fatima" in other.text
    assert client.get(address, {"sheet": "Nowhere"}).status_code == 422
    assert client.get(address, {"row": "9" * 40, "layout": "none"}).status_code == 200


def test_who_is_whom_is_asked_and_the_answer_is_taken(as_member, manager):
    client = as_member(manager)
    with factories.acting(manager):
        factories.make_participant(manager.organisation, name="Mohammed Haile", year_of_birth=1987)
    content = csv_file(["Muhammad Haile", "1987"], head=["Name", "Year of birth"])
    page = _upload(client, content, "p.csv", family="people")
    assert "may be here already" in page.text and "Mohammed Haile (1987)" in page.text
    with factories.acting(manager):
        imported = FileImport.objects.get()
    answer = reverse("import-people", args=[imported.uuid])
    page = client.post(answer, {"same_0": ""}, follow=True)
    with factories.acting(manager):
        assert FileImport.objects.get().check_result["people_new"] == 1


def test_a_saved_file_is_taken_back_from_its_page(as_member, manager):
    client = as_member(manager)
    imported = bring_in(manager, csv_file(row()))
    page = client.get(reverse("import", args=[imported.uuid]))
    assert "Take it all back" in page.text
    page = client.post(reverse("import-undo", args=[imported.uuid]), follow=True)
    assert "is taken back" in page.text
    colleague = factories.make_membership(Role.WORKER, manager.organisation)
    for name in ("import-undo", "import-words", "import-people"):
        address = reverse(name, args=[imported.uuid])
        assert as_member(colleague).post(address).status_code == 403
        assert as_member(factories.make_membership()).post(address).status_code == 404


def _upload(client: Any, content: bytes, name: str = "f.csv", **data: Any) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(name, content)
    return client.post(reverse("import-new"), {"file": file, **data}, follow=True)
