"""A file on its way through the browser: uploaded, looked at, saved, refused, thrown away."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent, Job
from services.actions.import_jobs import check_import
from services.models import Attendance, Enrolment, FileImport, Group, Participant, Session
from tests import factories
from tests.services.imports.files import csv_file, row, xlsx_file

pytestmark = pytest.mark.django_db
HANDLERS = (check_import,)  # Imported as the worker does, so that jobs find it.


@pytest.fixture
def manager() -> Any:
    return factories.make_membership()


@pytest.fixture
def group(manager: Any) -> Any:
    with factories.acting(manager):
        return factories.make_group(manager.organisation, name="Tuesday English")


def upload(client: Any, content: bytes, name: str = "past.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("import-new"), {"file": file}, follow=True)


def the_import(manager: Any) -> FileImport:
    with factories.acting(manager):
        return FileImport.objects.select_related("job").latest("id")


def confirm(client: Any, imported: FileImport, **data: Any) -> Any:
    data = {"seen": imported.check_round, **data}
    return client.post(reverse("import-confirm", args=[imported.uuid]), data, follow=True)


def counts(manager: Any) -> tuple[int, int, int]:
    with factories.acting(manager):
        return (
            Session.objects.count(),
            Attendance.objects.count(),
            Participant.objects.count(),
        )


GOOD = csv_file(
    row(person="Amina Yusuf", born="1987"),
    row(person="سمیرا احمدی", mark="l"),
    row(person="Олена Ковальчук", mark="x", day="10/03/2026"),
)


def test_nothing_is_saved_before_it_is_confirmed(as_member, manager, group):
    client = as_member(manager)
    page = upload(client, GOOD)
    assert page.status_code == 200
    assert "3 of 3 rows can be saved" in page.content.decode()
    assert counts(manager) == (0, 0, 0)


def test_confirming_saves_all_of_it_and_says_so_in_the_trail(as_member, manager, group):
    client = as_member(manager)
    upload(client, GOOD)
    page = confirm(client, the_import(manager))
    assert "3 marks were added or changed" in page.content.decode()
    assert counts(manager) == (2, 3, 3)
    with factories.acting(manager):
        amina = Participant.objects.get(name="Amina Yusuf")
        assert amina.year_of_birth == 1987
        assert amina.joined_on == date(2026, 3, 3)
        assert list(Participant.objects.called("amina")) == [amina]
        session = Session.objects.get(held_on=date(2026, 3, 3))
        assert (session.starts_at, session.minutes) == (time(10, 0), 120)
        assert Enrolment.objects.filter(group=group).count() == 2
        event = AuditEvent.objects.get(action="import saved")
        assert (event.detail["rows"], event.detail["people"]) == (3, 3)
        assert "Amina" not in str(event.detail)


def test_the_same_file_twice_changes_nothing_and_says_so(as_member, manager, group):
    client = as_member(manager)
    upload(client, GOOD)
    confirm(client, the_import(manager))
    before = counts(manager)
    page = upload(client, GOOD)
    assert "Everything in this file is already here" in page.content.decode()
    confirm(client, the_import(manager))
    assert counts(manager) == before
    with factories.acting(manager):
        assert set(Session.objects.values_list("version", flat=True)) == {1}


def test_a_corrected_file_changes_the_mark_and_tells_open_registers(as_member, manager, group):
    client = as_member(manager)
    upload(client, csv_file(row(mark="away")))
    confirm(client, the_import(manager))
    page = upload(client, csv_file(row(mark="here")))
    assert "Changed marks" in page.content.decode()
    confirm(client, the_import(manager))
    with factories.acting(manager):
        assert Attendance.objects.get().mark == "present"
        assert Session.objects.get().version == 2


def test_refused_rows_name_their_cell_and_stop_the_whole_file(as_member, manager, group):
    client = as_member(manager)
    page = upload(client, csv_file(row(), row(day="31/02/2026", person="Sami")))
    text = page.content.decode()
    assert "B3" in text
    assert "The date “31/02/2026” does not exist." in text
    refused = confirm(client, the_import(manager))
    assert refused.status_code == 422
    assert "Nothing was saved" in refused.content.decode()
    assert counts(manager) == (0, 0, 0)


def test_refused_rows_are_left_out_only_when_somebody_says_so(as_member, manager, group):
    client = as_member(manager)
    upload(client, csv_file(row(), row(day="31/02/2026", person="Sami")))
    confirm(client, the_import(manager), leave_out="on")
    assert counts(manager) == (1, 1, 1)


def test_refused_rows_come_out_as_a_file_without_live_formulas(as_member, manager, group):
    client = as_member(manager)
    upload(client, csv_file(row(person="=HYPERLINK(1)"), row(), row(mark="maybe")))
    imported = the_import(manager)
    answer = client.get(reverse("import-refused", args=[imported.uuid]))
    text = answer.content.decode("utf-8-sig")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text
    assert "F4: “maybe” is not a mark" in text
    assert len(text.strip().splitlines()) == 3


def test_a_corrected_refused_file_can_be_sent_as_it_is(as_member, manager, group):
    client = as_member(manager)
    upload(client, csv_file(row(mark="maybe")))
    file = client.get(reverse("import-refused", args=[the_import(manager).uuid])).content
    page = upload(client, file.replace(b",maybe,", b",here,"))
    assert "1 of 1 rows can be saved" in page.content.decode()


def test_unknown_groups_are_refused_with_a_way_out(as_member, manager, group):
    client = as_member(manager)
    page = upload(client, csv_file(row(), row(group="Choir", minutes="90")))
    assert "There is no group called Choir" in page.content.decode()
    imported = the_import(manager)
    chosen = {"new_groups_service": group.service_id, "new_groups_start": "18:00"}
    page = client.post(reverse("import-check", args=[imported.uuid]), chosen, follow=True)
    assert "2 of 2 rows can be saved" in page.content.decode()
    with factories.acting(manager):
        assert not Group.objects.filter(name="Choir").exists()
    confirm(client, the_import(manager))
    with factories.acting(manager):
        choir = Group.objects.get(name="Choir")
        session = Session.objects.get(group=choir)
    assert (choir.service_id, choir.starts_at) == (group.service_id, time(18, 0))
    assert (session.starts_at, session.minutes) == (time(18, 0), 90)


def test_another_organisations_service_is_no_choice(as_member, manager, group):
    other = factories.make_membership()
    with factories.acting(other):
        foreign = factories.make_service(other.organisation)
    client = as_member(manager)
    upload(client, csv_file(row(group="Choir")))
    chosen = {"new_groups_service": foreign.pk, "new_groups_start": "18:00"}
    page = client.post(reverse("import-check", args=[the_import(manager).uuid]), chosen)
    assert page.status_code == 422


def test_letters_that_can_be_read_in_several_ways_are_asked(as_member, manager, group):
    client = as_member(manager)
    content = csv_file(row(person="محمد علی".replace("ی", "ي")), encoding="cp1256")
    page = upload(client, content)
    text = page.content.decode()
    assert "How are the letters written?" in text
    assert "محمد" in text
    assert counts(manager) == (0, 0, 0)
    imported = the_import(manager)
    address = reverse("import-check", args=[imported.uuid])
    assert client.post(address, {"encoding": "nonsense"}).status_code == 422
    page = client.post(address, {"encoding": "cp1256"}, follow=True)
    assert "1 of 1 rows can be saved" in page.content.decode()
    confirm(client, the_import(manager))
    with factories.acting(manager):
        assert Participant.objects.get().name == "محمد علي"


def test_what_changed_since_the_check_is_shown_before_it_is_saved(as_member, manager, group):
    client = as_member(manager)
    upload(client, csv_file(row()))
    with factories.acting(manager):
        factories.make_participant(manager.organisation, name="Amina Yusuf")
    page = confirm(client, the_import(manager))
    assert "Something was changed here" in page.content.decode()
    assert counts(manager) == (0, 0, 1)
    confirm(client, the_import(manager))
    assert counts(manager) == (1, 1, 1)


def test_an_old_page_confirms_nothing(as_member, manager, group):
    client = as_member(manager)
    upload(client, csv_file(row()))
    page = confirm(client, the_import(manager), seen="99")
    assert page.status_code == 422
    assert counts(manager) == (0, 0, 0)
    assert confirm(client, the_import(manager), seen="9" * 30).status_code == 422


def test_a_workbook_with_real_dates_is_read(as_member, manager, group):
    client = as_member(manager)
    cells = ["Tuesday English", date(2026, 3, 3), time(14, 0), "Amina", 1987, True, 90]
    page = upload(client, xlsx_file(cells), "past.xlsx")
    assert "1 of 1 rows can be saved" in page.content.decode()
    confirm(client, the_import(manager))
    with factories.acting(manager):
        session = Session.objects.get()
        assert (session.held_on, session.starts_at) == (date(2026, 3, 3), time(14, 0))
        assert session.minutes == 90


def test_a_file_can_be_thrown_away_until_it_is_saved(as_member, manager, group):
    client = as_member(manager)
    upload(client, GOOD)
    gone = reverse("import-throw-away", args=[the_import(manager).uuid])
    page = client.post(gone, follow=True)
    assert "thrown away" in page.content.decode()
    upload(client, GOOD)
    confirm(client, the_import(manager))
    saved = reverse("import-throw-away", args=[the_import(manager).uuid])
    assert client.post(saved).status_code == 422


def test_the_example_file_is_itself_a_file_that_is_taken(as_member, manager):
    client = as_member(manager)
    example = client.get(reverse("import-example")).content
    with factories.acting(manager):
        factories.make_group(manager.organisation, name="Tuesday English")
    assert "2 of 2 rows can be saved" in upload(client, example).content.decode()


@pytest.mark.parametrize("content", [b"", b"\n\n ,,,\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_so(as_member, manager, content):
    page = upload(as_member(manager), content)
    assert "The file is empty" in page.content.decode()


def test_a_form_without_a_file_says_what_to_do(as_member, manager):
    page = as_member(manager).post(reverse("import-new"))
    assert page.status_code == 422
    assert "Choose the file" in page.content.decode()


def test_a_file_over_the_limit_is_told_the_limit(as_member, manager):
    page = upload(as_member(manager), b"Group,Date\n" + b"x" * (21 * 1024 * 1024))
    assert page.status_code == 422
    assert "larger than 20 MB" in page.content.decode()
    with factories.acting(manager):
        assert not FileImport.objects.exists()


# Who may: owner, colleague, stranger.

PAGES = ["import", "import-refused"]
WRITES = ["import-check", "import-confirm", "import-throw-away"]


@pytest.fixture
def imported(manager: Any, group: Any, client: Any, as_member: Any) -> FileImport:
    upload(as_member(manager), GOOD)
    return the_import(manager)


@pytest.mark.parametrize("role", [Role.WORKER, Role.LOGGER])
@pytest.mark.parametrize("name", ["imports", "import-new", "import-example", *PAGES, *WRITES])
def test_a_colleague_without_the_right_is_told_who_has_it(as_member, manager, imported, name, role):
    colleague = factories.make_membership(role, manager.organisation)
    address = reverse(name, args=[imported.uuid] if name in PAGES + WRITES else [])
    client = as_member(colleague)
    page = client.post(address) if name in WRITES else client.get(address)
    assert page.status_code == 403
    assert "import past records" in page.content.decode()


@pytest.mark.parametrize("name", PAGES + WRITES)
def test_a_stranger_finds_nothing_as_with_a_made_up_number(as_member, manager, imported, name):
    stranger = factories.make_membership()
    client = as_member(stranger)
    call = client.post if name in WRITES else client.get
    theirs = call(reverse(name, args=[imported.uuid]))
    made_up = call(reverse(name, args=[uuid4()]))
    assert theirs.status_code == made_up.status_code == 404
    with factories.acting(manager):
        assert FileImport.objects.filter(pk=imported.pk, state="checked").exists()


def test_a_strangers_list_shows_nothing_of_it(as_member, imported):
    page = as_member(factories.make_membership()).get(reverse("imports"))
    assert "past.csv" not in page.content.decode()


def test_the_list_asks_as_much_for_three_files_as_for_one(as_member, manager, imported):
    client = as_member(manager)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("imports"))
    for _ in range(2):
        upload(client, GOOD)
    with CaptureQueriesContext(connection) as three:
        page = client.get(reverse("imports"))
    assert page.content.decode().count("past.csv") == 3
    assert len(one) == len(three)


# Large files


def test_a_large_file_shows_how_far_it_is_and_then_the_whole_page(as_member, manager, group):
    client = as_member(manager)
    names = [f"Person {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(26 * 26)]
    days = ("03/03/2026", "10/03/2026", "17/03/2026", "24/03/2026")
    page = upload(client, csv_file(*[row(person=name, day=day) for name in names for day in days]))
    imported = the_import(manager)
    address = reverse("import", args=[imported.uuid])
    assert "Waiting for its turn" in page.content.decode()
    part = client.get(address, headers={"HX-Request": "true"})
    assert f'hx-get="{address}"' in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Refresh" not in part.headers
    assert client.post(reverse("import-check", args=[imported.uuid])).status_code == 422
    assert run(imported.job.uuid)
    done = client.get(address, headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    assert "2,704 of 2,704 rows can be saved" in client.get(address).content.decode()


def test_a_check_that_failed_says_so_and_can_be_asked_for_again(as_member, manager, group):
    client = as_member(manager)
    upload(client, GOOD)
    with factories.acting(manager):
        imported = FileImport.objects.get()
        imported.job = Job.objects.create(
            kind="services.check_import",
            organisation=manager.organisation,
            asked_by=manager.user,
            subject_uuid=imported.uuid,
            key="failed",
            state="failed",
            failure="The lights went out.",
        )
        imported.state, imported.check_result = "uploaded", {}
        imported.save()
    page = client.get(reverse("import", args=[imported.uuid]))
    assert "The lights went out." in page.content.decode()
    page = client.post(reverse("import-check", args=[imported.uuid]), follow=True)
    assert "3 of 3 rows can be saved" in page.content.decode()
