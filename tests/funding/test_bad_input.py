"""Whatever is sent to the pages of people, services, outcomes and awards, none falls over."""

import pytest
from django.urls import reverse

from funding.models import AttributionRule
from organisations.enums import Role
from tests import factories

pytestmark = pytest.mark.django_db

NASTY = [
    "\x00",
    "9" * 30,
    "9" * 5000,
    "-1",
    "1e400",
    "NaN",
    "\u202e\u2066\ufeff",
    "\ud7ff\U0010ffff",
    "<script>alert(1)</script>",
    "' or 1=1 --",
    "../../etc/passwd",
    "0000-00-00",
    "2026-02-30",
    "24:60",
    "[]",
    "{{ 7 }}",
]
FIELDS = """
    key was words name main_language other_languages year_of_birth age_band gender
    outward_postcode district household_name which_household same joined_on left_on kind weekday
    starts_at minutes venue place counting usual_mark enrol people domain domains happened_on
    evidence evidence_language service may_be_quoted funder title purpose amount awarded_on
    starts_on ends_on identifier due_on period_start period_end preview
""".split()


@pytest.fixture
def addresses(db):
    """The manager and every address of these wings that takes a form."""
    manager = factories.make_membership(Role.MANAGER)
    funder = factories.make_membership(Role.OFFICER).organisation
    award = factories.make_award(funder, manager.organisation)
    with factories.acting(manager):
        person = factories.make_participant(manager.organisation, name="Amina")
        group = factories.make_group(manager.organisation)
        rule = AttributionRule.objects.create(organisation=manager.organisation, award=award)
    named = {
        "people": [],
        "participant-new": [],
        "participant-edit": [person.uuid],
        "service-new": [],
        "service-edit": [group.service.uuid],
        "group-new": [group.service.uuid],
        "group-edit": [group.uuid],
        "group-people": [group.uuid],
        "group-people-remove": [group.uuid],
        "outcome-new": [person.uuid],
        "service-domains": [group.service.uuid],
        "award-new": [],
        "return-due-new": [award.uuid],
        "rule-new": [award.uuid],
        "rule-edit": [rule.uuid],
    }
    return manager, [reverse(name, args=args) for name, args in named.items()]


def test_no_value_in_every_field_breaks_a_form(as_member, addresses):
    manager, forms = addresses
    client = as_member(manager)
    for value in NASTY:
        for address in forms:
            answer = client.post(address, dict.fromkeys(FIELDS, value))
            assert answer.status_code in (200, 302, 404, 409, 422), (address, value[:20])


def test_no_value_in_an_address_breaks_a_list(as_member, addresses):
    client = as_member(addresses[0])
    for value in NASTY:
        for name in ("people", "groups", "outcomes", "awards"):
            asked = dict.fromkeys(("after", "before", "show", "domain", "page"), value)
            answer = client.get(reverse(name), asked)
            assert answer.status_code in (200, 400, 404, 422), (name, value[:20])
