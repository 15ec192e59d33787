"""A framework of one's own: made, mapped, shared; one tag counts in both."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from outcomes.calculations.own_frameworks import counted, mapped
from outcomes.models import Domain, OwnDomain, OwnFramework
from rco_network.core.tenancy.counting import counting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def officer(db):
    return factories.make_membership(Role.OFFICER)


def typed(**fields):
    return {
        "key": str(uuid.uuid4()),
        "name": "Stronger lives",
        "edition": "2026",
        "domains": "Settled\nConnected",
        **fields,
    }


def make(as_member, member, **fields):
    as_member(member).post(reverse("framework-new"), typed(**fields))
    with factories.acting(member):
        return OwnFramework.objects.get(organisation=member.organisation_id)


def domains(member):
    with factories.acting(member):
        return list(OwnDomain.objects.order_by("position"))


@pytest.mark.parametrize("role", [Role.MANAGER, Role.OFFICER, Role.COORDINATOR])
def test_is_made_by_those_who_report_or_are_reported_to(as_member, role):
    member = factories.make_membership(role)
    fields = typed()
    for _ in range(2):
        answer = as_member(member).post(reverse("framework-new"), fields)
    with factories.acting(member):
        [made] = OwnFramework.objects.all()
    assert answer.url == reverse("framework-map", args=[made.uuid])
    assert [d.name for d in domains(member)] == ["Settled", "Connected"]


def test_one_tag_counts_in_both(as_member, manager):
    framework = make(as_member, manager)
    settled, connected = domains(manager)
    housing, bridges, bonds = (
        Domain.objects.get(name=name) for name in ("Housing", "Bridges", "Bonds")
    )
    as_member(manager).post(
        reverse("framework-map", args=[framework.uuid]),
        {f"d{settled.pk}": [housing.pk], f"d{connected.pk}": [bridges.pk, bonds.pk, housing.pk]},
    )
    tags = [(housing.pk, 1), (bridges.pk, 1), (bonds.pk, 1), (bonds.pk, 2)]
    with counting(user_id=None, organisation_ids=[manager.organisation_id]):
        found = counted(mapped(framework), tags)
    assert [(c.domain.name, c.n, c.people) for c in found] == [
        ("Settled", 1, 1),
        ("Connected", 4, 2),
    ]
    with factories.acting(manager):
        person = factories.make_participant(manager.organisation)
        for domain in (bonds, housing):
            factories.make_outcome(person, timezone.localdate(), domain=domain)
    page = as_member(manager).get(reverse("framework", args=[framework.uuid])).text
    assert "Bonds, Bridges, Housing" in page
    assert page.count("of 1 person") == 2


def test_a_domain_that_keeps_its_name_keeps_what_it_stands_for(as_member, manager):
    framework = make(as_member, manager)
    settled, _ = domains(manager)
    as_member(manager).post(
        reverse("framework-map", args=[framework.uuid]),
        {f"d{settled.pk}": [Domain.objects.get(name="Housing").pk]},
    )
    edit = reverse("framework-edit", args=[framework.uuid])
    as_member(manager).post(edit, typed(domains="New\nSettled"))
    with factories.acting(manager):
        assert [(m.name, len(m.national)) for m in mapped(framework)] == [
            ("New", 0),
            ("Settled", 1),
        ]


@pytest.mark.parametrize(
    "fields, says",
    [
        ({"domains": ""}, "at least one domain"),
        ({"domains": "A\na"}, "stands there twice"),
        ({"edition": ""}, "Write the edition"),
    ],
)
def test_says_what_is_wrong(as_member, manager, fields, says):
    answer = as_member(manager).post(reverse("framework-new"), typed(**fields))
    assert answer.status_code == 422 and says in answer.text


def test_the_same_edition_twice_is_refused_in_words(as_member, manager):
    make(as_member, manager)
    answer = as_member(manager).post(reverse("framework-new"), typed())
    assert answer.status_code == 422 and "another edition" in answer.text


def test_a_funder_shares_what_it_wants_shared(as_member, manager, officer):
    framework = make(as_member, officer)
    page = reverse("framework", args=[framework.uuid])
    assert as_member(manager).get(page).status_code == 404
    with factories.acting(manager):
        assert not OwnDomain.objects.exists()
    edit = reverse("framework-edit", args=[framework.uuid])
    as_member(officer).post(edit, typed(is_shared="on"))
    seen = as_member(manager).get(page)
    assert seen.status_code == 200 and "Connected" in seen.text
    assert "Stronger lives" in as_member(manager).get(reverse("frameworks")).text
    for name in ("framework-edit", "framework-map"):
        assert as_member(manager).get(reverse(name, args=[framework.uuid])).status_code == 404


def test_a_worker_reads_and_does_not_keep_it(as_member, manager):
    framework = make(as_member, manager)
    worker = factories.make_membership(Role.WORKER, organisation=manager.organisation)
    assert as_member(worker).get(reverse("framework", args=[framework.uuid])).status_code == 200
    assert (
        as_member(worker).get(reverse("framework-edit", args=[framework.uuid])).status_code == 403
    )


def test_our_measures_are_told_from_the_frameworks_own(as_member, manager):
    page = as_member(manager).get(reverse("frameworks")).text
    assert "not the framework’s own indicators" in page
    assert "Registered with a dentist" in page and "IOI-" not in page
