"""Advice matters from a file: sealed as others are, and the open ones still to be looked at."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.actions import import_files as imports
from services.actions.undo_import import undo_import
from services.advice.models import Matter, MatterOutcome
from services.models import Participant
from services.resources.open_file import read_file
from tests import factories
from tests.services.imports.files import csv_file

pytestmark = pytest.mark.django_db
HEAD = ["Client", "Date opened", "Date closed", "Issue", "Level", "Outcome", "Financial gain"]
CLOSED = [
    "Amina Yusuf",
    "3/2/26",
    "20/3/26",
    "Welfare benefits",
    "Casework",
    "O-FIN-GAIN",
    "£1,250.50",
]
OPEN = ["Sami Haile", "11/5/26", "", "Housing", "", "", ""]


@pytest.fixture
def manager() -> Any:
    return factories.make_membership()


def test_matters_come_in_closed_or_waiting_and_go_again(manager):
    content = csv_file(CLOSED, OPEN, head=HEAD)
    with factories.acting(manager):
        imported = imports.upload_file(by=manager, name="m.csv", content=content, family="matters")
        assert imported.check_result["rows_new"] == 2, imported.problem
        imports.confirm(by=manager, imported=imported, seen=imported.check_round, leave_out=False)
        done = Matter.objects.get(state="closed")
        assert (done.opened_on, done.closed_on) == (date(2026, 2, 3), date(2026, 3, 20))
        assert (tuple(done.subjects), done.level, done.ended) == (("BEN",), "CW", "done")
        gained = MatterOutcome.objects.get()
        assert (gained.code, gained.amount) == ("O-FIN-GAIN", Decimal("1250.50"))
        assert Matter.objects.get(participant__name="Sami Haile").state == "checking"
        again = read_file(content, manager.organisation_id, family="matters")
        assert (again.check.rows_same, again.check.changes) == (2, 0)
        undo_import(by=manager, imported=imported)
        assert not Matter.objects.exists() and not Participant.objects.exists()


def test_what_does_not_fit_is_refused_with_its_cell(manager):
    wrong = ["Amina Yusuf", "3/2/26", "1/1/26", "Witchcraft", "Information", "", "lots"]
    with factories.acting(manager):
        reading = read_file(csv_file(wrong, head=HEAD), manager.organisation_id, family="matters")
    said = dict(reading.refusals[0].reasons)
    assert "before the day it was opened" in said["C2"]
    assert "is not a subject" in said["D2"]
    assert "an enquiry, not a matter" in said["E2"]
    assert "is not an amount" in said["G2"]
