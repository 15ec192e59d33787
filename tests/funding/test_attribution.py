"""Which work counts towards which award: rules, what they count, who may set them."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from funding.calculations import awards_sharing, counted_so_far, sessions_counting
from funding.models import AttributionRule
from organisations.enums import Kind, Role
from rco_network.core.models import AuditEvent
from tests import factories
from tests.pages import same_number_of_queries, without_token

pytestmark = pytest.mark.django_db

MANCHESTER, SALFORD = "E08000003", "E08000006"
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


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
    return factories.make_award(officer.organisation, manager.organisation, title="English")


@pytest.fixture
def work(manager):
    """English in Manchester in January and June, advice in Salford in June."""
    with factories.acting(manager):
        own = manager.organisation
        english = factories.make_service(own, name="English classes")
        advice = factories.make_service(own, name="Advice")
        in_manchester = factories.make_group(own, service=english, place_id=MANCHESTER)
        in_salford = factories.make_group(own, service=advice, place_id=SALFORD)
        sessions = {
            "january": factories.make_session(in_manchester, date(2026, 1, 13)),
            "june": factories.make_session(in_manchester, date(2026, 6, 9)),
            "advising": factories.make_session(in_salford, date(2026, 6, 10)),
        }
    return {"english": english, "advice": advice, **sessions}


def rule(membership, award, **fields):
    with factories.acting(membership):
        return AttributionRule.objects.create(
            organisation=membership.organisation, award=award, **fields
        )


def counting(membership, award, start=YEAR[0], end=YEAR[1]):
    with factories.acting(membership):
        return set(sessions_counting(award, start, end).values_list("pk", flat=True))


class TestCounting:
    def test_nothing_counts_without_a_rule(self, manager, award, work):
        assert counting(manager, award) == set()

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({}, {"january", "june", "advising"}),
            ({"service": "english"}, {"january", "june"}),
            ({"place_id": SALFORD}, {"advising"}),
            ({"service": "english", "place_id": SALFORD}, set()),
            ({"starts_on": date(2026, 6, 9)}, {"june", "advising"}),
            ({"ends_on": date(2026, 6, 9)}, {"january", "june"}),
            ({"starts_on": date(2026, 6, 10), "ends_on": date(2026, 6, 10)}, {"advising"}),
        ],
    )
    def test_what_is_left_open_does_not_narrow(self, manager, award, work, fields, expected):
        if "service" in fields:
            fields = {**fields, "service": work[fields["service"]]}
        rule(manager, award, **fields)
        assert counting(manager, award) == {work[name].pk for name in expected}

    def test_any_rule_is_enough_and_counts_once(self, manager, award, work):
        rule(manager, award, service=work["english"])
        rule(manager, award, starts_on=date(2026, 6, 1))
        assert len(counting(manager, award)) == 3

    def test_the_awards_own_dates_bound_it(self, manager, officer, work):
        short = factories.make_award(
            officer.organisation,
            manager.organisation,
            starts_on=date(2026, 6, 1),
            ends_on=date(2026, 6, 9),
        )
        open_ended = factories.make_award(
            officer.organisation, manager.organisation, starts_on=None, ends_on=None
        )
        for one in (short, open_ended):
            rule(manager, one)
        assert counting(manager, short) == {work["june"].pk}
        assert len(counting(manager, open_ended)) == 3
        assert counting(manager, open_ended, end=date(2026, 1, 31)) == {work["january"].pk}

    def test_says_how_much_of_it_counts_for_others_too(self, manager, officer, award, work):
        other = factories.make_award(
            officer.organisation, manager.organisation, title="June", starts_on=date(2026, 6, 1)
        )
        apart = factories.make_award(officer.organisation, manager.organisation, title="Apart")
        rules = [rule(manager, award, service=work["english"])]
        rule(manager, other)
        rule(manager, apart, place_id=SALFORD)
        with factories.acting(manager):
            counted = counted_so_far(award, rules)
            assert counted.sessions == 2
            assert [(s.award, s.sessions) for s in counted.shared] == [(other, 1)]
            assert list(awards_sharing(award, *YEAR)) == [other]

    def test_counting_asks_two_queries(
        self, manager, officer, award, work, django_assert_num_queries
    ):
        rules = [rule(manager, award) for _ in range(3)]
        for _ in range(3):
            rule(manager, factories.make_award(officer.organisation, manager.organisation))
        with factories.acting(manager), django_assert_num_queries(2):
            counted_so_far(award, rules)


class TestSentences:
    def test_a_rule_reads_as_a_sentence(self, manager, award, work):
        with factories.acting(manager):
            whole = AttributionRule(
                service=work["english"],
                place_id=MANCHESTER,
                starts_on=date(2026, 1, 1),
                ends_on=date(2026, 12, 31),
            )
            assert whole.sentence == (
                "All sessions of English classes in Manchester, 1 January to 31 December 2026"
            )
            assert AttributionRule().sentence == (
                "All sessions of every service, on every day of the award"
            )


class TestSetting:
    def address(self, award):
        return reverse("rule-new", args=[award.uuid])

    def test_a_rule_is_added_changed_and_removed(self, as_member, manager, award, work):
        client = as_member(manager)
        fields = {"service": work["english"].pk, "place": MANCHESTER}
        assert client.post(self.address(award), fields).status_code == 302
        with factories.acting(manager):
            [one] = AttributionRule.objects.all()
        assert (one.service_id, one.place_id) == (work["english"].pk, MANCHESTER)
        text = client.get(reverse("attribution", args=[award.uuid])).text
        assert "All sessions of English classes in Manchester" in text
        assert "<strong>2 sessions</strong>" in text
        fields = {"service": work["advice"].pk}
        page = client.post(reverse("rule-edit", args=[one.uuid]), fields)
        assert page.status_code == 302
        assert counting(manager, award) == {work["advising"].pk}
        client.post(reverse("rule-remove", args=[one.uuid]))
        assert counting(manager, award) == set()
        with factories.acting(manager):
            assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True)) == [
                "attribution rule added",
                "attribution rule changed",
                "attribution rule removed",
            ]

    def test_the_preview_saves_nothing(self, as_member, manager, officer, award, work):
        other = factories.make_award(officer.organisation, manager.organisation, title="Other")
        rule(manager, other, starts_on=date(2026, 6, 1))
        fields = {"service": work["english"].pk, "preview": "1"}
        page = as_member(manager).post(self.address(award), fields)
        assert page.status_code == 200
        assert "<strong>2 sessions</strong>" in page.text
        assert "1 of them also count for" in " ".join(page.text.split())
        assert "Other" in page.text
        assert counting(manager, award) == set()

    def test_sent_twice_is_one_rule(self, as_member, manager, award):
        client, fields = as_member(manager), {"key": str(uuid.uuid4())}
        for _ in "ab":
            client.post(self.address(award), fields)
        with factories.acting(manager):
            assert AttributionRule.objects.count() == 1

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"service": "999999"}, "Choose one of your services"),
            ({"place": "E0"}, "is not the code of a district"),
            ({"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "must not be before"),
            ({"starts_on": "2027-05-01"}, "Nothing would count"),
            ({"ends_on": "1850-05-01"}, "cannot be right"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_member, manager, award, fields, sentence):
        for more in ({}, {"preview": "1"}):
            page = as_member(manager).post(self.address(award), {**fields, **more})
            assert page.status_code == 422
            assert sentence in page.text
        with factories.acting(manager):
            assert not AttributionRule.objects.exists()

    def test_a_service_of_others_is_refused(self, as_member, manager, stranger, award):
        with factories.acting(stranger):
            theirs = factories.make_service(stranger.organisation)
        page = as_member(manager).post(self.address(award), {"service": theirs.pk})
        assert page.status_code == 422

    def test_only_the_recipients_manager_may(
        self, as_member, manager, worker, officer, stranger, award
    ):
        one = rule(manager, award)
        for name, thing in (
            ("attribution", award),
            ("rule-new", award),
            ("rule-edit", one),
            ("rule-remove", one),
        ):
            address = reverse(name, args=[thing.uuid])
            made_up = reverse(name, args=[uuid.uuid4()])
            assert as_member(worker).post(address).status_code == 403
            # The rules are the recipient's own rows: the funder finds none of them.
            expected = 404 if thing is one else 403
            assert as_member(officer).post(address).status_code == expected
            client = as_member(stranger)
            found, nothing = client.post(address), client.post(made_up)
            assert found.status_code == nothing.status_code == 404
            assert without_token(found) == without_token(nothing)
        assert as_member(manager).get(reverse("rule-remove", args=[one.uuid])).status_code == 405
        with factories.acting(manager):
            assert AttributionRule.objects.count() == 1

    def test_the_page_costs_the_same_for_one_and_for_three(
        self, as_member, manager, officer, award, work
    ):
        client = as_member(manager)

        def add():
            rule(manager, award, service=work["english"], place_id=MANCHESTER)
            rule(manager, factories.make_award(officer.organisation, manager.organisation))

        for name in ("attribution", "award", "rule-new"):
            same_number_of_queries(lambda n=name: client.get(reverse(n, args=[award.uuid])), add)

    def test_a_council_that_gave_it_may_not(self, as_member, manager):
        council = factories.make_organisation(Kind.COUNCIL)
        officer = factories.make_membership(Role.OFFICER, organisation=council)
        award = factories.make_award(council, manager.organisation)
        page = as_member(officer).get(reverse("attribution", args=[award.uuid]))
        assert page.status_code == 403
        assert "said by the organisation that received it" in page.text
