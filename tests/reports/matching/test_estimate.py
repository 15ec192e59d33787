"""From codes to people: who is joined, what is corrected, and how far it is off."""

import pytest

from rco_network.management.trials import invented_people
from rco_network.management.trials.matching import count
from rco_network.reports.matching.codes import Known, code
from rco_network.reports.matching.estimate import Joined, join, likely

KEY, OTHER = b"one key of a test, long enough", b"another key of a test"


def test_a_code_says_neither_name_nor_year_and_another_key_makes_another():
    made = code(KEY, Known("=amn wrsm", 1990))
    assert made == code(KEY, Known("=amn wrsm", 1990))
    assert "amn" not in made and "1990" not in made and len(made) == 24
    others = [code(OTHER, Known("=amn wrsm", 1990)), code(KEY, Known("=amn wrsm", 1991))]
    assert made not in others


@pytest.mark.parametrize("known", [Known("=amn wrsm", None), Known("", 1990)])
def test_without_a_year_or_a_name_there_is_no_code(known):
    assert code(KEY, known) == ""


def test_one_code_at_two_organisations_is_one_person():
    found = join([(1, "a", 1), (1, "b", 1), (2, "a", 1), (2, "c", 1)])
    assert (found.coded, found.joined, found.largest) == (4, 1, 2)


def test_two_people_of_one_organisation_stay_two():
    found = join([(1, "a", 2), (2, "a", 1)])
    assert (found.coded, found.joined) == (3, 1)
    assert found.chance > 0


def test_nobody_is_everybody():
    told = likely(Joined(0, 0, 0, 0.0), 0)
    assert (told.people, told.least, told.most) == (0, 0, 0)


def test_nobody_and_a_few_at_two_places_look_alike():
    none, few = (likely(Joined(200, joined, 60, 0.0), 200) for joined in (0, 1))
    assert (none.least, none.most) == (195, 200)
    assert few.least <= 195 and few.most == 200


def test_the_number_lies_between_the_largest_and_all_added_up():
    told = likely(Joined(coded=200, joined=99, largest=101, chance=0.0), 200)
    assert 101 <= told.least <= told.people <= told.most <= 200


@pytest.mark.django_db
@pytest.mark.parametrize("overlap", [0.0, 0.15])
def test_on_an_invented_network_the_truth_lies_between_the_ends(overlap):
    records = invented_people.network(5, organisations=12, people=900, overlap=overlap)
    assert records == invented_people.network(5, organisations=12, people=900, overlap=overlap)
    assert len({one.person for one in records}) == 900
    assert any(not one.name.isascii() for one in records)
    assert any(one.year is None for one in records)
    found = count(records, "usual")
    assert found.is_within
    assert abs(found.error) < 0.05
