"""The framework that the product ships is the Home Office's: fourteen domains in four groups."""

import csv

import pytest

from outcomes.models import Domain
from outcomes.reference.indicators_of_integration import DOMAINS

from ..reference import reference


@pytest.mark.django_db
def test_domains_stand_in_the_order_of_the_framework():
    found = Domain.objects.filter(framework__code="IOI").order_by("position")
    named = [(heading, name) for heading, names in DOMAINS.items() for name in names]
    assert list(found.values_list("heading", "name")) == named
    assert len(named) == 14


def test_domains_are_those_of_the_publication():
    with reference("integration/ioi_2019_domains.csv").open() as rows:
        official = [(row["group"], row["domain"]) for row in csv.DictReader(rows)]
    assert official == [(heading, name) for heading, names in DOMAINS.items() for name in names]
