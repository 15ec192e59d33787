"""Classes: levels, who is placed far from them, courses, rates, and the return."""

import csv
import io
import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from services.data_rights.models import Consent
from services.esol.calculations.rates import Rates, percent, rates_of
from services.esol.models import Assessment, ClassLevel, Course, Learner
from services.esol.reference.return_fields import FIELDS
from tests.factories import (
    acting,
    enrol,
    make_group,
    make_membership,
    make_participant,
    make_session,
)
from tests.pages import same_number_of_queries

pytestmark = pytest.mark.django_db
SPRING = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 3, 27)}


@pytest.fixture
def worker():
    return make_membership(Role.WORKER)


@pytest.fixture
def group(worker):
    with acting(worker):
        return make_group(worker.organisation, name="Tuesday class")


def add_learner(group, name="", **levels):
    person = make_participant(group.organisation, **({"name": name} if name else {}))
    enrol(group, person)
    if levels:
        Assessment.objects.create(
            organisation=group.organisation,
            participant=person,
            kind="initial",
            held_on=date(2026, 1, 6),
            **levels,
        )
    return person


def make_course(group, **fields):
    own = {"organisation": group.organisation, "group": group, "name": "Spring"}
    return Course.objects.create(**own | SPRING | fields)


def place(course, person, completion="1", outcome="", **fields):
    ended = None if completion == "1" else course.ends_on
    return Learner.objects.create(
        organisation=course.organisation,
        course=course,
        participant=person,
        started_on=course.starts_on,
        ended_on=ended,
        completion=completion,
        outcome=outcome,
        **fields,
    )


def test_a_mixed_class_warns_of_who_is_far_from_it(as_member, worker, group):
    client = as_member(worker)
    level = reverse("english-class-level", args=[group.uuid])
    wrong = client.post(level, {"lowest": "E2", "highest": "E1"})
    assert wrong.status_code == 422 and "Swap the two" in wrong.content.decode()
    assert client.post(level, {"lowest": "E1", "highest": "E2"}).status_code == 302
    with acting(worker):
        add_learner(group, "Fits", speaking="E3", reading="PE")
        add_learner(group, "Farid", speaking="E1", writing="L1")
        add_learner(group, "Nobody yet")
    text = client.get(reverse("english-class", args=[group.uuid])).content.decode()
    assert "Entry 1 (A1) to Entry 2 (A2)" in text
    assert text.count("Far from this level") == 1
    assert text.index("Farid") < text.index("Far from this level") < text.index("Fits")
    block = client.get(reverse("group", args=[group.uuid])).content.decode()
    assert "Two levels or more away" in block and "Not assessed yet" in block
    logger = make_membership(Role.LOGGER, worker.organisation)
    from tests.factories import name_on

    with acting(worker):
        name_on(group, logger)
    seen = as_member(logger).get(reverse("group", args=[group.uuid])).content.decode()
    assert "Tuesday class" in seen and "Two levels or more" not in seen
    assert as_member(logger).get(reverse("english-class", args=[group.uuid])).status_code == 403


def test_a_class_page_asks_as_much_for_many_as_for_one(as_member, worker, group):
    client = as_member(worker)

    def add():
        with acting(worker):
            place_of = Course.objects.filter(name="Spring").first() or make_course(group)
            place(place_of, add_learner(group, speaking="E1"))

    add()
    address = reverse("english-class", args=[group.uuid])
    same_number_of_queries(lambda: client.get(address), add)
    with acting(worker):
        course = reverse("english-course", args=[Course.objects.get().uuid])
    same_number_of_queries(lambda: client.get(course), add)


def test_the_list_of_a_class_goes_onto_a_course_once(as_member, worker, group):
    client = as_member(worker)
    with acting(worker):
        for _ in range(2):
            add_learner(group)
    fields = {"key": str(uuid.uuid4()), "name": "Autumn"}
    days = {"starts_on": "2026-09-07", "ends_on": "2026-12-11"}
    backwards = {"starts_on": "2026-09-07", "ends_on": "2026-09-01"}
    new = reverse("english-course-new", args=[group.uuid])
    assert "before the first" in client.post(new, fields | backwards).content.decode()
    assert client.post(new, fields | days).status_code == 302
    with acting(worker):
        course = Course.objects.get()
    fill = reverse("english-course-fill", args=[course.uuid])
    client.post(fill)
    client.post(fill)
    with acting(worker):
        first, _second = Learner.objects.order_by("pk")
        assert first.started_on == date(2026, 9, 7)
        assert AuditEvent.objects.filter(action="english.learners_added").count() == 1
    edit = reverse("english-place", args=[first.uuid])
    sent = {"started_on": "2026-09-07", "completion": "2"}
    refused = client.post(edit, sent)
    assert refused.status_code == 422
    said = client.post(edit, sent | {"ended_on": "2026-11-20"}).content.decode()
    assert "choose an outcome" in said
    done = sent | {"ended_on": "2026-11-20", "outcome": "1"}
    assert client.post(edit, done).status_code == 302
    stranger = as_member(make_membership(Role.MANAGER))
    assert stranger.post(edit, done).status_code == 404
    assert stranger.get(reverse("english-course", args=[course.uuid])).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"completion": "1", "outcome": "1"},
        {"completion": "2", "outcome": ""},
        {"completion": "2", "outcome": "1", "is_transfer": True},
    ],
)
def test_the_database_refuses_an_ending_that_makes_no_sense(worker, group, fields):
    with acting(worker), pytest.raises(IntegrityError), transaction.atomic():
        place(make_course(group), add_learner(group), **fields)


def test_rates_are_what_their_definitions_say(as_member, worker, group):
    with acting(worker):
        course = make_course(group)
        ends = ["2", "2", "2", "2", "3", "1", "6"]
        came = ["1", "1", "2", "8", "3", "", "3"]
        people = [add_learner(group) for _ in ends]
        for person, completion, outcome in zip(people, ends, came, strict=True):
            place(course, person, completion, outcome)
        place(course, add_learner(group), "3", "3", is_transfer=True)
        make_session(
            group, date(2026, 1, 6), present=people[:4], late=people[4:5], absent=people[5:]
        )
        make_session(group, date(2026, 1, 13), present=people[:3], excused=people[3:])
        make_session(group, date(2026, 4, 7), absent=people)  # after the course
        ((_, rates),) = rates_of(worker.organisation_id, date(2025, 8, 1), date(2026, 7, 31))
    assert (rates.started, rates.completed, rates.achieved, rates.unknown) == (7, 4, 2, 1)
    assert (rates.attended, rates.possible) == (8 * 120, 14 * 120)
    assert rates.retention == percent(4, 7) == 57
    assert rates.achievement == percent(2, 7) == 29
    assert rates.passing is None  # four completed: fewer than five
    page = as_member(worker).get("/english/rates/?year=2025").content.decode()
    assert "learners completing / learners who started (excluding transfers)" in page
    assert "57%" in page and "not enough to say" in page and "n = 7 learners" in page
    assert "1 still continuing" in page and "From memory" in page
    assert "No course ended" in as_member(worker).get("/english/rates/?year=2024").content.decode()


def test_achievement_is_retention_times_pass():
    rates = Rates(started=20, completed=16, achieved=12)
    assert (rates.retention, rates.passing, rates.achievement) == (80, 75, 60)
    assert Rates(started=4, completed=4, achieved=4).achievement is None
    assert Rates().retention is None


def test_the_rates_page_asks_as_much_for_many_courses_as_for_one(as_member, worker, group):
    def add():
        with acting(worker):
            many = Course.objects.count()
            make_course(make_group(worker.organisation), name=f"Course {many}")

    client = as_member(worker)
    same_number_of_queries(lambda: client.get("/english/rates/?year=2025"), add)
    same_number_of_queries(lambda: client.get("/english/"), add)


@pytest.fixture
def manager(worker):
    return make_membership(Role.MANAGER, worker.organisation)


def agree(person, to="share"):
    Consent.objects.create(
        organisation=person.organisation,
        participant=person,
        to=to,
        words="Yes",
        language="en",
        given="spoken",
        given_on=date(2026, 1, 1),
    )


def ask_for(client, group, *people, **fields):
    today = timezone.localdate()
    sent = {
        "group": str(group.uuid),
        "first": str(today - timedelta(days=27)),
        "last": str(today),
        "people": [str(person.uuid) for person in people],
        "purpose": "authority",
    } | fields
    return client.post(reverse("english-return-file"), sent)


def test_the_return_has_a_column_a_field_and_a_row_for_who_agreed(as_member, manager, group):
    today = timezone.localdate()
    with acting(manager):
        amina = add_learner(group, "=Amina", speaking="E2")
        other = add_learner(group, "Has not agreed")
        agree(amina)
        agree(other, "photo")
        make_session(group, today - timedelta(days=13), present=[amina])
        make_session(group, today, absent=[amina])
    client = as_member(manager)
    page = client.get(
        reverse("english-return"), {"group": group.uuid, "first": today, "last": today}
    ).content.decode()
    assert f'value="{amina.uuid}"' in page and f'value="{other.uuid}"' not in page
    assert "we do not ask for this" in page and "Unique Pupil Number" in page
    answer = ask_for(client, group, amina)
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[2:] == [f"{theme}: {item}" for theme, item in FIELDS]
    named = dict(zip(head, row, strict=True))
    assert named["Name"] == "'=Amina"
    assert "Entry 2 (A2)" in named["English language: ESOL level"]
    assert named["English language: Class attendance start date"] == str(today - timedelta(days=13))
    # Two classes of two hours in the two weeks since the first.
    assert named["English language: Average weekly hours of formal provision"] == "2.0"
    assert named["Employment: Economic status"] == ""
    with acting(manager):
        (event,) = AuditEvent.objects.filter(action="file exported")
        assert (event.detail["purpose"], event.detail["rows"]) == ("authority", 1)


def test_a_return_without_agreement_purpose_or_right_is_refused(as_member, manager, worker, group):
    with acting(manager):
        amina, other = add_learner(group), add_learner(group)
        agree(amina)
    client = as_member(manager)
    for answer in (
        ask_for(client, group),
        ask_for(client, group, other),
        ask_for(client, group, amina, other),
        ask_for(client, group, amina, purpose=""),
        ask_for(client, group, amina, purpose="public"),
    ):
        assert answer.status_code == 422 and "text/html" in answer["Content-Type"]
    assert ask_for(as_member(worker), group, amina).status_code == 403
    assert as_member(worker).get(reverse("english-return")).status_code == 403
    stranger = make_membership(Role.MANAGER)
    assert ask_for(as_member(stranger), group, amina).status_code == 422
    with acting(manager):
        assert not AuditEvent.objects.filter(action="file exported").exists()
        assert not ClassLevel.objects.exists()
