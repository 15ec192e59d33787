"""Everything held about somebody: collected for that person, in words, and gone after a day."""

import json
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent
from rco_network.core.paper.pdf import has_pango
from rco_network.reports.actions.packs import forget_packs
from rco_network.reports.holdings import everything
from rco_network.reports.models import Pack
from rco_network.reports.paper.pack import pack_html
from services.models import ContactDetails, Note

from ..factories import (
    acting,
    enrol,
    make_group,
    make_membership,
    make_participant,
    make_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


@pytest.fixture
def person(manager):
    with acting(manager):
        own = manager.organisation
        person = make_participant(own, name="Marked Name", main_language="ti", gender="woman")
        other = make_participant(own, name="Somebody Else")
        group = make_group(own, name="Monday English")
        enrol(group, person, other)
        make_session(group, date(2026, 3, 2), present=[person, other])
        ContactDetails.objects.create(organisation=own, participant=person, phone="07700 900123")
        Note.objects.create(
            organisation=own,
            participant=person,
            text="<b>Prefers mornings</b>",
            written_by=manager.user,
        )
        return person


def ask(client, person, key=None, language="en-gb"):
    sent = {"key": key or str(uuid.uuid4()), "language": language}
    return client.post(reverse("pack-new", args=[person.uuid]), sent)


def made(client, membership, person, **asked):
    assert ask(client, person, **asked).status_code == 302
    with acting(membership):
        pack = Pack.objects.select_related("job").get()
    assert run(pack.job.uuid)
    return pack


def test_it_holds_what_is_held_in_words_and_nobody_else(manager, person):
    with acting(manager):
        found = everything(person)
        html = pack_html(found)
    text = json.dumps(found.as_json(), ensure_ascii=False)
    for held in ("Marked Name", "07700 900123", "Prefers mornings", "Tigrinya", "Woman or girl"):
        assert held in text
    assert "Monday English" in text
    assert "Here" in text
    assert "Somebody Else" not in text
    assert str(manager.user) not in text
    assert "Legitimate interests" in text
    assert "<b>Prefers" not in html
    assert "&lt;b&gt;Prefers mornings" in html


def test_a_job_makes_both_files_for_who_answers_people(as_member, manager, person):
    client = as_member(manager)
    pack = made(client, manager, person)
    page = client.get(reverse("pack", args=[pack.uuid])).content.decode()
    assert "For machines (JSON)" in page
    file = client.get(reverse("pack-file", args=[pack.uuid, "json"]))
    assert file["Content-Disposition"] == 'attachment; filename="what-is-held.json"'
    assert json.loads(file.content)["person"] == "Marked Name"
    if has_pango():
        pdf = client.get(reverse("pack-file", args=[pack.uuid, "pdf"]))
        assert pdf.content.startswith(b"%PDF")
    with acting(manager):
        trail = AuditEvent.objects.filter(subject_uuid=person.uuid)
        said = dict(trail.values_list("action", "detail"))
    assert "pack.asked_for" in said
    assert said["file exported"]["purpose"] == "person"


def test_the_file_to_read_is_in_the_language_that_was_asked_for(manager, person):
    with acting(manager):
        found = everything(person, "ar")
    html = pack_html(found)
    assert '<html lang="ar" dir="rtl">' in html
    assert "ما نحفظه عنك" in html and "What is held about you" not in html
    assert '<td dir="auto">Marked Name</td>' in html
    assert found.tables[0].what == "عنك"
    assert "To call the person by the name they want." not in html


def test_the_file_for_machines_is_in_english_whatever_was_asked_for(as_member, manager, person):
    client = as_member(manager)
    pack = made(client, manager, person, language="ar")
    held = json.loads(client.get(reverse("pack-file", args=[pack.uuid, "json"])).content)["held"]
    assert held[0]["what"] == "About you"
    assert held[0]["rows"][0]["Gender"] == "Woman or girl"


def test_a_language_must_be_one_of_the_pages(as_member, manager, person):
    client = as_member(manager)
    assert ask(client, person, language="xx").status_code == 422
    page = client.get(reverse("pack-new", args=[person.uuid])).text
    assert '<option value="en-gb" selected' in page


def test_asked_twice_is_collected_once(as_member, manager, person):
    key = str(uuid.uuid4())
    assert ask(as_member(manager), person, key).status_code == 302
    assert ask(as_member(manager), person, key).status_code == 302
    with acting(manager):
        assert Pack.objects.count() == 1


def test_after_a_day_it_is_gone(as_member, manager, person):
    pack = made(as_member(manager), manager, person)
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert forget_packs() == 1
    with acting(manager):
        assert not Pack.objects.exists()
    assert as_member(manager).get(reverse("pack", args=[pack.uuid])).status_code == 404


def test_it_is_encrypted_where_it_lies(as_member, manager, person):
    made(as_member(manager), manager, person)
    from django.db import connection

    with acting(manager), connection.cursor() as cursor:
        cursor.execute("select json_text, pdf_base64 from reports_pack")
        (stored,) = cursor.fetchall()
    assert "Marked Name" not in stored[0]
    assert stored[0].startswith("enc1")


def test_nobody_else_gets_it(as_member, manager, person):
    pack = made(as_member(manager), manager, person)
    worker = make_membership(Role.WORKER, organisation=manager.organisation)
    stranger = make_membership(Role.MANAGER)
    addresses = [
        reverse("pack", args=[pack.uuid]),
        reverse("pack-file", args=[pack.uuid, "json"]),
        reverse("pack-progress", args=[pack.uuid]),
        reverse("pack-new", args=[person.uuid]),
    ]
    for address in addresses:
        assert as_member(worker).get(address).status_code == 403
        assert as_member(stranger).get(address).status_code == 404
    with acting(worker):
        assert not Pack.objects.exists()


def test_a_right_that_ended_before_the_job_ran_collects_nothing(as_member, manager, person):
    ask(as_member(manager), person)
    with acting(manager):
        pack = Pack.objects.select_related("job").get()
        manager.role = Role.WORKER
        manager.save(update_fields=["role"])
    assert not run(pack.job.uuid)
    manager.role = Role.MANAGER
    with acting(manager):
        assert Pack.objects.get().made_at is None
