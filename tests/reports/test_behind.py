"""The rows behind each number, those too that are worked out beside the one statement."""

from datetime import date

import pytest
from django.utils import timezone

from funding.models import AttributionRule, BudgetLine, Spending
from organisations.enums import Role
from rco_network.reports.figures.across import claims_of, guarded
from rco_network.reports.figures.behind import RECORDS
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.ground import of_award
from rco_network.reports.figures.numbering import places
from rco_network.reports.tracing import NAMES
from services.models import HeadCount

from ..factories import (
    acting,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_outcome,
    make_participant,
    make_service,
    make_session,
)
from ..outcomes.questions import answered, make_instrument, two_waves

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


@pytest.fixture
def award(manager):
    """Twenty people at English, which two awards count, and ten others at advice, which is its
    own; twelve answered twice, and some of the money is spent."""
    here = manager.organisation
    award, other = (make_award(make_organisation("funder"), here, title=t) for t in ("A", "B"))
    with acting(manager):
        english, advice = (make_service(here, name=name) for name in ("English", "Advice"))
        people = [
            make_participant(here, gender="woman", year_of_birth=1990, main_language="ti")
            for _ in range(30)
        ]
        groups = [make_group(here, service=one) for one in (english, advice)]
        for week in range(3):
            make_session(groups[0], date(2026, 3, 3 + week), present=people[:20])
        make_session(groups[1], date(2026, 4, 7), present=people[20:])
        HeadCount.objects.create(
            organisation=here, session=make_session(groups[1], date(2026, 4, 8)), people=9
        )
        for person in people[:14]:
            make_outcome(person, date(2026, 5, 6))
        waves = two_waves(make_instrument(here))
        for n, person in enumerate(people[:12]):
            answered(waves[0], person, 3)
            answered(waves[1], person, 5 if n < 6 else 3)
        for one, service in ((award, None), (other, english)):
            AttributionRule.objects.create(organisation=here, award=one, service=service)
        line = BudgetLine.objects.create(
            organisation=here, award=award, what="Teachers", planned=12_000
        )
        Spending.objects.create(
            organisation=here,
            award=award,
            line=line,
            amount=6000,
            starts_on=FIRST,
            ends_on=LAST,
        )
    return award


def made(manager, award, **more):
    with acting(manager):
        return build_document(
            kind="award",
            organisation=manager.organisation,
            ground=of_award(award, FIRST, LAST),
            language="en-gb",
            made_at=timezone.now(),
            with_keys=True,
            **more,
        )


def by_address(found):
    return {place.address: place.cell for place in places(found.document)}


def test_every_printed_number_has_its_rows(manager, award):
    found = made(manager, award)
    told = by_address(found)
    for address in ("shared/claim/people/Counted by others too", "cost/each/sessions", "change"):
        assert address in told
    bare = [
        address
        for address, cell in told.items()
        if not cell.hidden and cell.value and not found.behind[address]
    ]
    # How many scores were asked twice, and nothing else, is a number of no rows.
    assert bare == ["change"]


def test_what_awards_share_has_as_many_rows_as_it_says(manager, award):
    found = made(manager, award)
    told = by_address(found)
    for row, record in (
        ("sessions", "services.session"),
        ("attendances", "services.attendance"),
        ("people", "services.participant"),
        ("outcomes", "outcomes.outcome"),
    ):
        for column in ("", "/Counted by others too"):
            address = f"shared/claim/{row}{column}"
            rows = len(found.behind[address][record])
            heads = 9 if (row, column) == ("attendances", "") else 0
            assert told[address].value == rows + heads, address
    by_funder = {a: c for a, c in told.items() if a.startswith("shared/funder/")}
    kinds = {key: set(rows) for key, rows in found.behind.items() if key in by_funder}
    assert sorted(c.value for c in by_funder.values()) == [3, 14, 20, 60]
    assert {"services.participant"} in kinds.values()


def test_a_share_and_a_cost_lead_to_the_sessions_they_are_worked_out_of(manager, award):
    behind = made(manager, award).behind
    share = behind["shared/claim/people/This award’s share"]
    assert (len(share["services.session"]), len(share["services.participant"])) == (5, 30)
    cost = behind["cost/each/sessions"]
    assert (len(cost["services.session"]), len(cost["funding.spending"])) == (5, 1)


def test_a_change_leads_to_both_answers_of_those_who_changed(manager, award):
    behind = made(manager, award).behind
    counted = {
        address.rpartition("/")[2]: len(rows["outcomes.response"])
        for address, rows in behind.items()
        if address.startswith("change/") and rows
    }
    assert counted["Improved"] == counted["Stayed"] == 12
    assert "Worsened" not in counted


def test_the_same_edition_again_gives_nothing_away(manager, award):
    first = made(manager, award)
    again = made(manager, award, guard=guarded(claims_of(first.document, first.behind, "A1")))
    assert by_address(again).keys() == by_address(first).keys()
    assert [c.hidden for c in by_address(again).values()] == [
        c.hidden for c in by_address(first).values()
    ]


def test_every_kind_of_row_has_a_name_for_readers(manager, award):
    kinds = {kind for rows in made(manager, award).behind.values() for kind in rows}
    assert kinds | set(RECORDS.values()) <= set(NAMES)
