"""Who reads a concern, as the database judges: the duty, the names, and whom it is about."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from organisations.enums import Duty, Role
from organisations.models import ForumMembership, StaffMembership
from rco_network.core.tenancy import COUNT, ERASE, SIGN_IN, scope
from services.safeguarding.models import Concern, Entry
from tests import factories as make

from .ground import again, change, lay, raised, seen_by

pytestmark = pytest.mark.django_db
LEAD = [Duty.SAFEGUARDING_LEAD]


@pytest.fixture
def ground(db):
    return lay()


@pytest.fixture
def named(as_member, ground):
    """A concern about nobody here, on which the worker is named."""
    pk = raised(as_member, ground.raiser)
    as_member(ground.lead).post(f"/concerns/{pk}/name/", {"person": str(ground.worker.uuid)})
    assert seen_by(ground.worker) == {pk}
    return pk


def readers_of(ground):
    return {name for name, member in ground.everybody().items() if seen_by(member)}


def test_the_lead_and_nobody_else(as_member, ground):
    raised(as_member, ground.raiser)
    assert readers_of(ground) == {"lead"}


def test_named_people_too_until_they_are_taken_off(as_member, ground, named):
    assert readers_of(ground) == {"lead", "worker"}
    client = as_member(ground.lead)
    client.post(f"/concerns/{named}/take-off/", {"person": str(ground.worker.uuid)})
    assert readers_of(ground) == {"lead"}


def test_not_the_lead_whom_it_is_about(as_member, ground):
    second = change(make.make_membership(Role.LOGGER, ground.rco), duties=LEAD)
    raised(as_member, ground.raiser, ground.lead)
    assert readers_of(ground) == set()
    assert seen_by(second)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_not_those_who_answer_to_whom_it_is_about(as_member, ground, steps):
    second = change(make.make_membership(Role.WORKER, ground.rco), duties=LEAD)
    above = [ground.manager, ground.worker, ground.logger]
    change(ground.lead, answers_to=above[steps - 1])
    raised(as_member, ground.raiser, ground.manager)
    assert readers_of(ground) == set()
    assert seen_by(second)


def test_a_new_lead_reads_what_is_there_but_not_about_themselves(as_member, ground):
    pk = raised(as_member, ground.raiser)
    about = raised(as_member, ground.raiser, ground.worker)
    change(ground.worker, duties=LEAD)
    assert seen_by(ground.worker) == {pk}
    assert seen_by(ground.lead) == {pk, about}


def test_whoever_comes_to_answer_to_them_loses_sight_at_once(as_member, ground):
    other = change(make.make_membership(Role.WORKER, ground.rco), duties=LEAD)
    pk = raised(as_member, ground.raiser, ground.manager)
    assert seen_by(ground.lead) == {pk}
    change(ground.lead, answers_to=ground.worker)
    assert seen_by(ground.lead) == set()
    assert as_member(ground.lead).get(f"/concerns/{pk}/").status_code == 404
    change(ground.lead, answers_to=other)
    assert seen_by(ground.lead) == {pk}


def test_a_named_person_who_comes_to_answer_to_them_loses_sight_at_once(as_member, ground):
    pk = raised(as_member, ground.raiser, ground.manager)
    helper = make.make_membership(Role.WORKER, ground.rco)
    as_member(ground.lead).post(f"/concerns/{pk}/name/", {"person": str(helper.uuid)})
    assert seen_by(helper) == {pk}
    change(helper, answers_to=ground.logger)
    assert seen_by(helper) == set()


def test_it_is_the_person_and_not_the_place(as_member, ground):
    """The manager coordinates the forum too, and the forum's lead answers to them there."""
    there = make.make_membership(Role.COORDINATOR, ground.forum, user=ground.manager.user)
    change(there, duties=LEAD)
    change(ground.coordinator, duties=LEAD)
    change(ground.forum_lead, answers_to=there)
    pk = raised(as_member, ground.raiser, ground.manager, way=str(ground.forum.uuid))
    assert seen_by(ground.coordinator) == {pk}
    assert seen_by(there) == seen_by(ground.forum_lead) == set()


@pytest.mark.parametrize(
    "gone", [{"ended_at": timezone.now()}, {"ends_at": timezone.now() - timedelta(hours=1)}]
)
def test_with_the_place_goes_the_sight(ground, named, gone):
    change(ground.worker, **gone)
    assert seen_by(ground.worker) == set()


def test_a_concern_is_never_with_nobody(as_member, ground):
    pk = raised(as_member, ground.raiser, ground.manager)
    assert seen_by(ground.forum_lead) == set()
    change(ground.lead, answers_to=ground.manager)
    assert readers_of(ground) == {"forum_lead"}
    page = as_member(ground.forum_lead).get(f"/concerns/{pk}/")
    assert "Nobody there can read it" in page.content.decode()
    client = as_member(ground.forum_lead)
    sent = {"key": "6b3b3d3e-0000-4000-8000-000000000001", "kind": "police", "text": "Rang 101."}
    assert client.post(f"/concerns/{pk}/write/", sent).status_code == 302
    change(ground.lead, answers_to=None)
    assert readers_of(ground) == {"lead"}
    assert "Rang 101." in as_member(ground.lead).get(f"/concerns/{pk}/").content.decode()


def test_a_lead_who_cannot_sign_in_is_nobody(as_member, ground):
    pk = raised(as_member, ground.raiser)
    with scope(installation=True, rights=[SIGN_IN]):
        type(ground.lead.user).objects.filter(pk=ground.lead.user_id).update(is_active=False)
    assert seen_by(ground.forum_lead) == {pk}


def test_a_forum_that_was_left_gets_nothing(as_member, ground):
    raised(as_member, ground.raiser, ground.manager)
    change(ground.lead, answers_to=ground.manager)
    with scope(installation=True):
        ForumMembership.objects.update(left_on=timezone.localdate())
    assert readers_of(ground) == set()


@pytest.mark.parametrize(
    "rights",
    [
        [],
        ["see_restricted", "see_people", "read_trail", "restrict", "answer_people"],
        [COUNT],
        [ERASE],
        [SIGN_IN],
        ["handle_concerns"],
    ],
)
@pytest.mark.parametrize("installation", [True, False])
def test_no_right_opens_one(as_member, ground, rights, installation):
    raised(as_member, ground.raiser)
    for user in (None, ground.manager.user_id, ground.lead.user_id):
        if user == ground.lead.user_id and "handle_concerns" in rights:
            continue
        with scope(
            user_id=user,
            organisation_ids=[ground.rco.pk, ground.forum.pk],
            installation=installation,
            rights=rights,
        ):
            assert Concern.objects.count() == 0


def test_giving_oneself_the_duty_in_a_shell_opens_nothing(as_member, ground):
    """Whoever writes SQL within a worker's scope has not the right that this scope proves."""
    raised(as_member, ground.raiser)
    with make.acting(ground.worker):
        StaffMembership.objects.filter(pk=ground.worker.pk).update(duties=["safeguarding_lead"])
        assert Concern.objects.count() == 0


def test_a_named_person_changes_and_removes_nothing(ground, named):
    with make.acting(again(ground.worker)):
        assert Concern.objects.update(named=[], kept_from=[]) == 0
        assert Concern.objects.all()._raw_delete("default") == 0


def test_entries_are_written_once(as_member, ground, named):
    with make.acting(again(ground.lead)):
        assert Entry.objects.count() == 1
        assert Entry.objects.update(text="other") == 0
        assert Entry.objects.all()._raw_delete("default") == 0
        assert Concern.objects.all()._raw_delete("default") == 0


def test_nobody_writes_in_another_s_name_or_where_they_read_nothing(ground, named):
    def entry(by_id):
        return Entry(
            organisation=ground.rco, concern_id=named, kind="note", by_id=by_id, writer="x"
        )

    for member in (ground.manager, ground.stranger):
        with make.acting(member), pytest.raises(DatabaseError), transaction.atomic():
            entry(member.user_id).save(force_insert=True)
    with make.acting(ground.lead), pytest.raises(DatabaseError), transaction.atomic():
        entry(ground.manager.user_id).save(force_insert=True)


def test_the_database_refuses_to_name_whom_it_is_about(as_member, ground):
    pk = raised(as_member, ground.raiser, ground.manager)
    with make.acting(ground.lead), pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=pk).update(named=[ground.manager.user_id])


def test_the_functions_behind_are_the_owner_s_own(ground):
    with make.acting(ground.lead), connection.cursor() as cursor:
        for call in ("safeguarding_team('{1}')", "safeguarding_readers(1, '{}', '{}')"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(f"select {call}")
        cursor.execute("select rco_concern_readers(%s, '{}', '{}')", [ground.forum.pk])
        assert cursor.fetchone() == ([],)
