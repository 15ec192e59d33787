"""The work itself: an enquiry in seconds, a matter's parts, once each, and lists that scale."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from services.advice.models import (
    Document,
    Enquiry,
    Matter,
    MatterAdviser,
    MatterOutcome,
    Step,
)
from tests import factories as make
from tests.pages import same_number_of_queries

from .ground import ask, lay, opened, seen_by, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db):
    return lay()


def enquiry(**fields):
    return {
        "key": str(uuid.uuid4()),
        "about": "BEN",
        "level": "INFO",
        "channel": "face",
        "minutes": "10",
        "day": str(timezone.localdate()),
    } | fields


def test_an_enquiry_takes_one_choice_and_one_tap(as_member, ground):
    client = as_member(ground.logger)
    form = client.get("/advice/enquiries/new/").context["form"]
    filled = {name: form[name].value() for name in ("key", "level", "channel", "minutes", "day")}
    assert client.post("/advice/enquiries/new/", {**filled, "about": "BEN"}).status_code == 302
    with make.acting(ground.logger):
        made = Enquiry.objects.get()
        assert (made.subject, made.level, made.minutes) == ("BEN", "INFO", 10)
        assert (made.participant, made.channel) == (None, "face")
    assert client.post("/advice/enquiries/new/", {**filled, "about": "BEN"}).status_code == 302
    assert len(seen_by(ground.logger, Enquiry)) == 1


def test_a_name_is_typed_and_chosen_and_a_logger_finds_only_their_own(as_member, ground):
    client = as_member(ground.worker)
    asked = client.post("/advice/enquiries/new/", enquiry(who="sel"))
    assert asked.status_code == 422
    assert "Selam Haile" in asked.content.decode()
    sent = enquiry(who="sel", chosen=str(ground.person.uuid))
    assert client.post("/advice/enquiries/new/", sent).status_code == 302
    with make.acting(ground.worker):
        assert Enquiry.objects.get().participant == ground.person
    text = as_member(ground.logger).post("/advice/enquiries/new/", enquiry(who="sel"))
    assert "Nobody of this name is known" in text.content.decode()
    forced = enquiry(who="sel", chosen=str(ground.person.uuid))
    assert as_member(ground.logger).post("/advice/enquiries/new/", forced).status_code == 422


def test_an_enquiry_is_its_takers_and_becomes_a_matter_once(as_member, ground):
    client = as_member(ground.adviser)
    sent = enquiry(participant=str(ground.person.uuid), more="BEN-05", note="Form PIP2 at home")
    client.post("/advice/enquiries/new/", sent)
    with make.acting(ground.adviser):
        made = Enquiry.objects.get()
    for one in (ground.other, ground.worker, ground.stranger):
        assert as_member(one).get(reverse("enquiry", args=[made.uuid])).status_code == 404
    for one in (ground.adviser, ground.manager):
        page = as_member(one).get(reverse("enquiry", args=[made.uuid])).content.decode()
        assert "Make it a matter" in page and "Form PIP2" in page
    client = as_member(ground.adviser)
    form = client.get(f"/advice/matters/new/?enquiry={made.uuid}").context["form"]
    assert (form["subject"].value(), form["wanted"].value()) == ("BEN-05", "Form PIP2 at home")
    sent = {
        "key": str(uuid.uuid4()),
        "enquiry": str(made.uuid),
        "subject": "BEN-05",
        "level": "ADV",
        "adviser": str(ground.adviser.uuid),
        "opened_on": str(timezone.localdate()),
    }
    assert client.post("/advice/matters/new/", sent).status_code == 302
    again = client.post("/advice/matters/new/", sent | {"key": str(uuid.uuid4())})
    assert again.status_code == 422
    assert "This enquiry is a matter already." in again.content.decode()
    with make.acting(ground.adviser):
        assert Matter.objects.get().participant == ground.person


def test_what_is_sent_twice_is_there_once(as_member, ground):
    key = str(uuid.uuid4())
    client = as_member(ground.adviser)
    for _ in range(2):
        assert ask(client, ground.person, key=key, others="Hermione Oakes").status_code == 302
    with make.acting(ground.adviser):
        matter = Matter.objects.get()
        assert matter.thirdpartys.count() == matter.conflictchecks.count() == 1
    url = reverse("matter", args=[matter.uuid])
    outcome = {"key": key, "code": "O-GRANT", "happened_on": "2026-11-01", "amount": "250",
               "every": "once"}  # fmt: skip
    document = {"key": key, "what": "Tenancy agreement", "copy": "copy", "state": "asked"}
    deadline = {"key": key, "what": "Ring", "due_on": "2027-01-05",
                "who": str(ground.adviser.uuid)}  # fmt: skip
    for part, sent in (
        ("step", step(key=key)), ("outcome", outcome), ("document", document),
        ("deadline", deadline),
    ):  # fmt: skip
        for _ in range(2):
            assert client.post(f"{url}{part}/", sent).status_code == 302
    with make.acting(ground.adviser):
        parts = (matter.steps, matter.matteroutcomes, matter.documents, matter.deadlines)
        assert [rows.count() for rows in parts] == [1, 1, 1, 1]
        paper = matter.documents.get()
    for state in ("received", "returned", "returned"):
        client.post(reverse("document-move", args=[paper.uuid]))
        with make.acting(ground.adviser):
            assert Document.objects.get().state == state
    page = client.get(url).content.decode()
    assert "£250 one-off" in page and "13 four-weekly" in page and "15 min" in page


@pytest.mark.parametrize(
    ("part", "fields", "sentence"),
    [
        ("step", {"text": ""}, "Write what was done."),
        ("step", {"minutes": "0"}, "from 1 to 960"),
        ("step", {"done_on": "2031-01-01"}, "has not come yet"),
        ("step", {"subject": "IMM-01"}, "Select a valid choice"),
        ("document", {"what": "Passport 123456789"}, "numbers of papers are not kept"),
        ("document", {"what": "BRP", "place": "ZU 1234567"}, "numbers of papers are not kept"),
        ("outcome", {"code": "O-GRANT"}, "Write how much it was."),
        ("outcome", {"code": "O-JOB", "amount": "20"}, "not measured in money"),
        ("outcome", {"code": "O-DEBT-OFF", "amount": "20", "every": "week"}, "whole debt"),
        ("outcome", {"code": "O-GRANT", "amount": "-1"}, "greater than or equal to 0"),
        ("deadline", {"what": "Ring", "due_on": "soon"}, "Enter a valid date"),
        ("close", {"ended": "", "closed_on": ""}, "Choose how it ended."),
        ("close", {"ended": "done", "closed_on": "2020-01-01"}, "Choose that day or a later one"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_kept(as_member, ground, part, fields, sentence):
    matter = opened(as_member, ground.adviser, ground.person)
    base = {
        "step": step(),
        "document": {"copy": "copy", "state": "asked"},
        "outcome": {"happened_on": "2026-11-01", "every": "once"},
        "deadline": {"who": str(ground.adviser.uuid)},
        "close": {},
    }[part]
    client = as_member(ground.adviser)
    answer = client.post(f"{reverse('matter', args=[matter.uuid])}{part}/", base | fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not any(seen_by(ground.manager, model) for model in (Step, Document, MatterOutcome))


def test_a_closed_matter_is_read_and_not_worked_on(as_member, ground):
    matter = opened(as_member, ground.adviser, ground.person)
    client = as_member(ground.adviser)
    url = reverse("matter", args=[matter.uuid])
    today = str(timezone.localdate())
    sent = {"ended": "referred", "closed_on": today, "ending": "To the law centre"}
    assert client.post(f"{url}close/", sent).status_code == 302
    refused = client.post(f"{url}step/", step())
    assert refused.status_code == 422
    assert "This matter is closed. Open it again first." in refused.content.decode()
    assert "To the law centre" in client.get(url).content.decode()
    assert matter.uuid.hex not in client.get("/advice/").content.decode().replace("-", "")
    assert str(matter.uuid) in client.get("/advice/?show=closed").content.decode()
    client.post(f"{url}reopen/")
    assert client.post(f"{url}step/", step()).status_code == 302


def test_those_without_the_right_are_told_why(as_member, ground):
    for path in (
        "/advice/matters/new/",
        "/advice/registrations/",
        f"/advice/matters/{uuid.uuid4()}/",
    ):
        answer = as_member(ground.worker).get(path)
        assert answer.status_code == 403
        assert "adviser" in answer.content.decode()
    for path in ("/advice/supervise/", "/advice/figures/", "/advice/exemption/"):
        answer = as_member(ground.adviser).get(path)
        assert answer.status_code == 403
        assert "manager" in answer.content.decode()
    assert as_member(ground.worker).get("/advice/").status_code == 200


def test_lists_ask_as_much_for_three_as_for_one(as_member, ground):
    def add():
        with make.acting(ground.manager):
            person = make.make_participant(ground.rco)
            matter = Matter.objects.create(
                organisation=ground.rco, participant=person, subjects=("BEN-01", "HOU-07"),
                level="ADV", state="open", opened_on="2026-11-02",
                opened_by=ground.manager.user,
            )  # fmt: skip
            named = MatterAdviser(membership=ground.adviser, named_by=ground.manager.user)
            named.belong_to(matter).save()
            common = {"done_on": "2026-11-03", "minutes": 5, "level": "ADV", "channel": "phone"}
            for text in ("One", "Two"):
                Step(**common, subject=("BEN-01",), text=text, by=ground.adviser.user).belong_to(
                    matter
                ).save()
            MatterOutcome(
                happened_on="2026-11-03", code="O-GRANT", amount=5, recorded_by=ground.adviser.user
            ).belong_to(matter).save()
            Enquiry.objects.create(
                organisation=ground.rco, day="2026-11-03", channel="face", subject="BEN",
                level="INFO", minutes=5, participant=person, taken_by=ground.manager.user,
            )  # fmt: skip

    client = as_member(ground.manager)
    for path in ("/advice/supervise/", "/advice/figures/", "/advice/"):
        same_number_of_queries(lambda path=path: client.get(path), add)
    client = as_member(ground.adviser)
    same_number_of_queries(lambda: client.get("/advice/"), add)
