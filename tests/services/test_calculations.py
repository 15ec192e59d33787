"""Who may be the same person, and which age band somebody is in."""

from datetime import date

import pytest

from organisations.enums import Role
from services.calculations import age_band, likely_duplicates
from services.models import NameKey, Participant
from tests import factories


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


def known(membership, *names, **fields):
    for name in names:
        factories.make_participant(membership.organisation, name=name, **fields)


@pytest.mark.parametrize(
    ("known_as", "typed"),
    [
        ("Amina Yusuf", "amina  YUSUF"),
        ("Amina Yusuf", "Yusuf Amina"),
        ("Amina Yusuf", "Ameenah Youssef"),
        ("Amina Yusuf", "Amina"),
        ("Amina", "Amina Yusuf"),
        ("Amina Yusuf Ali", "Amina Yusuf"),
        ("Muhammad Hussein", "Mohamed Hossain"),
        ("Zoë Núñez", "Zoe Nunez"),
        ("أمينة يوسف", "امینه یوسف"),
        ("كريم", "کریم"),
        ("Амина Юсуф", "амина юсуф"),
        ("ሰላም ተስፋይ", "ሰላም ተስፋይ"),
        ("Selam", "\u200bSelam\u202c"),
    ],
)
def test_likely_the_same(worker, known_as, typed):
    with factories.acting(worker):
        known(worker, known_as, "Somebody Else")
        assert [one.name for one in likely_duplicates(worker.organisation, typed)] == [known_as]


@pytest.mark.parametrize(
    ("known_as", "typed"),
    [
        ("Amina Yusuf", "Amina Ali"),
        ("Amina Yusuf", "Yasin"),
        ("Hussein Ali", "Hassan"),
        ("Mia", "May"),
        ("Amina", ""),
        ("Amina", "?"),
    ],
)
def test_not_likely(worker, known_as, typed):
    with factories.acting(worker):
        known(worker, known_as)
        assert likely_duplicates(worker.organisation, typed) == []


def test_the_year_of_birth_tells_people_of_one_name_apart(worker):
    with factories.acting(worker):
        known(worker, "Amina Yusuf", year_of_birth=1990)
        known(worker, "Amina Yusuf", year_of_birth=1961)
        known(worker, "Ameena Yousef", year_of_birth=1961)
        found = likely_duplicates(worker.organisation, "Amina Yusuf", 1990)
    assert [(one.name, one.year_of_birth) for one in found] == [
        ("Amina Yusuf", 1990),
        ("Amina Yusuf", 1961),
    ]


def test_at_most_as_many_as_asked_for_the_nearest_first(worker):
    with factories.acting(worker):
        known(worker, *[f"Mohamed Number{n}" for n in range(8)], "Mohamed")
        found = likely_duplicates(worker.organisation, "Mohamed", limit=3)
    assert len(found) == 3
    assert found[0].name == "Mohamed"


def test_people_of_others_are_not_asked_about(worker):
    other = factories.make_membership(Role.WORKER)
    with factories.acting(other):
        known(other, "Amina Yusuf")
    with factories.acting(worker):
        assert likely_duplicates(worker.organisation, "Amina Yusuf") == []


def test_one_query_however_many_share_the_name(worker, django_assert_num_queries):
    with factories.acting(worker):
        known(worker, *["Amina Yusuf"] * 20)
        with django_assert_num_queries(1):
            likely_duplicates(worker.organisation, "Amina Yusuf")


def test_words_follow_a_changed_name(worker):
    with factories.acting(worker):
        known(worker, "Amina")
        person = Participant.objects.get()
        person.name = "Ameena Yusuf"
        person.save()
        words = NameKey.objects.filter(spans=1).values_list("place", "word", "sound")
        assert list(words.order_by("place")) == [(0, "ameena", "amn"), (1, "yusuf", "ysf")]


@pytest.mark.parametrize(
    ("born", "recorded", "day", "band"),
    [
        (2025, "", date(2026, 6, 1), "0-4"),
        (2027, "", date(2026, 6, 1), "0-4"),
        (2021, "", date(2026, 1, 1), "5-11"),
        (2008, "", date(2026, 12, 31), "18-24"),
        (2009, "", date(2026, 12, 31), "12-17"),
        (1961, "", date(2026, 1, 1), "65+"),
        (1987, "65+", date(2026, 1, 1), "25-49"),
        (None, "50-64", date(2026, 1, 1), "50-64"),
        (None, "", date(2026, 1, 1), ""),
    ],
)
def test_age_band(born, recorded, day, band):
    assert age_band(born, recorded, day) == band
