"""Those who run the installation see nobody, unless they break the glass: reason, hour, trace."""

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Kind, Role
from organisations.models import OpenedDoor, StaffMembership
from rco_network.core.mail import all_letters
from rco_network.core.models import AuditEvent, Mail
from rco_network.core.tenancy import scope

from ..factories import acting, make_membership, make_organisation, make_participant, make_user

pytestmark = pytest.mark.django_db
REASON = "The manager asked us to find out why a register shows nobody."


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


@pytest.fixture
def person(manager):
    with acting(manager):
        return make_participant(manager.organisation, name="Marked Name")


@pytest.fixture
def administrator(client):
    user = make_user(is_staff=True)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def break_glass(client, organisation, reason=REASON):
    sent = {"organisation": str(organisation.uuid), "reason": reason}
    return client.post(reverse("break-glass"), sent)


def test_before_it_an_administrator_sees_no_participant(client, administrator, person):
    assert client.get(reverse("people")).status_code == 403
    assert client.get(reverse("participant", args=[person.uuid])).status_code == 403


def test_with_a_reason_it_opens_reading_for_an_hour(client, administrator, manager, person):
    assert break_glass(client, manager.organisation).status_code == 302
    page = client.get(reverse("participant", args=[person.uuid]))
    assert "Marked Name" in page.content.decode()
    assert "Each page that you open is written down" in page.content.decode()
    assert client.get(reverse("participant-edit", args=[person.uuid])).status_code == 403
    assert client.post(reverse("participant-new"), {"name": "Added"}).status_code == 403


def test_it_ends_by_itself(client, administrator, manager, person):
    break_glass(client, manager.organisation)
    with acting(manager):
        StaffMembership.objects.filter(user=administrator).update(ends_at=timezone.now())
    assert client.get(reverse("participant", args=[person.uuid])).status_code == 403
    assert break_glass(client, manager.organisation).status_code == 302
    assert client.get(reverse("participant", args=[person.uuid])).status_code == 200


def test_it_can_be_left_before(client, administrator, manager, person):
    break_glass(client, manager.organisation)
    assert client.post(reverse("break-glass-leave")).status_code == 302
    assert client.get(reverse("participant", args=[person.uuid])).status_code == 403


def test_the_managers_are_told_one_mail_each_without_detail(client, administrator, manager):
    other = make_membership(Role.MANAGER, organisation=manager.organisation)
    make_membership(Role.WORKER, organisation=manager.organisation)
    break_glass(client, manager.organisation)
    with scope(rights=["mail"]):
        mails = list(Mail.objects.filter(kind="organisations.door_opened"))
    assert {mail.to for mail in mails} == {manager.user.email, other.user.email}
    for mail in mails:
        assert REASON not in mail.body
        assert manager.organisation.name not in mail.subject + mail.body
    assert "organisations.door_opened" in {letter.kind for letter in all_letters()}


def test_the_reason_and_every_page_are_in_the_trail(client, administrator, manager, person):
    break_glass(client, manager.organisation)
    client.get(reverse("participant", args=[person.uuid]))
    with acting(manager):
        trail = list(AuditEvent.objects.filter(actor=administrator).order_by("pk"))
        assert [event.action for event in trail] == ["glass.broken", "visitor.opened"]
        assert trail[1].detail["page"] == "participant"
        assert trail[1].detail["record"] == str(person.uuid)
        assert OpenedDoor.objects.get().reason == REASON


def test_managers_read_who_and_why(client, administrator, manager, as_member):
    break_glass(client, manager.organisation)
    page = as_member(manager).get(reverse("staff")).content.decode()
    assert REASON in page
    assert str(administrator) in page
    worker = make_membership(Role.WORKER, organisation=manager.organisation)
    assert REASON not in as_member(worker).get(reverse("staff")).content.decode()


def test_nobody_takes_the_record_of_it_away(client, administrator, manager):
    break_glass(client, manager.organisation)
    with acting(manager):
        assert OpenedDoor.objects.update(opened_at=timezone.now()) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            OpenedDoor.objects.create(
                organisation=manager.organisation,
                membership=manager,
                opened_by=manager.user,
                reason="made up",
                ends_at=timezone.now(),
            )


def test_a_reason_is_asked_for_and_what_was_typed_stays(client, administrator, manager):
    answer = break_glass(client, manager.organisation, reason="because")
    assert answer.status_code == 422
    assert "because" in answer.content.decode()
    with acting(manager):
        assert not StaffMembership.objects.filter(user=administrator).exists()


def test_nobody_else_finds_the_door(client, manager, as_member):
    assert as_member(manager).get(reverse("break-glass")).status_code == 404
    assert break_glass(as_member(manager), manager.organisation).status_code == 404
    assert as_member(manager).post(reverse("break-glass-leave")).status_code == 403


def test_who_works_there_is_no_visitor_and_a_mere_entry_has_no_door(client, manager, as_member):
    user = manager.user
    user.is_staff = True
    with scope(installation=True):
        user.save()
    assert break_glass(as_member(manager), manager.organisation).status_code == 422
    entry = make_organisation(Kind.FUNDER, is_directory_entry=True)
    assert break_glass(as_member(manager), entry).status_code == 422


def test_the_hour_is_an_hour(client, administrator, manager, person):
    break_glass(client, manager.organisation)
    with acting(manager):
        door = OpenedDoor.objects.get()
    assert 3590 < (door.ends_at - door.opened_at).total_seconds() < 3610
    with time_machine.travel(door.ends_at, tick=False), acting(manager):
        assert not StaffMembership.objects.get(user=administrator).rights
