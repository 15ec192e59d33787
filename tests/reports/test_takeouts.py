"""Everything out: every table is in it or left out with a reason, taken once, by managers only."""

import csv
import io
import json
import re
import uuid
import zipfile
from datetime import date, timedelta

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Duty, Role
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from rco_network.reports import archive, pieces
from rco_network.reports.actions import takeouts as actions
from rco_network.reports.archive import CONCERNS, LEFT_OUT, is_tenants, tables_for
from rco_network.reports.models import Takeout, TakeoutPart
from services.actions.erasure import erase_participant
from services.models import ContactDetails, Note

from ..factories import (
    acting,
    make_group,
    make_membership,
    make_participant,
    make_session,
    restrict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


def asked(client, purpose="own_records", key=None):
    sent = {"key": key or str(uuid.uuid4()), "purpose": purpose}
    return client.post(reverse("takeouts"), sent)


def made(client, member):
    assert asked(client).status_code == 302
    with acting(member):
        found = Takeout.objects.select_related("job").get(made_at=None)
    assert run(found.job.uuid)
    return found


def taken(client, found):
    answer = client.post(reverse("takeout-file", args=[found.uuid]))
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def sheet(packed, name):
    text = packed.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_tenants_table_is_in_it_or_left_out_with_a_reason(manager):
    ours = {m._meta.label_lower for m in apps.get_models() if is_tenants(m)}
    for label, why in LEFT_OUT.items():
        assert label in ours and len(why) > 5
    found = {table.label for table in tables_for(manager)}
    assert found == ours - set(LEFT_OUT) - CONCERNS
    with acting(manager):
        for table in tables_for(manager):
            assert list(table.batches(manager.organisation_id)) is not None, "can be read"
            assert all(column.meaning.strip() for column in table.columns)


def test_nothing_with_which_somebody_could_sign_in_is_in_it(manager):
    manager.duties = [Duty.SAFEGUARDING_LEAD]
    names = {(t.label, name) for t in tables_for(manager) for name in t.names}
    assert not [one for one in names if re.search("password|token|secret|hash", one[1])]
    assert {name for label, name in names if label == "accounts.user"} == {
        "id",
        "uuid",
        "name",
        "email",
    }


def test_it_holds_what_is_held_in_csv_json_and_words(manager, client, as_member, monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", 900)
    monkeypatch.setattr(archive, "BATCH", 2)
    other = make_membership(Role.MANAGER)
    with acting(other):
        make_participant(other.organisation, name="Stranger Elsewhere")
    with acting(manager):
        own = manager.organisation
        people = [make_participant(own, name=f"=cmd() {n} የሓንስ") for n in range(5)]
        restrict(people[0])
        make_session(make_group(own), date(2026, 3, 2), present=people)
        ContactDetails.objects.create(organisation=own, participant=people[1], phone="07700 900123")
        Note.objects.create(organisation=own, participant=people[1], text="Prefers\nmornings")
    client = as_member(manager)
    found = made(client, manager)
    with acting(manager):
        parts = list(TakeoutPart.objects.values_list("number", flat=True).order_by("number"))
        assert parts == list(range(len(parts))) and len(parts) > 3
    text = client.get(reverse("takeout", args=[found.uuid])).content.decode()
    assert "Take it (ZIP), once" in text
    packed = taken(client, found)
    assert packed.testzip() is None
    rows = list(
        csv.DictReader(io.StringIO(packed.read("csv/services.participant.csv").decode("utf-8-sig")))
    )
    assert [row["name"] for row in rows] == [f"'=cmd() {n} የሓንስ" for n in range(5)]
    held = json.loads(packed.read("json/services.participant.json"))
    assert [row["name"] for row in held] == [f"=cmd() {n} የሓንስ" for n in range(5)]
    assert json.loads(packed.read("json/services.note.json"))[0]["text"] == "Prefers\nmornings"
    assert b"07700 900123" in packed.read("csv/services.contactdetails.csv")
    assert len(json.loads(packed.read("json/services.attendance.json"))) == 5
    everything = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Stranger Elsewhere" not in everything and b"enc1:" not in everything
    words = list(
        csv.DictReader(io.StringIO(packed.read("data-dictionary.csv").decode("utf-8-sig")))
    )
    name = next(
        w for w in words if (w["File"], w["Column"]) == ("csv/services.participant.csv", "name")
    )
    assert name["Meaning"] == "To call the person by the name they want."
    assert name["About a person"] == "yes"
    assert "Safeguarding concerns are not in it" in packed.read("READ-ME-FIRST.txt").decode()
    assert not [one for one in packed.namelist() if "safeguarding" in one]


def test_it_is_taken_once_and_the_trail_says_what_for(manager, as_member):
    client = as_member(manager)
    assert asked(client, purpose="").status_code == 422
    key = str(uuid.uuid4())
    for _ in range(2):
        assert asked(client, "authority", key).status_code == 302
    with acting(manager):
        found = Takeout.objects.select_related("job").get()
    early = client.post(reverse("takeout-file", args=[found.uuid]))
    assert early.status_code == 404
    assert run(found.job.uuid)
    taken(client, found)
    again = client.post(reverse("takeout-file", args=[found.uuid]))
    assert again.status_code == 403 and "taken already" in again.content.decode()
    with acting(manager):
        assert not TakeoutPart.objects.exists()
        event = AuditEvent.objects.get(action="file exported")
        assert (event.detail["what"], event.detail["purpose"]) == ("everything", "authority")
        assert AuditEvent.objects.filter(action="everything asked for").count() == 1


def test_only_the_manager_who_asked_has_it_and_a_right_lost_meanwhile_stops_it(manager, as_member):
    client = as_member(manager)
    found = made(client, manager)
    colleague = make_membership(Role.MANAGER, manager.organisation)
    stranger = make_membership(Role.MANAGER)
    worker = make_membership(Role.WORKER, manager.organisation)
    for member, status in ((colleague, 404), (stranger, 404), (worker, 403)):
        page = as_member(member)
        assert page.get(reverse("takeout", args=[found.uuid])).status_code == status
        assert page.post(reverse("takeout-file", args=[found.uuid])).status_code == status
    assert as_member(worker).get(reverse("takeouts")).status_code == 403
    assert asked(as_member(colleague)).status_code == 302
    with acting(colleague):
        theirs = Takeout.objects.select_related("job").get()
    with scope(installation=True):
        colleague.role = Role.WORKER
        colleague.save()
    assert not run(theirs.job.uuid)
    with acting(manager):
        assert not TakeoutPart.objects.filter(takeout=theirs).exists()


def test_it_goes_after_a_day_and_when_somebody_is_erased(manager, as_member):
    client = as_member(manager)
    with acting(manager):
        person = make_participant(manager.organisation)
    made(client, manager)
    with acting(manager):
        erase_participant(by=manager, participant=person)
    with acting(manager):
        assert not TakeoutPart.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert actions.forget_takeouts() == 1
    with acting(manager):
        assert not Takeout.objects.exists()
