"""A list of volunteers from a file; certificate numbers never come in."""

from datetime import date
from typing import Any

import pytest

from organisations.enums import Role
from rco_network.core.spreadsheets import Unreadable
from services.actions import import_files as imports
from services.actions.undo_import import undo_import
from services.models import Participant
from services.resources.open_file import read_file
from services.volunteering.models import Check, RoleHeld, StateChange, Volunteer, VolunteerRole
from tests import factories
from tests.services.imports.files import csv_file

pytestmark = pytest.mark.django_db
HEAD = ["Name", "Role", "Status", "Start date", "DBS", "DBS date", "DBS expiry", "Skills"]
AMINA = ["Amina Yusuf", "Driver", "Current", "14/9/25", "Enhanced", "10/9/25", "10/9/28", "Driving"]


@pytest.fixture
def manager() -> Any:
    membership = factories.make_membership()
    with factories.acting(membership):
        VolunteerRole.objects.create(organisation=membership.organisation, name="Driver")
    return membership


def test_volunteers_come_in_with_role_state_and_check_and_go_again(manager):
    left = ["Sami Haile", "", "Left", "1/2/25", "", "", "", ""]
    content = csv_file(AMINA, left, head=HEAD)
    with factories.acting(manager):
        known = factories.make_participant(manager.organisation, name="Amina Yusuf")
        imported = imports.upload_file(
            by=manager, name="v.csv", content=content, family="volunteers"
        )
        assert imported.check_result["rows_new"] == 2, imported.problem
        imports.confirm(by=manager, imported=imported, seen=imported.check_round, leave_out=False)
        amina = Volunteer.objects.get(participant=known)
        assert (amina.state, amina.started_on) == ("active", date(2025, 9, 14))
        assert (amina.skills, amina.is_new_here) == (["driving"], False)
        check = Check.objects.get()
        assert (check.level, check.seen_on) == ("enhanced", date(2025, 9, 10))
        assert check.expires_on == date(2028, 9, 10)
        assert RoleHeld.objects.get().volunteer == amina
        assert StateChange.objects.get(to="left").why_left == "not_said"
        again = read_file(content, manager.organisation_id, family="volunteers")
        assert (again.check.rows_same, again.check.changes) == (2, 0)
        undo_import(by=manager, imported=imported)
        assert not Volunteer.objects.exists() and not StateChange.objects.exists()
        assert list(Participant.objects.all()) == [known]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Ref", "001234567890"), ("DBS number", "12345"), ("Notes", "123456789012")],
)
def test_a_column_of_certificate_numbers_is_refused_and_named(manager, heading, cell):
    content = csv_file([*AMINA, cell], head=[*HEAD, heading])
    with (
        factories.acting(manager),
        pytest.raises(Unreadable, match="Column I holds numbers of DBS"),
    ):
        read_file(content, manager.organisation_id, family="volunteers")


def test_what_does_not_fit_is_refused_with_its_cell(manager):
    content = csv_file(["Amina Yusuf", "Pilot", "Current", "", "", "10/9/25", "", ""], head=HEAD)
    with factories.acting(manager):
        reading = read_file(content, manager.organisation_id, family="volunteers")
    said = dict(reading.refusals[0].reasons)
    assert "no role called Pilot" in said["B2"]
    assert "Say the level" in said["E2"]


def test_only_those_who_look_after_volunteers_bring_them_in(manager, as_member):
    worker = factories.make_membership(Role.WORKER, manager.organisation)
    page = as_member(worker).post("/imports/new/", {"family": "volunteers"})
    assert page.status_code == 403
