"""What may enter the trail, and that nothing else does."""

from datetime import date
from uuid import uuid4

import pytest

from organisations.enums import Role
from rco_network.core import audit
from rco_network.core.enums import Purpose
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope

from ..factories import acting, make_membership, make_participant, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "value",
    [
        "Amina Marked Name",
        "she told me",
        "امینه",
        "name@example.org",
        "a" * 61,
        "two\nlines",
        b"bytes",
        1.5,
        {"name": 1},
        ["fine", "not fine"],
        list(range(201)),
        object(),
    ],
)
def test_what_could_be_what_somebody_wrote_is_refused(value):
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        with pytest.raises(audit.ContentRefused):
            audit.record("participant changed", by=manager, what=value)
        assert not AuditEvent.objects.exists()


def test_counts_states_days_and_field_names_are_kept():
    manager, key = make_membership(Role.MANAGER), uuid4()
    with acting(manager):
        event = audit.record(
            "participant changed",
            by=manager,
            fields=["name", "joined_on"],
            rows=3,
            is_first=True,
            was=Role.WORKER,
            on=date(2026, 3, 1),
            key=key,
            nothing=None,
        )
    assert event.detail == {
        "fields": ["name", "joined_on"],
        "rows": 3,
        "is_first": True,
        "was": "worker",
        "on": "2026-03-01",
        "key": str(key),
        "nothing": None,
    }


def test_an_action_is_a_few_small_words():
    with pytest.raises(audit.ContentRefused):
        audit.record("Amina was added", by=make_membership())


def test_looking_at_a_restricted_record_is_written():
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        person = make_participant(manager.organisation, name="Marked Name")
        audit.viewed(person, by=manager, why="named")
        event = AuditEvent.objects.get()
    assert (event.action, event.subject_uuid, event.actor_id) == (
        "record viewed",
        person.uuid,
        manager.user_id,
    )
    assert event.detail == {"why": "named"}


def test_a_file_goes_out_for_a_known_purpose_only():
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        audit.exported("trail", by=manager, purpose=Purpose.FUNDER, kind="csv", rows=2)
        with pytest.raises(audit.ContentRefused):
            audit.exported("trail", by=manager, purpose="fun", kind="csv")
        event = AuditEvent.objects.get()
    assert event.detail == {"what": "trail", "kind": "csv", "purpose": "funder", "rows": 2}


def test_what_happens_at_the_door_stands_in_the_trail_of_each_organisation():
    user = make_user()
    one, two = make_membership(user=user), make_membership(Role.OFFICER, user=user)
    other = make_membership()
    audit.of_person("signed in", user=user, factor="totp")
    for membership in (one, two):
        with acting(membership):
            event = AuditEvent.objects.get()
            assert (event.actor_id, event.detail) == (user.pk, {"factor": "totp"})
    with acting(other):
        assert not AuditEvent.objects.exists()


def test_what_nobody_known_did_at_the_door_is_the_installations():
    audit.of_person("sign in failed", user=None, why="password")
    audit.of_person("signed in", user=make_user())
    with scope(installation=True):
        assert AuditEvent.objects.filter(organisation=None).count() == 2
