"""The check finds what could tell who somebody is, and says what it is."""

import pytest
from django.urls import reverse

from organisations.enums import Role
from outcomes.calculations.identifying import findings_of
from outcomes.models import Story, StoryMayStay
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(db):
    user = factories.make_user(name="Zerihun Bekele")
    return factories.make_membership(Role.WORKER, user=user)


@pytest.fixture
def people(worker):
    with factories.acting(worker):
        for name in ("Zqmarkedname Haile", "Yusuf Abdi", "سارا احمدی", "Will Hope", "Noor Said"):
            factories.make_participant(worker.organisation, name=name)


def make_story(worker, words, language="en", **fields):
    fields = {"teller": "neighbour", "title": "It", "chosen_name": "Rose"} | fields
    with factories.acting(worker):
        return Story.objects.create(
            organisation=worker.organisation,
            words=words,
            language=language,
            told_on="2026-05-04",
            **fields,
        )


def found(worker, words, language="en", **fields):
    story = make_story(worker, words, language, **fields)
    with factories.acting(worker):
        return [(one.found.value, one.text) for one in findings_of(story)]


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [
        ("I came with Zqmarkedname to the class.", "en", "Zqmarkedname"),
        ("zqmarkedname showed me.", "en", "zqmarkedname"),
        ("Zqmarkedname’s mother cooked.", "en", "Zqmarkedname’s"),
        ("جاء معي زقماركدنامه إلى الصف", "ar", None),
        ("ساعدني يوسف في كل شيء", "ar", "يوسف"),
        ("ذهبت ويوسف إلى الطبيب", "ar", "ويوسف"),
        ("Помог мне Юсуф.", "ru", "Юсуф"),
        ("My teacher Yousef was kind.", "en", "Yousef"),
        ("Then Sara helped me.", "en", "Sara"),
        ("سارا با من آمد", "fa", "سارا"),
        ("قالت لي نور إنها تنتظر", "ar", "نور"),
        ("ዩሱፍ ረዳኝ", "am", "ዩሱፍ"),
    ],
)
def test_names_of_people_here_in_every_script(worker, people, words, language, name):
    if name is not None:
        assert ("person", name) in found(worker, words, language)


def test_a_marked_name_written_in_arabic_is_found_in_both_scripts(worker):
    with factories.acting(worker):
        factories.make_participant(worker.organisation, name="زكرمان الكرمي")
    assert ("person", "زكرمان") in found(worker, "قال زكرمان نعم", "ar")
    assert ("person", "Zakarman") in found(worker, "So Zakarman said yes.")


def test_ordinary_words_are_left_alone(worker, people):
    said = (
        "I hope that I will find a home. May is a good month in Manchester, where we learn English."
    )
    assert found(worker, said) == []
    assert ("person", "Hope") in found(worker, "Then Hope rang me.")


def test_people_of_others_and_restricted_ones_are_not_told(worker, people):
    manager = factories.make_membership(Role.MANAGER, organisation=worker.organisation)
    with factories.acting(manager):
        hidden = factories.make_participant(worker.organisation, name="Berhane Tesfalem")
        factories.restrict(hidden)
    said = "I met Berhane there."
    assert found(worker, said) == [("capital", "Berhane")]
    assert found(manager, said) == [("person", "Berhane")]


def test_colleagues_and_who_told_it(worker):
    assert found(worker, "My teacher zerihun helped.") == [("staff", "zerihun")]
    assert found(worker, "They call me Margaret.", teller_name="Margaret Hill") == [
        ("teller", "Margaret")
    ]


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("Ring me: 07700 900123.", "phone", "07700 900123"),
        ("Ring +44 (0)161 496 0000 today", "phone", "+44 (0)161 496 0000"),
        ("رقمي ٠٧٧٠٠ ٩٠٠١٢٣", "phone", "٠٧٧٠٠ ٩٠٠١٢٣"),
        ("write to me.too@example.org", "email", "me.too@example.org"),
        ("see www.example.org/me", "link", "www.example.org/me"),
        ("we live at M14 5RX now", "postcode", "M14 5RX"),
        ("we live in SW1A now", "postcode", "SW1A"),
        ("at 12 Claremont Road, near", "address", "12 Claremont Road"),
        ("in flat 7 above", "address", "flat 7"),
        ("near Platt Fields Park we met", "place", "Platt Fields Park"),
        ("on 12 March 2024 I came", "date", "12 March 2024"),
        ("on March 12th I came", "date", "March 12th"),
        ("on 12/03/2024 I came", "date", "12/03/2024"),
        ("в Манчестер 12 березня 2024", "date", "12 березня 2024"),
        ("وصلت في ١٢ مارس ٢٠٢٤", "date", "١٢ مارس ٢٠٢٤"),
        ("my case A1234567 was", "reference", "A1234567"),
        ("my UAN 3434-1234-5678-9012 is", "reference", "3434-1234-5678-9012"),
        ("appeal PA/12345/2023 is", "reference", "PA/12345/2023"),
        ("card ZX1234567 came", "reference", "ZX1234567"),
        ("number QQ 12 34 56 C came", "reference", "QQ 12 34 56 C"),
        ("then we moved to Moss Side together", "capital", "Moss Side"),
    ],
)
def test_by_their_shape(worker, words, kind, text):
    language = {"в": "uk", "و": "ar", "ر": "ar"}.get(words[0], "en")
    assert (kind, text) in found(worker, words, language)


@pytest.mark.parametrize(
    "words",
    [
        "In March 2024 I moved up from E1 to E2, and then B1.",
        "From 2019 to 2023, and in 2024-2025, I had £1,200 a month.",
        "There are 14 of us, 3 children; 100% came.",
        "On Monday the NHS and the Home Office wrote, thank God.",
        "I speak Tigrinya, my friend is from Eritrea and lives in Greater Manchester.",
    ],
)
def test_what_tells_of_nobody(worker, words):
    assert found(worker, words) == []


def test_rooms_of_the_organisation_are_places(worker):
    with factories.acting(worker):
        factories.make_room(worker.organisation, name="the blue hall")
    assert found(worker, "We sing in the blue hall.") == [("place", "the blue hall")]


def test_the_name_for_readers_is_looked_at_too(worker, people):
    assert found(worker, "I came.", chosen_name="Yusuf A.") == [("person", "Yusuf")]


class TestThePage:
    def test_each_is_named_and_may_stay_for_a_reason(self, as_member, worker, people):
        story = make_story(worker, "Yusuf rang 07700 900123.")
        client, address = as_member(worker), reverse("story-check", args=[story.uuid])
        page = client.get(address).text
        assert "A name of somebody among your people" in page and "A telephone number" in page
        assert client.post(address).status_code == 422
        sent = {"found": "person", "text": "Yusuf", "reason": ""}
        assert client.post(address, sent).status_code == 422
        sent["reason"] = "Another Yusuf, who agreed"
        assert client.post(address, sent).status_code == 302
        assert client.post(address).status_code == 422
        client.post(address, {"found": "phone", "text": "07700 900123", "reason": "Ours"})
        assert client.post(address).status_code == 302
        with factories.acting(worker):
            assert Story.objects.get().checked_by_id == worker.user_id
            assert StoryMayStay.objects.count() == 2

    def test_what_is_not_there_cannot_stay(self, as_member, worker):
        story = make_story(worker, "Nothing.")
        sent = {"found": "person", "text": "Nobody", "reason": "x"}
        answer = as_member(worker).post(reverse("story-check", args=[story.uuid]), sent)
        assert answer.status_code == 422 and "not in the story any more" in answer.text
