"""The school itself: terms, classes, its own scale, attainment, and the quality framework."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from services.enums import ServiceKind
from services.parts import tasks_of
from services.supplementary.models import Attainment, QualityItem, Scale, SchoolClass, Term
from tests.factories import (
    acting,
    enrol,
    make_group,
    make_membership,
    make_participant,
    make_service,
)
from tests.pages import same_number_of_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make_membership(Role.WORKER)


@pytest.fixture
def group(worker):
    with acting(worker):
        service = make_service(worker.organisation, kind=ServiceKind.SUPPLEMENTARY)
        return make_group(worker.organisation, service=service, name="Sunday class")


def send(client, name, /, *args, **fields):
    return client.post(reverse(name, args=args), {"key": str(uuid.uuid4())} | fields)


def page_of(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_from_nothing_to_a_terms_attainment(as_member, worker, group):
    client, today = as_member(worker), timezone.localdate()
    sheet = reverse("school-attainment", args=[group.uuid])
    assert "First say what this class is about" in client.get(sheet).content.decode()
    wrong = send(client, "school-class-edit", group.uuid, subject="Arabic", age_from=9, age_to=7)
    assert wrong.status_code == 422 and "must not be younger" in wrong.content.decode()
    send(client, "school-class-edit", group.uuid, subject="Arabic", age_from=7, age_to=9)
    assert "a term that has begun" in client.get(sheet).content.decode()
    days = {"starts_on": str(today - timedelta(days=60)), "ends_on": str(today)}
    assert send(client, "school-term-new", name="Autumn", **days).status_code == 302
    assert send(client, "school-term-new", name="Autumn", **days).status_code == 422
    one_step = send(client, "school-scale-new", name="Reading", lines="Letters")
    assert one_step.status_code == 422 and "between 2 and 12" in one_step.content.decode()
    send(client, "school-scale-new", name="Reading", lines="Letters\n Words \n\nSentences")
    with acting(worker):
        scale, term = Scale.objects.get(), Term.objects.get()
        children = [
            make_participant(worker.organisation, year_of_birth=today.year - age)
            for age in (8, 8, 14)
        ]
        enrol(group, *children)
    assert scale.steps == ["Letters", "Words", "Sentences"]
    first, second, third = children
    steps = {f"start_{first.uuid}": "0", f"end_{first.uuid}": "2", f"start_{second.uuid}": "1"}
    sent = {"term": str(term.uuid), "scale": str(scale.uuid)} | steps
    bad = client.post(sheet, sent | {f"end_{third.uuid}": "7"})
    assert bad.status_code == 422 and "Choose a step" in bad.content.decode()
    for _ in range(2):
        assert client.post(sheet, sent).status_code == 302
    assert "selected>Sentences" in client.get(sheet).content.decode()
    child = page_of(client, "child", first.uuid)
    assert child.index("Letters") < child.index("Sentences")
    page = page_of(client, "school-class", group.uuid)
    assert "Arabic, ages 7 to 9" in page and page.count("Not of the class’s ages") == 1
    assert "too few children" in page and "No guardian" in page
    client.post(sheet, sent | {f"start_{second.uuid}": ""})
    with acting(worker):
        assert [row.participant_id for row in Attainment.objects.all()] == [first.pk]
    edit = reverse("school-scale-edit", args=[scale.uuid])
    fewer = client.post(edit, {"name": "Reading", "lines": "Letters\nWords"})
    assert fewer.status_code == 422 and "keep at least" in fewer.content.decode()


def test_pages_ask_as_much_for_many_as_for_one(as_member, worker, group):
    client = as_member(worker)
    today = timezone.localdate()
    with acting(worker):
        own = {"organisation": worker.organisation}
        Term.objects.create(**own, name="Now", starts_on=today, ends_on=today)
        Scale.objects.create(**own, name="Steps", steps=["a", "b"])
        SchoolClass.objects.create(**own, group=group, subject="Maths")

    def add():
        with acting(worker):
            enrol(group, make_participant(worker.organisation, year_of_birth=2018))

    for name in ("school-class", "school-attainment", "register"):
        address = reverse(name, args=[group.uuid])
        same_number_of_queries(lambda address=address: client.get(address), add)


def test_the_checklist_keeps_evidence_and_reminds_before_it_is_over(as_member, worker):
    client, today = as_member(worker), timezone.localdate()
    fields = {"evidence": "Blue folder", "on_file_since": str(today - timedelta(days=340))}
    early = str(date(2020, 1, 1))
    wrong = send(client, "school-quality-edit", "e-safety", **fields, expires_on=early)
    assert wrong.status_code == 422 and "cannot expire before" in wrong.content.decode()
    soon, late = str(today + timedelta(days=25)), str(today - timedelta(days=1))
    send(client, "school-quality-edit", "e-safety", **fields, expires_on=soon)
    send(client, "school-quality-edit", "standard-9", **fields, expires_on=late)
    later = str(today + timedelta(days=60))
    send(client, "school-quality-edit", "aims", **fields, expires_on=later)
    with acting(worker):
        tasks = [t for t in tasks_of(worker, today) if t.url.startswith("/school/")]
        assert QualityItem.objects.count() == 3
    assert [(t.title, t.is_late) for t in tasks] == [
        ("Look again at: 9. Safeguarding", True),
        ("Look again at: E-safety policy", False),
    ]
    page = page_of(client, "school-quality")
    assert "Blue folder" in page and page.count("On file</span>") == 1
    assert client.get(reverse("school-quality-edit", args=["made-up"])).status_code == 404
    assert "3 of 25 on file" in page_of(client, "school")


def test_who_may_set_up_the_school(as_member, worker, group):
    with acting(worker):
        own = {"organisation": worker.organisation}
        term = Term.objects.create(
            **own, name="T", starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1)
        )
    logger = as_member(make_membership(Role.LOGGER, worker.organisation))
    assert logger.get("/school/").status_code == 403
    assert logger.get(reverse("school-term-edit", args=[term.uuid])).status_code == 403
    visitor = as_member(make_membership(Role.VISITOR, worker.organisation))
    assert visitor.get("/school/").status_code == 200
    assert visitor.get("/school/terms/new/").status_code == 403
    stranger = as_member(make_membership(Role.MANAGER))
    for made in (term.uuid, uuid.uuid4()):
        assert stranger.get(reverse("school-term-edit", args=[made])).status_code == 404
    assert stranger.get(reverse("school-class", args=[group.uuid])).status_code == 404
