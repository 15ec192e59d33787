"""Outcomes: a domain, a day, a sentence; recorded once, corrected, read by those who may."""

import uuid

import pytest
from django.urls import reverse

from organisations.enums import Role
from outcomes.models import Domain, Outcome, ServiceDomain
from outcomes.reference.plain_words import PLAIN_WORDS
from rco_network.core.models import AuditEvent
from tests import factories
from tests.pages import same_number_of_queries, without_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def logger(worker):
    return factories.make_membership(Role.LOGGER, organisation=worker.organisation)


@pytest.fixture
def stranger(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def amina(worker):
    with factories.acting(worker):
        return factories.make_participant(worker.organisation, name="Amina Yusuf")


def domain(code="IOI-09"):
    return Domain.objects.get(code=code)


def typed(**fields):
    return {
        "key": str(uuid.uuid4()),
        "domain": domain().pk,
        "happened_on": "2026-09-14",
        "evidence": "Reads letters from school by herself.",
        "evidence_language": "en",
        "service": "",
        **fields,
    }


def stored(membership):
    with factories.acting(membership):
        return list(Outcome.objects.select_related("domain").order_by("id"))


def make_outcome(membership, participant, **fields):
    fields.setdefault("domain", domain())
    fields.setdefault("happened_on", "2026-09-14")
    fields.setdefault("evidence", "Reads letters alone.")
    with factories.acting(membership):
        return Outcome.objects.create(
            organisation=membership.organisation, participant=participant, **fields
        )


class TestRecording:
    def test_is_recorded(self, as_member, worker, amina):
        with factories.acting(worker):
            service = factories.make_service(worker.organisation)
        fields = typed(service=service.pk, may_be_quoted="on", evidence_language="so")
        answer = as_member(worker).post(reverse("outcome-new", args=[amina.uuid]), fields)
        assert answer.url == reverse("participant-outcomes", args=[amina.uuid])
        [outcome] = stored(worker)
        assert (outcome.domain.code, outcome.service_id) == ("IOI-09", service.pk)
        assert (outcome.evidence_language, outcome.may_be_quoted) == ("so", True)
        assert outcome.recorded_by_id == worker.user_id
        with factories.acting(worker):
            [event] = AuditEvent.objects.all()
        assert (event.action, event.detail) == ("outcome recorded", {"domain": "IOI-09"})

    def test_sent_twice_is_one(self, as_member, worker, amina):
        client, fields = as_member(worker), typed()
        for _ in "ab":
            answer = client.post(reverse("outcome-new", args=[amina.uuid]), fields)
            assert answer.status_code == 302
        assert len(stored(worker)) == 1

    def test_every_domain_is_explained(self, as_member, worker, amina):
        text = as_member(worker).get(reverse("outcome-new", args=[amina.uuid])).text
        names = list(Domain.objects.values_list("name", flat=True))
        assert len(names) == len(PLAIN_WORDS) == 14
        assert all(name in text for name in names)
        assert text.count('type="radio" name="domain"') == 14
        for heading in Domain.objects.values_list("heading", flat=True):
            assert heading in text

    def test_domains_are_explained_in_the_language_of_the_page(self, as_member, worker, amina):
        client = as_member(worker)
        client.cookies["language"] = "ar"
        text = client.get(reverse("outcome-new", args=[amina.uuid])).text
        assert "اللغة والتواصل" in text  # Language and communication
        for domain in Domain.objects.all():
            assert f">{domain.name}<" not in text
            assert PLAIN_WORDS[domain.code] not in text
        assert ">Work<" not in client.get(reverse("outcomes")).text

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("domain", "", "Choose the domain"),
            ("domain", "999", "Choose the domain"),
            ("domain", "9" * 60, "Choose the domain"),
            ("domain", "x", "Choose the domain"),
            ("happened_on", "", "Choose the day"),
            ("happened_on", "2090-01-01", "cannot be right"),
            ("happened_on", "1066-01-01", "cannot be right"),
            ("happened_on", "soon", "Write a day"),
            ("evidence", "", "Write one sentence"),
            ("evidence", "\u202e \u200b", "Write one sentence"),
            ("evidence", "…", "Write one sentence"),
            ("evidence", "x" * 1001, "at most 1,000"),
            ("evidence_language", "", "required"),
            ("evidence_language", "xx", "Choose a language"),
            ("service", "999999", "Choose one of your services"),
            ("service", "x", "Choose one of your services"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_member, worker, amina, field, value, sentence):
        fields = typed(**{field: value})
        page = as_member(worker).post(reverse("outcome-new", args=[amina.uuid]), fields)
        assert page.status_code == 422
        assert sentence in page.text
        assert field == "evidence" or "Reads letters from school" in page.text
        assert stored(worker) == []

    def test_a_service_of_others_is_refused(self, as_member, worker, stranger, amina):
        with factories.acting(stranger):
            theirs = factories.make_service(stranger.organisation)
        fields = typed(service=theirs.pk)
        page = as_member(worker).post(reverse("outcome-new", args=[amina.uuid]), fields)
        assert page.status_code == 422
        assert stored(worker) == []

    def test_extra_fields_change_nothing(self, as_member, worker, stranger, amina):
        fields = typed(organisation=stranger.organisation_id, participant=1, recorded_by=1)
        as_member(worker).post(reverse("outcome-new", args=[amina.uuid]), fields)
        [outcome] = stored(worker)
        assert (outcome.organisation_id, outcome.participant_id) == (
            worker.organisation_id,
            amina.pk,
        )

    def test_a_colleague_without_the_right_and_a_stranger(
        self, as_member, worker, logger, stranger, amina
    ):
        for name in ("outcome-new", "participant-outcomes"):
            address = reverse(name, args=[amina.uuid])
            made_up = reverse(name, args=[uuid.uuid4()])
            refused = as_member(logger).post(address, typed())
            assert refused.status_code == 403
            assert "Your role does not let you record outcomes" in refused.text
            client = as_member(stranger)
            found, nothing = client.post(address, typed()), client.post(made_up, typed())
            assert found.status_code == nothing.status_code == 404
            assert without_token(found) == without_token(nothing)
        assert stored(worker) == []


class TestCorrecting:
    def test_is_corrected(self, as_member, worker, amina):
        outcome = make_outcome(worker, amina)
        fields = typed(evidence="Reads and answers letters.")
        as_member(worker).post(reverse("outcome-edit", args=[outcome.uuid]), fields)
        assert [o.evidence for o in stored(worker)] == ["Reads and answers letters."]

    def test_who_saves_second_sees_what_changed(self, as_member, worker, amina):
        outcome = make_outcome(worker, amina)
        client, address = as_member(worker), reverse("outcome-edit", args=[outcome.uuid])
        was = client.get(address).context["form"]["was"].value()
        with factories.acting(worker):
            Outcome.objects.update(evidence="Speaks on the phone.")
        page = client.post(address, typed(was=was))
        assert page.status_code == 409
        assert "Speaks on the phone." in page.text and "Reads letters from school" in page.text

    def test_a_colleague_without_the_right_and_a_stranger(
        self, as_member, worker, logger, stranger, amina
    ):
        outcome = make_outcome(worker, amina)
        address = reverse("outcome-edit", args=[outcome.uuid])
        assert as_member(logger).post(address, typed()).status_code == 403
        assert as_member(stranger).post(address, typed()).status_code == 404
        assert [o.evidence for o in stored(worker)] == ["Reads letters alone."]


class TestReading:
    def test_everybodys_newest_first_and_by_domain(self, as_member, worker, amina):
        make_outcome(worker, amina, happened_on="2026-01-05", evidence="The older one.")
        make_outcome(worker, amina, happened_on="2026-09-05", evidence="The newer one.")
        make_outcome(worker, amina, domain=domain("IOI-01"), evidence="Found work.")
        client = as_member(worker)
        text = client.get(reverse("outcomes")).text
        assert text.index("The newer one.") < text.index("The older one.")
        assert "Amina Yusuf" in text
        text = client.get(reverse("outcomes"), {"domain": "IOI-01"}).text
        assert "Found work." in text and "The newer one." not in text
        assert client.get(reverse("outcomes"), {"domain": "IOI-99"}).status_code == 422

    def test_pages_by_key_also_within_a_domain_and_a_day(self, as_member, worker, amina):
        for n in range(60):
            make_outcome(worker, amina, evidence=f"Sentence {n}.")
        client = as_member(worker)
        first = client.get(reverse("outcomes"), {"domain": "IOI-09"})
        second = client.get("/outcomes/" + first.context["page"].next_url)
        seen = [o.pk for page in (first, second) for o in page.context["page"].rows]
        assert len(seen) == len(set(seen)) == 60

    def test_a_sentence_keeps_its_language_and_direction(self, as_member, worker, amina):
        make_outcome(worker, amina, evidence="تقرأ الرسائل وحدها.", evidence_language="ar")
        text = as_member(worker).get(reverse("participant-outcomes", args=[amina.uuid])).text
        assert '<p lang="ar" dir="rtl">تقرأ الرسائل وحدها.</p>' in text

    @pytest.mark.parametrize("name", ["outcomes", "participant-outcomes"])
    def test_costs_the_same_for_one_and_for_three(self, as_member, worker, amina, name):
        client = as_member(worker)
        address = reverse(name, args=[amina.uuid] if name != "outcomes" else [])
        same_number_of_queries(lambda: client.get(address), lambda: make_outcome(worker, amina))

    def test_others_read_nothing(self, as_member, worker, logger, stranger, amina):
        make_outcome(worker, amina, evidence="A marked sentence.")
        assert as_member(logger).get(reverse("outcomes")).status_code == 403
        assert "A marked sentence." not in as_member(stranger).get(reverse("outcomes")).text


class TestServiceDomains:
    def test_are_set_and_set_again(self, as_member, worker):
        with factories.acting(worker):
            service = factories.make_service(worker.organisation)
        client, address = as_member(worker), reverse("service-domains", args=[service.uuid])
        work, english = domain("IOI-01"), domain("IOI-09")
        client.post(address, {"domains": [work.pk, english.pk]})
        client.post(address, {"domains": [english.pk]})
        with factories.acting(worker):
            rows = ServiceDomain.objects.filter(service=service)
            assert [row.domain_id for row in rows] == [english.pk]
        assert client.get(address).text.count(" checked") == 1

    @pytest.mark.parametrize("value", ["999", "x", "9" * 99])
    def test_a_made_up_domain_is_refused(self, as_member, worker, value):
        with factories.acting(worker):
            service = factories.make_service(worker.organisation)
        address = reverse("service-domains", args=[service.uuid])
        page = as_member(worker).post(address, {"domains": [value]})
        assert page.status_code == 422
        assert "Choose domains from the list." in page.text

    def test_a_colleague_without_the_right_and_a_stranger(
        self, as_member, worker, logger, stranger
    ):
        with factories.acting(worker):
            service = factories.make_service(worker.organisation)
        address = reverse("service-domains", args=[service.uuid])
        fields = {"domains": [domain().pk]}
        assert as_member(logger).post(address, fields).status_code == 403
        assert as_member(stranger).post(address, fields).status_code == 404
        with factories.acting(worker):
            assert not ServiceDomain.objects.exists()
