"""Linking two records of one person: both stay, they count once, and they come apart again."""

from datetime import date

import pytest

from funding.models import AttributionRule
from organisations.enums import Kind, Role
from rco_network.core.access import Refused
from rco_network.reports.figures.catalogue import SPECS, needed
from rco_network.reports.figures.facts import gather
from rco_network.reports.figures.ground import of_award
from services.actions.erasure import erase_participant
from services.actions.links import link_records, linked_to, not_to_offer, tell_apart
from services.calculations import likely_duplicates
from services.enums import LinkAnswer
from services.models import LinkDecision, Participant, Restriction
from tests import factories

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 3, 31)


@pytest.fixture
def manager():
    manager = factories.make_membership(Role.MANAGER)
    with factories.acting(manager):
        yield manager


def people(manager, *names, **fields):
    return [factories.make_participant(manager.organisation, name=n, **fields) for n in names]


def numbers(*participants):
    found = dict(Participant.objects.values_list("pk", "person_id"))
    return [found[one.pk] for one in participants]


def fresh(participant):
    return Participant.objects.get(pk=participant.pk)


def link(manager, one, other):
    link_records(by=manager, participant=fresh(one), other=fresh(other))


def apart(manager, one, other):
    tell_apart(by=manager, participant=fresh(one), other=fresh(other))


def test_a_chain_of_links_comes_apart_where_it_is_undone(manager):
    a, b, c, other = people(manager, "A", "B", "C", "D")
    link(manager, c, b)
    link(manager, a, b)
    link(manager, a, b)  # Twice is once.
    assert numbers(a, b, c, other) == [a.pk, a.pk, a.pk, None]
    assert linked_to(fresh(b)) == [a, c]
    apart(manager, b, a)
    assert numbers(a, b, c) == [None, b.pk, b.pk]
    assert LinkDecision.objects.different().get().decided_by_id == manager.user_id
    apart(manager, b, c)
    assert numbers(a, b, c) == [None, None, None]
    link(manager, b, a)
    assert numbers(a, b, c) == [a.pk, a.pk, None]


def test_two_ways_to_each_other_hold_when_one_is_undone(manager):
    a, b, c = people(manager, "A", "B", "C")
    for pair in ((a, b), (b, c), (a, c)):
        link(manager, *pair)
    apart(manager, a, b)
    # What was said of A and B is remembered; C is still said to be both.
    assert numbers(a, b, c) == [a.pk] * 3


def test_who_was_told_apart_is_not_joined_by_a_third(manager):
    a, b, c = people(manager, "A", "B", "C")
    apart(manager, a, b)
    link(manager, b, c)
    with pytest.raises(Refused, match="two people"):
        link(manager, a, c)
    assert numbers(a, b, c) == [None, b.pk, b.pk]
    with pytest.raises(Refused, match="itself"):
        link(manager, a, a)


def test_a_pair_that_was_decided_is_not_offered_again(manager):
    a, b, c = people(manager, "Amina Yusuf", "Ameena Yousef", "Amina Youssef")
    apart(manager, a, b)

    def offered(person):
        known = likely_duplicates(
            manager.organisation, person.name, apart_from=not_to_offer(fresh(person))
        )
        return {one.uuid for one in known}

    assert offered(a) == {c.uuid}
    link(manager, b, c)
    assert offered(b) == {a.uuid} - {a.uuid}
    assert offered(a) == {c.uuid}


def test_linked_records_are_counted_as_one_person(manager):
    award = factories.make_award(factories.make_organisation(Kind.FUNDER), manager.organisation)
    AttributionRule.objects.create(organisation=manager.organisation, award=award)
    a, b = people(manager, "Amina", "Ameena", joined_on=date(2026, 2, 1))
    Participant.objects.filter(pk=b.pk).update(gender="woman", joined_on=date(2025, 1, 1))
    (c,) = people(manager, "Samir")
    group = factories.make_group(manager.organisation)
    factories.make_session(group, date(2026, 1, 6), present=[a, c])
    factories.make_session(group, date(2026, 1, 13), present=[b, c])

    def counted():
        facts = gather(of_award(award, START, END), needed(SPECS))
        month = facts.table("attendances", "month")["2026-01"]
        gender = {key: n.n for key, n in facts.table("people", "gender").items()}
        new = {key: n.n for key, n in facts.table("people", "new").items()}
        return month.n, month.people, gender, new

    assert counted() == (4, 3, {"woman": 1, "not_recorded": 2}, {"new": 2, "before": 1})
    link(manager, a, b)
    # Of the two, the answer that there is; and the earlier of the first days.
    assert counted() == (4, 2, {"woman": 1, "not_recorded": 1}, {"new": 1, "before": 1})
    apart(manager, a, b)
    assert counted()[1] == 3


def test_a_link_to_a_restricted_record_is_kept_and_not_shown(manager):
    worker = factories.make_membership(Role.WORKER, manager.organisation)
    a, b, hidden = people(manager, "A", "B", "Hidden")
    link(manager, a, hidden)
    link(manager, a, b)
    Restriction.objects.create(organisation=manager.organisation, participant=hidden)
    with factories.acting(worker):
        assert linked_to(fresh(a)) == [b]
        assert LinkDecision.objects.count() == 1
        # Coming apart leaves what the worker does not see as it was.
        apart(worker, a, b)
        assert linked_to(fresh(a)) == []
    assert numbers(a, b, hidden) == [a.pk, None, a.pk]


def test_nobody_without_the_right_writes_a_decision(manager):
    logger = factories.make_membership(Role.LOGGER, manager.organisation)
    stranger = factories.make_membership(Role.MANAGER)
    a, b = people(manager, "A", "B")
    link(manager, a, b)
    for who in (logger, stranger):
        with factories.acting(who):
            LinkDecision.objects.update(answer=LinkAnswer.DIFFERENT)
    assert LinkDecision.objects.get().answer == LinkAnswer.SAME


def test_erasing_one_leaves_the_others_whole_and_linked(manager):
    a, b, c = people(manager, "A", "B", "C")
    link(manager, a, b)
    link(manager, b, c)
    with factories.acting(manager):
        erase_participant(by=manager, participant=fresh(b))
    assert numbers(a, b, c) == [a.pk, None, a.pk]
    assert not LinkDecision.objects.about(b.pk).exists()
    erase_participant(by=manager, participant=fresh(a))
    assert numbers(a, b, c) == [None, None, None]
    assert fresh(c).name == "C"
