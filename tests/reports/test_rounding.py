"""Where the installation rounds (the ONS 10-5 rule), no exact number of people is printed."""

from datetime import date

import pytest
from django.utils import timezone

from funding.models import AttributionRule
from organisations.enums import Kind, Role
from rco_network.core.disclosure import Claim
from rco_network.reports.figures.across import claims_of, guarded
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.ground import of_award
from rco_network.reports.figures.numbering import places
from rco_network.reports.figures.shape import Cell

from ..factories import (
    acting,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_outcome,
    make_participant,
    make_session,
)

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 3, 31)


class World:
    """A manager of 33 people: 12 men, 14 women who came twice, 7 who joined years ago."""

    def __init__(self):
        self.manager = make_membership(Role.MANAGER)
        self.rco = rco = self.manager.organisation
        self.award = make_award(make_organisation(Kind.FUNDER, name="River Fund"), rco)
        with acting(self.manager):
            AttributionRule.objects.create(organisation=rco, award=self.award)
            men = [make_participant(rco, gender="man", main_language="ti") for _ in range(12)]
            women = [make_participant(rco, gender="woman", main_language="so") for _ in range(14)]
            others = [make_participant(rco, joined_on=date(2024, 1, 1)) for _ in range(7)]
            self.group = make_group(rco)
            make_session(self.group, date(2026, 1, 6), present=[*men, *women, *others])
            make_session(self.group, date(2026, 2, 3), present=women)
            for person in men[:11]:
                make_outcome(person, date(2026, 2, 3), evidence="Started a paid job.")

    def made(self, before=()):
        """A report on all of it, as the rule in force prints it, held against earlier numbers."""
        with acting(self.manager):
            return build_document(
                kind="award",
                organisation=self.rco,
                ground=of_award(self.award, START, END),
                language="en",
                made_at=timezone.now(),
                with_keys=True,
                guard=guarded(before),
            )


@pytest.fixture
def world():
    return World()


@pytest.fixture
def ten_five(settings):
    settings.DISCLOSURE_THRESHOLD, settings.DISCLOSURE_ROUNDING = 10, 5


def test_every_number_of_people_is_rounded_or_hidden(ten_five, world):
    found = world.made()
    assert {
        figure.key: figure.total.text
        for figure in found.document.figures
        if figure.key in {"people", "attendances", "new_people", "people_with_outcomes"}
    } == {"people": "35", "attendances": "45", "new_people": "hidden", "people_with_outcomes": "10"}
    for place in places(found.document):
        if place.figure.key == "sessions" or place.cell.hidden:  # They tell of no person.
            continue
        assert place.cell.value % 5 == 0, place.label


def test_the_next_edition_is_held_against_the_ranges_that_were_printed(ten_five, world):
    first = world.made()
    before = claims_of(first.document, first.behind, "A1")
    assert {claim.shown for claim in before if claim.shown} >= {(33, 37), (10, 12)}
    again = world.made(before)
    assert [f.total.text for f in again.document.figures] == [
        f.total.text for f in first.document.figures
    ]


def test_only_what_gives_somebody_away_is_hidden_and_the_rest_stays(world):
    """All the women but two were counted before, so the women and a partner go."""
    found = world.made()
    claims = {claim.name: claim for claim in claims_of(found.document, found.behind)}
    women = claims["Different people, By gender: Woman or girl"]
    earlier = Claim("Women", frozenset(sorted(women.people)[2:]), 12, women.asks)
    again = world.made([earlier])
    assert {place.label for place in places(again.document) if place.cell.hidden} == {
        "Different people, By gender: Woman or girl",
        "Different people, By gender: Not recorded",
        "Different people, By age and gender: Not recorded, Woman or girl",
        "Different people, By age and gender: Not recorded, Not recorded",
    }


def test_a_report_made_under_another_rule_keeps_its_own(ten_five, settings, world):
    found = world.made()
    settings.DISCLOSURE_THRESHOLD, settings.DISCLOSURE_ROUNDING = 5, 1
    assert (found.document.threshold, found.document.rounding) == (10, 5)
    assert claims_of(found.document, found.behind)


def test_a_hidden_cell_holds_no_number():
    with pytest.raises(ValueError, match="must not hold"):
        Cell(7, hidden=True)
