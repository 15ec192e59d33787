"""One person's English: assessed by skill, with targets, reviews and exams, by who may."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import ERASE, scope
from services.actions.erasure import erase_participant
from services.esol.enums import Completion
from services.esol.models import Assessment, Course, ExamEntry, Learner, Review, Target
from services.parts import tasks_of
from tests.factories import (
    acting,
    enrol,
    make_group,
    make_membership,
    make_participant,
    restrict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make_membership(Role.WORKER)


@pytest.fixture
def person(worker):
    with acting(worker):
        amina = make_participant(worker.organisation, name="Amina Yusuf")
        enrol(make_group(worker.organisation, name="Beginners"), amina)
    return amina


def send(client, name, person, **fields):
    fields = {"key": str(uuid.uuid4())} | fields
    return client.post(reverse(name, args=[person.uuid]), fields)


def assess(client, person, **fields):
    today = str(timezone.localdate())
    fields = {"kind": "initial", "held_on": today, "speaking": "E2"} | fields
    return send(client, "english-assess", person, **fields)


def page_of(client, person, name="english"):
    return client.get(reverse(name, args=[person.uuid])).content.decode()


def test_three_levels_on_one_screen_make_a_spiky_profile(as_member, worker, person):
    client = as_member(worker)
    form = page_of(client, person, "english-assess")
    before_details = form[form.index("<main") : form.index("Day, kind and notes")]
    assert len(re.findall(r"<select", before_details)) == 3
    assert "Entry 2 (A2)" in before_details
    key = str(uuid.uuid4())
    for _ in range(2):
        assert (
            assess(client, person, key=key, reading="PE", notes="Reads Arabic").status_code == 302
        )
    with acting(worker):
        (one,) = Assessment.objects.all()
    assert (one.assessor_id, one.notes) == (worker.user_id, "Reads Arabic")
    with connection.cursor() as cursor, acting(worker):
        cursor.execute("select notes from esol_assessment")
        assert "Arabic" not in str(cursor.fetchone())
    text = page_of(client, person)
    assert "A spiky profile: 2 levels" in text and "Pre-Entry (Pre-A1)" in text
    assert "Not assessed</bdi>" in text  # writing, in words and not by colour alone


def test_the_newest_level_of_each_skill_stands_in_the_profile(as_member, worker, person):
    client = as_member(worker)
    earlier = str(timezone.localdate() - timedelta(days=90))
    assess(client, person, held_on=earlier, reading="E1", writing="PE")
    assess(client, person, kind="review", speaking="E3", reading="")
    context = client.get(reverse("english", args=[person.uuid])).context
    assert context["profile"].levels == {"SL": "E3", "R": "E1", "W": "PE"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"speaking": ""}, "Choose a level for at least one of the three."),
        ({"speaking": "C2"}, "Select a valid choice"),
        ({"held_on": "2099-01-01"}, "cannot be right"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(as_member, worker, person, fields, sentence):
    answer = assess(as_member(worker), person, notes="Keep me", **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and "Keep me" in answer.content.decode()


def test_targets_in_the_learners_words_move_by_the_table(as_member, worker, person):
    client, today = as_member(worker), timezone.localdate()
    fields = {"words": "Ring the <b>doctor</b>", "stage": 3, "set_on": str(today)}
    assert send(client, "english-target-new", person, **fields).status_code == 302
    assert "Ring the &lt;b&gt;doctor" in page_of(client, person)
    with acting(worker):
        (target,) = Target.objects.all()
    move = reverse("english-target-move", args=[target.uuid])
    client.post(move, {"to": "reached"})
    client.post(move, {"to": "reached"})
    answer = client.post(move, {"to": "changed"}, follow=True)
    assert "already: reached" in answer.content.decode()
    with acting(worker):
        target.refresh_from_db()
        moves = AuditEvent.objects.filter(action="english.target_moved").count()
    assert (target.reached_on, target.reached_by_id, moves) == (today, worker.user_id, 1)
    plan = page_of(client, person, "english-plan")
    assert plan.count("Ring the &lt;b&gt;doctor") == 2  # among the objectives, and as reached
    assert all(f"{stage}. " in plan for stage in range(1, 6))


def test_a_review_looks_at_every_open_target_and_ends_the_waiting(as_member, worker, person):
    client, today = as_member(worker), timezone.localdate()
    long_ago = today - timedelta(weeks=13)
    with acting(worker):
        course = Course.objects.create(
            organisation=worker.organisation,
            group=person.enrolments.get().group,
            name="Autumn",
            starts_on=long_ago,
            ends_on=today,
        )
        Learner.objects.create(
            organisation=worker.organisation, course=course, participant=person, started_on=long_ago
        )
        Target.objects.create(
            organisation=worker.organisation, participant=person, words="Read", set_on=long_ago
        )
        (task,) = [t for t in tasks_of(worker, today) if t.url == "/english/reviews/"]
    assert task.is_late and "1 review" in task.title
    assert "Amina Yusuf" in client.get("/english/reviews/").content.decode()
    key = str(uuid.uuid4())
    for _ in range(2):
        fields = {"key": key, "went_well": "Spoke up", "held_on": str(today), "next_level": "E3"}
        assert send(client, "english-review-new", person, **fields).status_code == 302
    with acting(worker):
        assert Target.objects.get().reviewed_on == today
        assert Review.objects.count() == 1
        assert [t for t in tasks_of(worker, today) if t.url == "/english/reviews/"] == []
    assert client.post("/english/reviews/", {"weeks": "0"}).status_code == 422
    client.post("/english/reviews/", {"weeks": "1"})
    with acting(worker):
        Review.objects.update(held_on=today - timedelta(days=8))
        assert [t.is_late for t in tasks_of(worker, today) if t.url == "/english/reviews/"]


def test_exams_by_skill_and_their_results(as_member, worker, person):
    client = as_member(worker)
    fields = {"mode": "R", "level": "E1", "sits_on": "2026-05-05", "result": "waiting"}
    assert send(client, "english-exam-new", person, **fields).status_code == 302
    again = send(client, "english-exam-new", person, **fields)
    assert again.status_code == 422 and "on that day already" in again.content.decode()
    with acting(worker):
        (entry,) = ExamEntry.objects.all()
    edit = reverse("english-exam-edit", args=[entry.uuid])
    assert client.post(edit, fields | {"result": "passed"}).status_code == 302
    assert "Passed" in page_of(client, person)


def test_what_keeps_a_learner_from_class_is_chosen_and_can_be_said_anew(as_member, worker, person):
    client = as_member(worker)
    send(client, "english-stated", person, informal_hours="1.5", barriers=["travel", "childcare"])
    send(client, "english-stated", person, informal_hours="2", barriers=["travel"], funding="no")
    context = client.get(reverse("english", args=[person.uuid])).context
    assert str(context["stated"].informal_hours) == "2.0"
    assert context["barriers"] == "Travel: distance or cost"
    bad = send(client, "english-stated", person, informal_hours="99")
    assert bad.status_code == 422 and "from 0 to 60" in bad.content.decode()


PAGES = "english english-plan english-assess english-target-new english-review-new english-stated"


def test_a_logger_is_told_no_and_a_stranger_finds_nothing(as_member, worker, person):
    assess(as_member(worker), person)
    logger = make_membership(Role.LOGGER, worker.organisation)
    visitor = make_membership(Role.VISITOR, worker.organisation)
    stranger = make_membership(Role.MANAGER)
    made_up = uuid.uuid4()
    with acting(worker):
        edit = Assessment.objects.get().uuid
    for name in PAGES.split():
        assert as_member(logger).get(reverse(name, args=[person.uuid])).status_code == 403
        assert as_member(stranger).get(reverse(name, args=[person.uuid])).status_code == 404
        assert as_member(stranger).get(reverse(name, args=[made_up])).status_code == 404
    client = as_member(stranger)
    assert client.get(reverse("english-assessment-edit", args=[edit])).status_code == 404
    assert assess(client, person).status_code == 404
    assert as_member(visitor).get(reverse("english", args=[person.uuid])).status_code == 200
    refused = assess(as_member(visitor), person)
    assert refused.status_code == 403
    with acting(worker):
        assert Assessment.objects.count() == 1


def test_a_restricted_learner_leaves_no_trace_for_others(as_member, worker, person):
    assess(as_member(worker), person)
    manager = make_membership(Role.MANAGER, worker.organisation)
    with acting(manager):
        restrict(person)
        group = person.enrolments.get().group
    client = as_member(worker)
    assert client.get(reverse("english", args=[person.uuid])).status_code == 404
    assert "Amina" not in client.get(reverse("english-class", args=[group.uuid])).content.decode()
    with acting(worker):
        assert Assessment.objects.count() == 0
    assert "Entry 2" in page_of(as_member(manager), person)
    with acting(manager):
        assert AuditEvent.objects.filter(action="record viewed").count() == 1


def test_erasing_somebody_removes_their_words_and_leaves_what_rates_count(
    worker, person, as_member
):
    client = as_member(worker)
    assess(client, person, notes="Was tortured")
    with acting(worker):
        own = {"organisation": worker.organisation, "participant": person}
        group = person.enrolments.get().group
        course = Course.objects.create(
            organisation=worker.organisation,
            group=group,
            name="Spring",
            starts_on=date(2026, 1, 5),
            ends_on=date(2026, 3, 27),
        )
        Learner.objects.create(
            **own,
            course=course,
            started_on=course.starts_on,
            ended_on=course.ends_on,
            completion=Completion.COMPLETED,
            outcome="1",
        )
        Target.objects.create(**own, words="Read", set_on=course.starts_on)
    manager = make_membership(Role.MANAGER, worker.organisation)
    with acting(manager):
        erase_participant(by=manager, participant=person)
    everything = scope(organisation_ids=[worker.organisation_id], rights=[ERASE])
    with everything:
        assert not Assessment.objects.exists() and not Target.objects.exists()
        (place,) = Learner.objects.all()
        assert (place.completion, place.outcome) == ("2", "1")
    page = as_member(worker).get(reverse("english-course", args=[course.uuid])).content.decode()
    assert "Amina" not in page and "Somebody (erased)" in page
    assert as_member(worker).get(reverse("english-place", args=[place.uuid])).status_code == 404
