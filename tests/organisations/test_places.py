"""The places that the product ships are those of the Office for National Statistics."""

import csv

import pytest

from organisations.models import Place
from organisations.reference.places import PLACES

from ..reference import reference


@pytest.mark.django_db
def test_every_place_of_the_list_is_in_the_database():
    shipped = {code: name for places in PLACES.values() for code, name in places.items()}
    assert dict(Place.objects.values_list("pk", "name")) == shipped


def test_places_are_those_in_force():
    with reference("geo/uk_local_authorities_current.csv").open() as rows:
        official = {
            (row["gss_code"], row["name"], row["region_name"] or row["country_name"])
            for row in csv.DictReader(rows)
        }
    assert official == {
        (code, name, region) for region, places in PLACES.items() for code, name in places.items()
    }
