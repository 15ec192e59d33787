"""Budget, spending and costs: what is in them, what is not, and no figure that tells a number."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from funding.calculations import costs, overlap
from funding.models import AttributionRule, BudgetLine, OtherMoney, Spending
from organisations.enums import Role
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy.counting import counting
from services.models import HeadCount
from tests import factories
from tests.pages import same_number_of_queries, without_token

pytestmark = pytest.mark.django_db

HALF = (date(2026, 1, 1), date(2026, 6, 30))


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
def group(manager, award):
    """Eight people who came ten times, all of it for the award."""
    with factories.acting(manager):
        group = factories.make_group(manager.organisation)
        people = [factories.make_participant(manager.organisation) for _ in range(8)]
        for day in range(1, 11):
            factories.make_session(group, date(2026, 2, day), present=people)
        AttributionRule.objects.create(organisation=manager.organisation, award=award)
    return group


def line(award, what="Teachers", planned=12_000):
    return BudgetLine.objects.create(
        organisation_id=award.recipient_id, award=award, what=what, planned=planned
    )


def spent(award, of, amount, starts_on=HALF[0], ends_on=HALF[1]):
    return Spending.objects.create(
        organisation_id=award.recipient_id,
        award=award,
        line=of,
        amount=amount,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def counted(manager, award, start=HALF[0], end=HALF[1]):
    with counting(user_id=manager.user_id, organisation_ids=[manager.organisation_id]):
        found = overlap(award, start, end)
    with factories.acting(manager):
        made = costs(award, start, end, found)
    return {one.key: one for one in made.costs}, made


class TestCosts:
    def test_from_spending_against_the_awards_own_share(self, manager, award, group):
        with factories.acting(manager):
            spent(award, line(award), 4_000)
            AttributionRule.objects.update(share=80)
        found, made = counted(manager, award)
        assert found["sessions"].amount == 500  # 4,000 for eight of ten sessions
        assert found["people"].amount == 625  # and for 6.4 of 8 people
        assert found["outcomes"].amount is None
        assert made.included == ("Teachers",)
        assert "spent of this award" in made.method

    def test_spending_over_an_end_is_taken_by_days(self, manager, award, group):
        with factories.acting(manager):
            spent(award, line(award), 365, date(2026, 1, 1), date(2026, 12, 31))
        _found, made = counted(manager, award)
        assert made.money == 181
        assert made.lines[0].so_far == 365

    def test_from_the_budget_where_nothing_is_spent_and_it_says_so(self, manager, award, group):
        with factories.acting(manager):
            line(award, planned=3_650)
        found, made = counted(manager, award)
        assert (made.basis, made.money) == ("budget", 1_810)
        assert found["sessions"].amount == 181
        assert "From the budget" in made.method

    def test_without_either_there_is_none(self, manager, award, group):
        found, made = counted(manager, award)
        assert found == {}
        assert "no cost" in made.method

    def test_other_money_is_named_and_not_mixed_in(self, manager, award, group):
        with factories.acting(manager):
            spent(award, line(award), 4_000)
            OtherMoney.objects.create(
                organisation=manager.organisation,
                award=award,
                source="Our own reserves",
                amount=900,
                starts_on=HALF[0],
                ends_on=HALF[1],
            )
        found, made = counted(manager, award)
        assert found["sessions"].amount == 400
        assert made.left_out[0] == "£900 from Our own reserves for the same work"

    def test_few_people_have_no_cost_that_would_tell_how_few(self, manager, award):
        with factories.acting(manager):
            group = factories.make_group(manager.organisation)
            people = [factories.make_participant(manager.organisation) for _ in range(4)]
            factories.make_session(group, date(2026, 2, 3), present=people)
            AttributionRule.objects.create(organisation=manager.organisation, award=award)
            spent(award, line(award), 4_000)
        found, _ = counted(manager, award)
        assert found["sessions"].amount == 4_000
        assert (found["people"].amount, found["outcomes"].amount) == (None, None)
        assert "held back" in found["people"].reason

    def test_a_share_of_a_few_people_has_none_either(self, manager, award, group):
        with factories.acting(manager):
            spent(award, line(award), 4_000)
            AttributionRule.objects.update(share=30)  # of eight people: 2.4
        found, _ = counted(manager, award)
        assert found["people"].amount is None
        assert found["sessions"].amount is not None

    def test_heads_are_a_range_and_have_no_cost(self, manager, award, group):
        with factories.acting(manager):
            session = factories.make_session(group, date(2026, 3, 3))
            HeadCount.objects.create(organisation=manager.organisation, session=session, people=40)
            spent(award, line(award), 4_000)
        found, _ = counted(manager, award)
        assert found["people"].amount is None
        assert "range" in found["people"].reason


def typed(**fields):
    return {"key": str(uuid.uuid4())} | fields


class TestPages:
    def test_the_manager_writes_a_budget_and_spending(self, as_member, manager, award):
        client = as_member(manager)
        sent = typed(what="Teachers", planned="£12,000")
        for _ in range(2):
            client.post(reverse("budget-line-new", args=[award.uuid]), sent)
        with factories.acting(manager):
            one = BudgetLine.objects.get()
        assert (one.what, one.planned) == ("Teachers", 12_000)
        client.post(
            reverse("spending-new", args=[award.uuid]),
            typed(line=one.pk, amount="700.50", starts_on="2026-02-01", ends_on="2026-02-28"),
        )
        client.post(
            reverse("other-money-new", args=[award.uuid]),
            typed(source="Reserves", amount="90", starts_on="2026-02-01", ends_on="2026-02-28"),
        )
        page = client.get(reverse("award-money", args=[award.uuid])).text
        assert "£700.50" in page and "£12,000.00" in page and "Reserves" in page
        with factories.acting(manager):
            actions = set(AuditEvent.objects.values_list("action", flat=True))
        assert {"budget line added", "spending added", "other money added"} <= actions

    def test_they_change_it_and_take_it_away(self, as_member, manager, award):
        client = as_member(manager)
        with factories.acting(manager):
            one = line(award)
            money = spent(award, one, 10)
        client.post(
            reverse("spending-edit", args=[money.uuid]),
            {"line": one.pk, "amount": "12", "starts_on": "2026-01-01", "ends_on": "2026-01-31"},
        )
        with factories.acting(manager):
            assert Spending.objects.get().amount == 12
        # A line with spending stays, and the page says why.
        refused = client.post(reverse("budget-line-remove", args=[one.uuid]))
        assert refused.status_code == 403
        assert "Money was spent on this line" in refused.text
        client.post(reverse("spending-remove", args=[money.uuid]))
        client.post(reverse("budget-line-remove", args=[one.uuid]))
        with factories.acting(manager):
            assert not BudgetLine.objects.exists()

    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ({"amount": "many"}, "Write the amount as a number"),
            ({"ends_on": "2025-12-31"}, "The last day must not be before the first day"),
            ({"line": ""}, "Choose the line of the budget"),
        ],
    )
    def test_what_cannot_be_is_refused_with_a_sentence(
        self, as_member, manager, award, fields, says
    ):
        with factories.acting(manager):
            one = line(award)
        sent = typed(line=one.pk, amount="5", starts_on="2026-01-01", ends_on="2026-01-31")
        page = as_member(manager).post(reverse("spending-new", args=[award.uuid]), sent | fields)
        assert page.status_code == 422
        assert says in page.text

    def test_a_line_of_another_award_is_refused(self, as_member, manager, award, officer):
        other = factories.make_award(officer.organisation, manager.organisation, title="Other")
        with factories.acting(manager):
            theirs = line(other)
        sent = typed(line=theirs.pk, amount="5", starts_on="2026-01-01", ends_on="2026-01-31")
        page = as_member(manager).post(reverse("spending-new", args=[award.uuid]), sent)
        assert page.status_code == 422

    def test_the_sheet_asks_what_for_and_is_in_the_trail(self, as_member, manager, award):
        with factories.acting(manager):
            spent(award, line(award, "=SUM(A1)"), 10)
        client = as_member(manager)
        address = reverse("award-money-sheet", args=[award.uuid])
        assert client.post(address).status_code == 400
        answer = client.post(address, {"purpose": "funder"})
        assert answer["Content-Type"].startswith("text/csv")
        assert "'=SUM(A1)" in answer.text
        with factories.acting(manager):
            event = AuditEvent.objects.get(action="file exported")
        assert (event.detail["what"], event.detail["rows"]) == ("award_money", 2)

    def test_the_overlap_is_seen_before_it_is_sent(self, as_member, manager, award, group):
        funder = factories.make_organisation("funder", name="Second Funder")
        second = factories.make_award(funder, manager.organisation, title="Also English")
        with factories.acting(manager):
            AttributionRule.objects.create(organisation=manager.organisation, award=second)
        page = as_member(manager).get(reverse("award-overlap", args=[award.uuid])).text
        assert "Second Funder" in page and "Also English" in page
        assert ">5.0<" in page  # half of ten sessions
        assert "shared equally" in page

    def test_a_period_that_cannot_be_read_is_said_and_counts_the_usual_days(
        self, as_member, manager, award, group
    ):
        address = reverse("award-overlap", args=[award.uuid])
        page = as_member(manager).get(f"{address}?start=2026-05-01&end=2026-01-01")
        assert page.status_code == 200
        assert "must not be before" in page.text
        assert ">10<" in page.text

    @pytest.mark.parametrize("name", ["award-money", "award-overlap"])
    def test_others_do_not_see_it(self, as_member, manager, worker, officer, stranger, award, name):
        address = reverse(name, args=[award.uuid])
        made_up = reverse(name, args=[uuid.uuid4()])
        for member in (worker, officer):
            answer = as_member(member).get(address)
            assert answer.status_code == 403
        client = as_member(stranger)
        assert client.get(address).status_code == 404
        assert without_token(client.get(address)) == without_token(client.get(made_up))

    def test_the_page_asks_as_much_for_three_rows_as_for_one(self, as_member, manager, award):
        client = as_member(manager)

        def add():
            with factories.acting(manager):
                one = line(award, f"Line {uuid.uuid4()}")
                spent(award, one, Decimal(5))

        same_number_of_queries(lambda: client.get(reverse("award-money", args=[award.uuid])), add)
