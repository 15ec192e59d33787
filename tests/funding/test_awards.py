"""Awards: both sides see them, the recipient records them, bad letters get a sentence."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from funding.models import Award, ReturnDue
from organisations.enums import Kind, Role
from rco_network.core.models import AuditEvent
from tests import factories
from tests.pages import same_number_of_queries, without_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def worker(manager):
    return factories.make_membership(Role.WORKER, organisation=manager.organisation)


@pytest.fixture
def officer(db):
    return factories.make_membership(Role.OFFICER)


@pytest.fixture
def stranger(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def award(manager, officer):
    return factories.make_award(
        officer.organisation, manager.organisation, title="English for all", amount=24000
    )


def typed(officer, **fields):
    return {
        "key": str(uuid.uuid4()),
        "funder": officer.organisation_id,
        "title": "English for all",
        "purpose": "Two classes a week.",
        "amount": "£24,000.50",
        "awarded_on": "2025-12-01",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "identifier": "",
        **fields,
    }


def stored(membership):
    with factories.acting(membership):
        return list(Award.objects.order_by("id"))


class TestReading:
    def test_both_sides_see_it(self, as_member, manager, officer, award):
        for member in (manager, officer):
            client = as_member(member)
            assert "English for all" in client.get(reverse("awards")).text
            text = client.get(reverse("award", args=[award.uuid])).text
            assert "£24,000" in text and "1 January to 31 December 2026" in text
            assert reverse("award-reports", args=[award.uuid]) in text

    def test_only_the_recipient_sees_what_counts(self, as_member, manager, officer, award):
        address = reverse("award", args=[award.uuid])
        assert "Which work counts" in as_member(manager).get(address).text
        assert "Which work counts" not in as_member(officer).get(address).text

    def test_nobody_else_does(self, as_member, worker, stranger, award):
        address, made_up = (reverse("award", args=[one]) for one in (award.uuid, uuid.uuid4()))
        assert as_member(worker).get(address).status_code == 403
        assert as_member(worker).get(reverse("awards")).status_code == 403
        client = as_member(stranger)
        assert client.get(address).status_code == 404
        assert without_token(client.get(address)) == without_token(client.get(made_up))
        assert "English for all" not in client.get(reverse("awards")).text
        other = as_member(factories.make_membership(Role.OFFICER))
        assert other.get(address).status_code == 404

    def test_a_council_has_both_lists(self, as_member, manager):
        council = factories.make_organisation(Kind.COUNCIL)
        officer = factories.make_membership(Role.OFFICER, organisation=council)
        factories.make_award(council, manager.organisation, title="Given by us")
        factories.make_award(factories.make_organisation(Kind.FUNDER), council, title="Got")
        client = as_member(officer)
        given, got = (
            client.get(reverse("awards"), {"show": s}).text for s in ("given", "received")
        )
        assert "Given by us" in given and "Given by us" not in got
        assert "Got" in got

    @pytest.mark.parametrize("who", ["manager", "officer"])
    def test_the_list_costs_the_same_for_one_and_for_three(self, as_member, manager, officer, who):
        client = as_member({"manager": manager, "officer": officer}[who])
        same_number_of_queries(
            lambda: client.get(reverse("awards")),
            lambda: factories.make_award(officer.organisation, manager.organisation),
        )

    def test_pages_by_key_also_without_a_day(self, as_member, manager, officer):
        for n in range(60):
            day = None if n % 2 else f"2026-01-{n // 2 + 1:02}"
            factories.make_award(
                officer.organisation, manager.organisation, title=f"Award {n}", awarded_on=day
            )
        client = as_member(manager)
        first = client.get(reverse("awards"))
        second = client.get("/awards/" + first.context["page"].next_url)
        seen = [a.pk for page in (first, second) for a in page.context["page"].rows]
        assert len(seen) == len(set(seen)) == 60
        back = client.get("/awards/" + second.context["page"].previous_url)
        assert [a.pk for a in back.context["page"].rows] == seen[:50]


class TestRecording:
    def test_is_recorded(self, as_member, manager, officer):
        answer = as_member(manager).post(reverse("award-new"), typed(officer))
        [award] = stored(manager)
        assert answer.url == reverse("award", args=[award.uuid])
        assert (award.recipient_id, award.funder_id) == (
            manager.organisation_id,
            officer.organisation_id,
        )
        assert (award.amount, award.identifier) == (Decimal("24000.50"), None)
        with factories.acting(manager):
            assert [e.action for e in AuditEvent.objects.all()] == ["award added"]

    def test_sent_twice_is_one(self, as_member, manager, officer):
        client, fields = as_member(manager), typed(officer)
        answers = [client.post(reverse("award-new"), fields) for _ in "ab"]
        assert answers[0].url == answers[1].url
        assert len(stored(manager)) == 1

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("funder", "", "Choose the funder"),
            ("funder", "999999", "Choose a funder from the list"),
            ("title", "", "Give the award a title"),
            ("title", "x" * 301, "at most 300"),
            ("amount", "", "Write the amount"),
            ("amount", "-1", "must not be negative"),
            ("amount", "1e999", "too large"),
            ("amount", "9" * 300, "too large"),
            ("amount", "NaN", "Write the amount as a number"),
            ("amount", "a lot", "Write the amount as a number"),
            ("amount", "1.005", "two digits"),
            ("awarded_on", "2090-01-01", "cannot be right"),
            ("starts_on", "20-01-01", "Write a day"),
            ("ends_on", "2025-01-01", "must not be before"),
            ("identifier", "123", "looks like 360G-"),
            ("identifier", "x" * 121, "at most 120"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_member, manager, officer, field, value, sentence):
        page = as_member(manager).post(reverse("award-new"), typed(officer, **{field: value}))
        assert page.status_code == 422
        assert sentence in page.text
        assert "Two classes a week." in page.text
        assert stored(manager) == []

    def test_an_identifier_is_taken_once_even_by_an_award_one_cannot_see(
        self, as_member, manager, officer, stranger
    ):
        factories.make_award(
            factories.make_organisation(Kind.FUNDER),
            stranger.organisation,
            identifier="360G-example-1",
        )
        fields = typed(officer, identifier="360G-example-1")
        page = as_member(manager).post(reverse("award-new"), fields)
        assert page.status_code == 422
        assert "360Giving identifier is taken already" in page.text
        assert stored(manager) == []

    def test_an_rco_is_no_funder(self, as_member, manager, officer, stranger):
        fields = typed(officer, funder=stranger.organisation_id)
        assert as_member(manager).post(reverse("award-new"), fields).status_code == 422

    def test_extra_fields_change_nothing(self, as_member, manager, officer, stranger):
        fields = typed(officer, recipient=stranger.organisation_id, currency="USD", id=1)
        as_member(manager).post(reverse("award-new"), fields)
        [award] = stored(manager)
        assert (award.recipient_id, award.currency) == (manager.organisation_id, "GBP")

    def test_colleagues_without_the_right_may_not(self, as_member, worker, officer):
        for member in (worker, officer):
            page = as_member(member).post(reverse("award-new"), typed(officer))
            assert page.status_code == 403
            assert "Ask a manager" in page.text
            assert stored(member) == []


class TestReturnsDue:
    fields = {"due_on": "2027-01-31", "period_start": "2026-01-01", "period_end": "2026-12-31"}

    def test_is_recorded(self, as_member, manager, officer, award):
        address = reverse("return-due-new", args=[award.uuid])
        assert as_member(manager).post(address, self.fields).status_code == 302
        for member in (manager, officer):
            text = as_member(member).get(reverse("award", args=[award.uuid])).text
            assert "31 January 2027" in text

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("due_on", "", "Choose a day"),
            ("period_end", "2025-01-01", "must not be before"),
            ("period_start", "1899-01-01", "cannot be right"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_member, manager, award, field, value, sentence):
        address = reverse("return-due-new", args=[award.uuid])
        page = as_member(manager).post(address, {**self.fields, field: value})
        assert page.status_code == 422
        assert sentence in page.text

    def test_others_may_not(self, as_member, manager, worker, officer, stranger, award):
        address = reverse("return-due-new", args=[award.uuid])
        assert as_member(worker).post(address, self.fields).status_code == 403
        assert as_member(officer).post(address, self.fields).status_code == 403
        assert as_member(stranger).post(address, self.fields).status_code == 404
        with factories.acting(manager):
            assert not ReturnDue.objects.exists()
