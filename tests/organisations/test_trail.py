"""Managers read what was done in their organisation, and only there; their own acts too."""

import csv
import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from organisations.reference.trail_words import PAGES
from rco_network.core import audit
from rco_network.core.models import AuditEvent
from services.actions.participants import change_participant
from services.models import Attendance

from ..factories import (
    acting,
    enrol,
    make_award,
    make_group,
    make_membership,
    make_participant,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER, user=make_user(name="Samira Manager"))


def write(membership, action="register saved", subject=None, **detail):
    with acting(membership):
        return audit.record(action, by=membership, subject=subject, **detail)


def shown(answer):
    return answer.content.decode()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COORDINATOR, Role.OFFICER])
def test_those_in_charge_read_their_own_trail_and_no_other(as_member, role):
    reader, other = make_membership(role), make_membership(Role.MANAGER)
    write(reader, "invitation.made")
    write(other, "service closed")
    page = shown(as_member(reader).get(reverse("trail")))
    assert "invited somebody" in page
    assert "closed a service</p>" not in page
    assert str(reader.user) in page
    assert str(other.user) not in page


def test_it_is_read_in_the_readers_own_language(as_member):
    reader = make_membership(Role.MANAGER, user=make_user(name="Samira Manager", language="ar"))
    write(reader, "invitation.made", reader.organisation)
    page = shown(as_member(reader).get(reverse("trail")))
    assert "<bdi>Samira Manager</bdi>: دعوة أحدهم" in page
    assert "invited somebody" not in page and "Invited somebody" not in page


@pytest.mark.parametrize("role", [Role.LOGGER, Role.WORKER])
def test_others_are_told_why_not(as_member, role):
    client = as_member(make_membership(role))
    for address in (reverse("trail"), reverse("record-history", args=["group", uuid4()])):
        answer = client.get(address)
        assert answer.status_code == 403
    assert client.post(reverse("trail-export"), {"purpose": "funder"}).status_code == 403


def test_it_is_narrowed_by_person_action_record_and_days(as_member, manager):
    worker = make_membership(
        Role.WORKER, organisation=manager.organisation, user=make_user(name="Omid Worker")
    )
    with acting(manager):
        group = make_group(manager.organisation)
    write(manager, "group closed", group)
    write(worker, "register saved", marks=7)
    long_ago = write(worker, "service added")
    # The trail cannot be changed: an event of another day is written on that day.
    client = as_member(manager)

    def found(**asked):
        page = shown(client.get(reverse("trail"), asked))
        entries = page[page.index('id="entries"') :]
        texts = ("closed a group", "saved a register", "added a service")
        return [text for text in texts if text in entries]

    assert len(found()) == 3
    assert found(person=worker.uuid) == ["saved a register", "added a service"]
    assert found(action="register saved") == ["saved a register"]
    assert found(kind="services.group") == ["closed a group"]
    assert found(record=group.uuid) == ["closed a group"]
    today = timezone.localdate()
    assert len(found(first=today, last=today)) == 3
    assert found(last=today - timedelta(days=1)) == []
    assert long_ago.at.date() <= today
    assert client.get(reverse("trail"), {"first": "nonsense"}).status_code == 400
    assert client.get(reverse("trail"), {"person": uuid4()}).status_code == 400


@pytest.mark.parametrize("entries", [1, 3])
def test_a_page_of_the_trail_takes_as_many_queries_for_one_entry_as_for_three(
    as_member, manager, django_assert_max_num_queries, entries
):
    for _ in range(entries):
        write(manager, "service added")
    client = as_member(manager)
    client.get(reverse("trail"))
    with django_assert_max_num_queries(14):
        assert client.get(reverse("trail")).status_code == 200


def test_a_file_goes_out_for_a_purpose_with_the_rows_that_the_page_said(as_member, manager):
    for _ in range(3):
        write(manager, "service added")
    write(manager, "group added")
    client = as_member(manager)
    page = shown(client.get(reverse("trail"), {"action": "service added"}))
    assert "3 entries are shown by this choice" in page
    sent = {"action": "service added"}
    assert client.post(reverse("trail-export"), sent).status_code == 400
    assert client.post(reverse("trail-export"), sent | {"purpose": "fun"}).status_code == 400
    answer = client.post(reverse("trail-export"), sent | {"purpose": "authority"})
    assert answer["Content-Disposition"] == 'attachment; filename="trail.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["added a service"] * 3
    assert {row[1] for row in rows[1:]} == {"Samira Manager"}
    with acting(manager):
        event = AuditEvent.objects.get(action="file exported")
    assert event.detail == {"what": "trail", "kind": "csv", "purpose": "authority", "rows": 3}
    assert "took a file out" in shown(client.get(reverse("trail")))


def test_what_is_confidential_leaves_no_trace_but_for_who_did_it(as_member, manager):
    worker = make_membership(Role.WORKER, organisation=manager.organisation)

    class Hidden:
        HIDES_ITS_TRAIL = True
        uuid = uuid4()

        class _meta:
            label_lower = "safeguarding.concern"

    client = as_member(manager)
    write(manager, "service added")
    before = shown(client.get(reverse("trail"))), shown(client.get(reverse("trail") + "?kind="))
    write(worker, "concern raised", Hidden())
    after = shown(client.get(reverse("trail"))), shown(client.get(reverse("trail") + "?kind="))
    entries = [page[page.index('id="entries"') :] for page in (*before, *after)]
    assert "1 entry is shown" in entries[0]
    assert [len(e) for e in entries[:2]] == [len(e) for e in entries[2:]]
    with acting(worker):
        assert AuditEvent.objects.filter(action="concern raised").exists()


def test_a_coordinator_reads_and_takes_nothing_out(as_member):
    coordinator = make_membership(Role.COORDINATOR)
    write(coordinator, "forum.member_added")
    client = as_member(coordinator)
    assert "Take them out" not in shown(client.get(reverse("trail")))
    assert client.post(reverse("trail-export"), {"purpose": "funder"}).status_code == 403


def test_a_participants_history_says_who_what_and_from_what(as_member, manager):
    worker = make_membership(
        Role.WORKER, organisation=manager.organisation, user=make_user(name="Omid Worker")
    )
    with acting(manager):
        person = make_participant(manager.organisation, name="Amina", gender="woman")
        group = make_group(manager.organisation, name="Choir")
        enrol(group, person)
        session = make_session(group, date(2026, 3, 3), present=[person])
    with acting(worker):
        person.name, person.gender = "Aminah", "unsaid"
        change_participant(by=worker, participant=person, changed=["name", "gender"])
        Attendance.objects.update(mark="late")
        person.name = "Aminah B."
        change_participant(by=worker, participant=person, changed=["name"])
    client = as_member(manager)
    page = shown(client.get(reverse("record-history", args=["participant", person.uuid])))
    assert page.count("Omid Worker") >= 4
    assert "<bdi>Aminah B.</bdi> <span" in page
    assert "(before: <bdi>Aminah</bdi>)" in page
    assert "<bdi>Aminah</bdi> <span" in page
    assert "(before: <bdi>Amina</bdi>)" in page
    assert "<bdi>Prefers not to say</bdi>" in page
    assert "(before: <bdi>Woman or girl</bdi>)" in page
    assert "Mark on a register" in page
    assert "changed a participant" in page
    page = shown(client.get(reverse("record-history", args=["session", session.uuid])))
    assert "<bdi>Late</bdi> <span" in page
    assert "Place in a group" in shown(
        client.get(reverse("record-history", args=["group", group.uuid]))
    )


def test_every_kind_of_record_has_its_history_for_its_own_organisation_only(as_member, manager):
    from outcomes.models import Domain, Outcome, Story
    from services.models import Household

    officer, stranger = make_membership(Role.OFFICER), make_membership(Role.MANAGER)
    award = make_award(officer.organisation, manager.organisation)
    with acting(manager):
        person = make_participant(manager.organisation)
        group = make_group(manager.organisation)
        found = {
            "participant": person,
            "household": Household.objects.create(organisation=manager.organisation, name="Home"),
            "service": group.service,
            "group": group,
            "session": make_session(group, date(2026, 3, 3)),
            "outcome": Outcome.objects.create(
                organisation=manager.organisation,
                participant=person,
                domain=Domain.objects.first(),
                happened_on=date(2026, 3, 3),
                evidence="She said so.",
            ),
            "story": Story.objects.create(
                organisation=manager.organisation,
                participant=person,
                teller="participant",
                title="It",
                words="I lead.",
                language="en",
                chosen_name="Rose",
                told_on=date(2026, 3, 3),
            ),
            "award": award,
            "organisation": manager.organisation,
            "colleague": manager,
        }
    assert set(found) == set(PAGES)
    addresses = [reverse("record-history", args=[n, r.uuid]) for n, r in found.items()]
    client = as_member(manager)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "<strong>Added</strong>" in shown(answer), address
    assert client.get(reverse("record-history", args=["nonsense", uuid4()])).status_code == 404
    client = as_member(stranger)
    for address in addresses:
        assert client.get(address).status_code == 404, address


def test_the_way_to_the_history_is_shown_to_those_who_may_read_it(as_member, manager):
    worker = make_membership(Role.WORKER, organisation=manager.organisation)
    with acting(manager):
        person = make_participant(manager.organisation)
        group = make_group(manager.organisation)
    for name, record in (("participant", person), ("group", group)):
        address = reverse(name, args=[record.uuid])
        history = reverse("record-history", args=[name, record.uuid])
        assert history in shown(as_member(manager).get(address))
        assert history not in shown(as_member(worker).get(address))
    page = shown(as_member(manager).get(reverse("organisation", args=[manager.organisation.uuid])))
    assert reverse("trail") in page


@pytest.mark.parametrize("changes", [1, 3])
def test_a_history_takes_as_many_queries_for_one_change_as_for_three(
    as_member, manager, django_assert_max_num_queries, changes
):
    with acting(manager):
        person = make_participant(manager.organisation)
        for number in range(changes):
            person.name = f"Name {number}"
            person.save()
    client = as_member(manager)
    address = reverse("record-history", args=["participant", person.uuid])
    client.get(address)
    with django_assert_max_num_queries(18):
        assert client.get(address).status_code == 200
