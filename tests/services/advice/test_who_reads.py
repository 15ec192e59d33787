"""A matter is read by its named advisers and supervisors; for everybody else it never was."""

import re
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from organisations.enums import Duty
from rco_network.core.models import AuditEvent, RecordChange
from rco_network.core.tenancy import COUNT, scope
from services.advice import models
from services.advice.calculations import keys_of
from services.advice.models import Matter, Step
from tests import factories as make
from tests.everywhere import tables_with
from tests.pages import without_token

from .ground import MARK, change, lay, opened, seen_by, step

pytestmark = pytest.mark.django_db
TABLES = [
    models.Matter,
    models.MatterAdviser,
    models.Step,
    models.Deadline,
    models.Document,
    models.ThirdParty,
    models.PartyKey,
    models.MatterOutcome,
    models.ConflictCheck,
]


@pytest.fixture
def ground(db):
    return lay()


@pytest.fixture
def matter(as_member, ground):
    """A matter of the adviser with a row in every table, each word of it marked."""
    made = opened(
        as_member,
        ground.adviser,
        ground.person,
        subject="HOU-03",
        wanted=f"{MARK} to stay",
        others=f"{MARK} Landlord",
    )
    client = as_member(ground.adviser)
    url = reverse("matter", args=[made.uuid])
    who = str(ground.adviser.uuid)
    sent = {
        "step": step(subject="HOU-03", text=f"{MARK} was rung"),
        "deadline": {"what": f"{MARK} is due", "due_on": "2027-01-05", "who": who},
        "document": {"what": f"{MARK} letter", "copy": "copy", "state": "asked", "place": MARK},
        "party": {"name": f"{MARK} Council", "role": "council", "reference": f"{MARK} ref"},
        "outcome": {
            "code": "O-HOM-PREV",
            "happened_on": "2026-11-01",
            "every": "once",
        },
    }
    for part, fields in sent.items():
        answer = client.post(f"{url}{part}/", {"key": str(uuid.uuid4())} | fields)
        assert answer.status_code == 302, (part, answer.content.decode())
    return made


def count(membership):
    """Ask the tables by SQL, as the person's own scope would."""
    with make.acting(membership), connection.cursor() as cursor:
        counts = []
        for model in TABLES:
            cursor.execute(f"select count(*) from {model._meta.db_table}")  # noqa: S608
            counts.append(cursor.fetchone()[0])
        return counts


def test_the_named_and_supervisors_read_every_part_and_nobody_else(ground, matter):
    keys = len(keys_of(ground.rco.pk, f"{MARK} Landlord"))
    full = [1, 1, 1, 1, 1, 2, keys, 1, 1]
    assert count(ground.adviser) == count(ground.manager) == full
    for one in (ground.other, ground.worker, ground.logger, ground.stranger):
        assert count(one) == [0] * len(TABLES), one.role


def test_no_scope_but_theirs_opens_it(ground, matter):
    mine = [ground.rco.pk]
    for more in (
        {"user_id": ground.worker.user_id, "organisation_ids": mine},
        {"user_id": ground.adviser.user_id, "organisation_ids": mine},
        {"user_id": ground.adviser.user_id, "organisation_ids": [], "rights": ["advise"]},
        {"organisation_ids": mine, "rights": ["advise", COUNT]},
        {"installation": True, "organisation_ids": mine},
    ):
        with scope(**more):
            assert not Matter.objects.exists(), more
    with make.acting(ground.adviser), connection.cursor() as cursor:
        cursor.execute("select set_config('rco.rights', 'supervise_advice', true)")
        cursor.execute("select count(*) from advice_matter")
        assert cursor.fetchone() == (0,)


def test_an_adviser_who_is_not_named_meets_what_is_made_up(as_member, ground, matter):
    client = as_member(ground.other)
    client.get("/advice/")  # shows what was said to the one before
    made_up = uuid.uuid4()
    for name in (
        "matter", "matter-step", "matter-deadline", "matter-document", "matter-party",
        "matter-outcome", "matter-close", "matter-decide", "matter-reopen",
    ):  # fmt: skip
        ask = client.post if name in ("matter-decide", "matter-reopen") else client.get
        real, other = (ask(reverse(name, args=[one])) for one in (matter.uuid, made_up))
        assert real.status_code == other.status_code == 404, name
        same = without_token(other).replace(str(made_up), str(matter.uuid))
        assert without_token(real) == same, name
    with make.acting(ground.adviser):
        parts = {
            "deadline-done": matter.deadlines.get(),
            "document-move": matter.documents.get(),
            "advice-outcome-remove": matter.matteroutcomes.get(),
        }
    for name, row in parts.items():
        assert client.post(reverse(name, args=[row.uuid])).status_code == 404, name


def test_no_page_and_no_count_of_it_anywhere_for_others(as_member, ground, matter):
    for one in (ground.other, ground.worker, ground.logger):
        client = as_member(one)
        for path in ("/", "/advice/", f"/people/{ground.person.uuid}/", "/people/"):
            text = client.get(path).content.decode()
            assert MARK.lower() not in text.lower(), (one.role, path)
            assert "Prevent eviction" not in text
            assert str(matter.uuid) not in text
        for path in ("/advice/supervise/", "/advice/figures/"):
            assert client.get(path).status_code == 403
    mine = as_member(ground.other).get(f"/people/{ground.person.uuid}/").content.decode()
    friends = as_member(ground.other).get(f"/people/{ground.friend.uuid}/").content.decode()
    assert len(re.findall("<li", mine)) == len(re.findall("<li", friends))
    assert (
        "Advice</h2>"
        not in as_member(ground.worker).get(f"/people/{ground.person.uuid}/").content.decode()
    )


def test_the_pages_of_those_who_read_it(as_member, ground, matter):
    for one in (ground.adviser, ground.manager):
        client = as_member(one)
        text = client.get(reverse("matter", args=[matter.uuid])).content.decode()
        for said in ("was rung", "to stay", "Landlord", "Council", "is due", "Prevent eviction"):
            assert said in text, (one.role, said)
        person = client.get(f"/people/{ground.person.uuid}/").content.decode()
        assert "Prevent eviction" in person and str(matter.uuid) in person
    assert "Selam Haile" in as_member(ground.manager).get("/advice/supervise/").content.decode()
    assert "Selam Haile" in as_member(ground.adviser).get("/advice/").content.decode()


def test_the_trail_says_nothing_of_it_to_who_cannot_see_it(ground, matter):
    second = change(make.make_membership("manager", ground.rco), role="manager")
    with make.acting(second):
        events = AuditEvent.objects.filter(subject_type="advice.matter")
        assert events.exists()
        words = "IMM HOU BEN Prevent evict".split()
        assert not any(word in str(event.detail) for event in events for word in words)
        assert "HOU-03" not in str(list(RecordChange.objects.values_list("was", flat=True)))
    with scope(
        user_id=ground.worker.user_id, organisation_ids=[ground.rco.pk], rights=["read_trail"]
    ):
        assert not AuditEvent.objects.filter(subject_type="advice.matter").exists()
        assert not RecordChange.objects.filter(record_type__startswith="advice.").exists()


def test_what_is_said_is_nowhere_in_clear(ground, matter):
    with (
        scope(organisation_ids=[ground.rco.pk], rights=["supervise_advice", "read_trail"]),
        connection.cursor() as cursor,
    ):
        for model in TABLES:
            cursor.execute(f"select t::text from {model._meta.db_table} t")  # noqa: S608
            text = " ".join(row for (row,) in cursor.fetchall())
            for word in (MARK, "HOU-03", "O-HOM", "landlord"):
                assert word.lower() not in text.lower(), (model, word)
    assert tables_with(MARK) >= {"advice_matter", "advice_step", "advice_thirdparty"}


def test_nobody_names_themselves_or_rewrites_a_step(ground, matter):
    with make.acting(ground.other):
        row = models.MatterAdviser(membership=ground.other, named_by=ground.other.user)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.belong_to(matter).save()
    with make.acting(ground.adviser):
        assert Step.objects.update(minutes=1) == 0
        assert Step.objects.all().delete()[0] == 0
        with connection.cursor() as cursor:
            cursor.execute("delete from advice_matteradviser")
            cursor.execute("delete from advice_matter")
        assert Matter.objects.filter(pk=matter.pk).exists()


def test_taken_off_is_out_of_sight_and_deadlines_go_on(as_member, ground, matter):
    client = as_member(ground.manager)
    address = reverse("matter-advisers", args=[matter.uuid])
    assert client.post(address, {"colleagues": []}).status_code == 422
    assert client.post(address, {"colleagues": [str(ground.other.uuid)]}).status_code == 302
    assert seen_by(ground.adviser) == set()
    assert seen_by(ground.other) == {matter.pk}
    with make.acting(ground.other):
        assert matter.deadlines.get().membership_id == ground.other.pk


def test_a_restricted_person_hides_their_matter_from_the_named(as_member, ground, matter):
    with make.acting(ground.manager):
        make.restrict(ground.person)
    assert count(ground.adviser) == [0] * len(TABLES)
    assert as_member(ground.adviser).get(reverse("matter", args=[matter.uuid])).status_code == 404
    assert seen_by(ground.manager) == {matter.pk}


def test_an_ended_place_and_another_organisation_see_nothing(ground, matter):
    elsewhere = make.make_membership("worker", make.make_organisation(), user=ground.adviser.user)
    change(elsewhere, duties=[Duty.ADVISER])
    assert seen_by(elsewhere) == set()
    from django.utils import timezone

    change(ground.adviser, ended_at=timezone.now())
    with scope(user_id=ground.adviser.user_id, organisation_ids=[ground.rco.pk], rights=["advise"]):
        assert not Matter.objects.exists()
