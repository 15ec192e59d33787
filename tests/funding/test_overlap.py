"""Many funders, one log: full counts, shares that add up, what two awards both count."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from funding.calculations.claimed_rows import claimed_rows
from funding.calculations.claims import FIGURES, gather_claims
from funding.calculations.overlap import everything, overlap
from funding.calculations.sharing_out import left_over, shares
from funding.models import AttributionRule
from organisations.enums import Role
from rco_network.core.tenancy.counting import counting
from services.actions.links import link_records
from services.models import HeadCount
from tests import factories

pytestmark = pytest.mark.django_db

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


def rule(award, **fields):
    return AttributionRule.objects.create(organisation_id=award.recipient_id, award=award, **fields)


def counted(manager, what, *args):
    with counting(user_id=manager.user_id, organisation_ids=[manager.organisation_id]):
        return what(*args)


@pytest.fixture
def work(manager):
    """English (two funders) and advice (one of them), a walk that nobody pays for; 20 people."""
    here = manager.organisation
    funders = [factories.make_organisation("funder", name=f"Funder {n}") for n in (1, 2, 3)]
    first, second, third = (
        factories.make_award(funder, here, title=f"Award {n}")
        for n, funder in enumerate(funders, 1)
    )
    with factories.acting(manager):
        english, advice, walk = (
            factories.make_service(here, name=name) for name in ("English", "Advice", "Walk")
        )
        groups = {
            "english": factories.make_group(here, service=english),
            "advice": factories.make_group(here, service=advice),
            "walk": factories.make_group(here, service=walk),
        }
        people = [factories.make_participant(here) for _ in range(20)]
        # Ten come to English four times, ten others to advice; six of each also walk once.
        for week in range(4):
            factories.make_session(groups["english"], date(2026, 3, 3 + week), present=people[:10])
        for week in range(2):
            factories.make_session(groups["advice"], date(2026, 4, 7 + week), present=people[10:])
        walkers = [*people[:6], *people[10:16]]
        factories.make_session(groups["walk"], date(2026, 5, 5), present=walkers)
        for person in people[:8]:
            factories.make_outcome(person, date(2026, 5, 6))
        rule(first, service=english)
        rule(second, service=english)
        rule(second, service=advice)
    return {"awards": (first, second, third), "people": people, "groups": groups}


class TestSharingOut:
    def test_equal_parts_where_nothing_is_stated(self):
        assert shares(((1, None), (2, None))) == {1: Fraction(1, 2), 2: Fraction(1, 2)}

    def test_stated_shares_stand_and_the_rest_is_equal(self):
        found = shares(((1, 50), (2, None), (3, None)))
        assert found == {1: Fraction(1, 2), 2: Fraction(1, 4), 3: Fraction(1, 4)}

    def test_more_than_the_whole_is_made_smaller_alike(self):
        assert shares(((1, 100), (2, 50), (3, None))) == {
            1: Fraction(2, 3),
            2: Fraction(1, 3),
            3: Fraction(0),
        }

    def test_what_stated_shares_leave_was_paid_for_by_no_award(self):
        claims = ((1, 60),)
        assert shares(claims) == {1: Fraction(3, 5)}
        assert left_over({claims: Fraction(10), (): Fraction(2)}) == 6


def test_each_award_counts_in_full_and_its_share(manager, work):
    first, second, _ = work["awards"]
    found = counted(manager, overlap, first, *YEAR)
    assert [(c.key, c.full) for c in found.claims] == [
        ("sessions", 4),
        ("attendances", 40),
        ("people", 10),
        ("outcomes", 8),
    ]
    assert found.claim("sessions").share == Decimal("2.0")
    assert found.claim("attendances").share == Decimal("20.0")
    # Four people are its by half; six came to a walk in one of five times.
    assert (
        counted(manager, gather_claims, manager.organisation_id, *YEAR).share("people", first.pk)
        == 4 * Fraction(1, 2) + 6 * Fraction(4, 5) / 2
    )
    assert found.claim("sessions").also == 4
    assert [(b.funder, *b.numbers) for b in found.others] == [("Funder 2", 4, 40, 10, 8)]
    wider = counted(manager, overlap, second, *YEAR)
    assert (wider.claim("sessions").full, wider.claim("people").full) == (6, 20)
    assert wider.claim("sessions").share == Decimal("4.0")
    assert wider.claim("people").also == 10


def test_shares_of_all_awards_and_the_rest_add_up_to_the_whole(manager, work):
    with factories.acting(manager):
        rule(work["awards"][2], service=None, starts_on=date(2026, 3, 4), share=30)
        AttributionRule.objects.filter(award=work["awards"][0]).update(share=45)
        HeadCount.objects.create(
            organisation=manager.organisation,
            session=factories.make_session(work["groups"]["english"], date(2026, 6, 2)),
            people=13,
        )
    found = counted(manager, gather_claims, manager.organisation_id, *YEAR)
    assert (found.whole("sessions"), found.whole("attendances")) == (8, 40 + 20 + 12 + 13)
    assert (found.whole("people"), found.whole("outcomes")) == (20, 8)
    for figure in FIGURES:
        parts = [found.share(figure, award.pk) for award in work["awards"]]
        assert all(parts)
        assert abs(sum(parts) + found.unfunded(figure) - found.whole(figure)) < Fraction(1, 10**6)


def test_linked_records_are_one_person_in_every_award(manager, work):
    with factories.acting(manager):
        link_records(by=manager, participant=work["people"][0], other=work["people"][10])
    first, second, _ = work["awards"]
    found = counted(manager, gather_claims, manager.organisation_id, *YEAR)
    assert found.whole("people") == 19
    assert found.full("people", first.pk) == 10
    assert found.full("people", second.pk) == 19
    rows = counted(manager, claimed_rows, manager.organisation_id, *YEAR)
    assert len(rows.full("people", second.pk)["services.participant"]) == 19
    assert rows.also("people", first.pk) == rows.full("people", first.pk, second.pk)


def test_outcomes_of_people_who_did_not_come_were_paid_for_by_no_award(manager, work):
    with factories.acting(manager):
        person = factories.make_participant(manager.organisation)
        factories.make_outcome(person, date(2026, 5, 6), evidence="Found work.")
    found = counted(manager, gather_claims, manager.organisation_id, *YEAR)
    assert found.whole("outcomes") == 9
    assert found.unfunded("outcomes") > 1


class TestSmallNumbers:
    @pytest.fixture
    def few(self, manager, work):
        """A third award counts one session, to which three of the English class came."""
        with factories.acting(manager):
            group = factories.make_group(manager.organisation)
            factories.make_session(group, date(2026, 7, 7), present=work["people"][:3])
            rule(work["awards"][2], service=group.service)
        return work

    def test_an_award_of_few_people_says_sessions_alone(self, manager, few):
        found = counted(manager, overlap, few["awards"][2], *YEAR)
        assert found.claim("sessions").full == 1
        for key in ("attendances", "people", "outcomes"):
            assert (found.claim(key).full, found.claim(key).share) == (None, None)
        assert found.hides
        assert "fewer than 5" in found.note

    def test_what_few_have_in_common_hides_the_share_that_would_tell_it(self, manager, few):
        found = counted(manager, overlap, few["awards"][0], *YEAR)
        both = next(one for one in found.others if one.funder == "Funder 3")
        assert both.people is None
        assert found.claim("people").full == 10
        assert (found.claim("people").share, found.claim("people").also) == (None, None)

    def test_what_is_left_over_is_held_back_with_a_line(self, manager, few):
        table = counted(manager, everything, manager.organisation_id, *YEAR)
        unfunded = {one.key: one.share for one in table.unfunded}
        assert unfunded["people"] is None
        assert unfunded["sessions"] == Decimal("1.0")


def test_the_table_has_a_line_an_award_and_what_each_two_have_in_common(manager, work):
    table = counted(manager, everything, manager.organisation_id, *YEAR)
    assert [line.award.title for line in table.lines] == ["Award 1", "Award 2"]
    first, second = table.lines
    assert [both is None for _, both in first.cells] == [True, False]
    assert first.cells[1][1].numbers == second.cells[0][1].numbers == (4, 40, 10, 8)
    assert [one.full for one in table.whole] == [7, 72, 20, 8]


def test_another_organisations_work_is_not_counted(manager, work):
    other = factories.make_membership(Role.MANAGER)
    with factories.acting(other):
        group = factories.make_group(other.organisation)
        person = factories.make_participant(other.organisation)
        factories.make_session(group, date(2026, 3, 3), present=[person])
    assert counted(manager, gather_claims, manager.organisation_id, *YEAR).whole("sessions") == 7


def test_all_awards_are_counted_in_one_statement(manager, work, django_assert_num_queries):
    # The statement between two that tell how to join, the awards; the rest is the scope.
    with (
        counting(user_id=manager.user_id, organisation_ids=[manager.organisation_id]),
        django_assert_num_queries(4),
    ):
        everything(manager.organisation_id, *YEAR)
