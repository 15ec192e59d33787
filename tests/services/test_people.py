"""People: found by any part of their name, added once, corrected without losing anything."""

import uuid

import pytest
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from services.models import Household, Participant
from tests import factories
from tests.pages import same_number_of_queries, without_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def logger(worker):
    return factories.make_membership(Role.LOGGER, organisation=worker.organisation)


@pytest.fixture
def stranger(db):
    return factories.make_membership(Role.MANAGER)


def person(membership, **fields):
    with factories.acting(membership):
        return factories.make_participant(membership.organisation, **fields)


def stored(membership):
    with factories.acting(membership):
        return list(Participant.objects.order_by("id"))


def actions(membership):
    with factories.acting(membership):
        return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def typed(**fields):
    return {
        "key": str(uuid.uuid4()),
        "name": "Amina Yusuf",
        "main_language": "",
        "year_of_birth": "",
        "age_band": "",
        "gender": "",
        "outward_postcode": "",
        "district": "",
        "household_name": "",
        "joined_on": "2026-09-14",
        **fields,
    }


class TestList:
    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("Zoë Núñez", "nun"),
            ("Amina Yusuf", "yus am"),
            ("أمينة يوسف", "امینه"),
            ("Олена Ковальчук", "ковал"),
            ("ሰላም ተስፋይ", "ተስፋ"),
        ],
    )
    def test_finds_the_beginning_of_any_name_in_any_script(self, as_member, worker, name, words):
        person(worker, name=name)
        person(worker, name="Somebody Else")
        page = as_member(worker).post(reverse("people"), {"words": words}, follow=True)
        assert name in page.content.decode()
        assert "Somebody Else" not in page.content.decode()

    def test_a_search_is_in_no_address(self, as_member, worker):
        answer = as_member(worker).post(reverse("people"), {"words": "Amina"})
        assert (answer.status_code, answer.url) == (302, "/people/")

    def test_goes_forth_and_back_by_key(self, as_member, worker):
        for n in range(120):
            person(worker, name=f"Person {n:03}")
        client = as_member(worker)
        first = client.get(reverse("people"))
        second = client.get("/people/" + first.context["page"].next_url)
        third = client.get("/people/" + second.context["page"].next_url)
        names = [[p.name for p in page.context["page"].rows] for page in (first, second, third)]
        assert [len(page) for page in names] == [50, 50, 20]
        together = [name for page in names for name in page]
        assert together == sorted(together)
        assert third.context["page"].next_url == ""
        back = client.get("/people/" + third.context["page"].previous_url)
        assert [p.name for p in back.context["page"].rows] == names[1]

    def test_who_has_left_is_on_another_view(self, as_member, worker):
        person(worker, name="Gone Away", left_on="2026-06-01")
        client = as_member(worker)
        assert "Gone Away" not in client.get(reverse("people")).content.decode()
        assert "Gone Away" in client.get(reverse("people") + "?show=left").content.decode()

    def test_costs_the_same_for_one_and_for_three(self, as_member, worker):
        client = as_member(worker)
        same_number_of_queries(
            lambda: client.get(reverse("people")), lambda: person(worker, main_language="ti")
        )

    def test_the_empty_list_teaches_the_next_step(self, as_member, worker):
        assert "Add the first person" in as_member(worker).get(reverse("people")).content.decode()

    @pytest.mark.parametrize("after", ["x", "9" * 500, "' or 1=1"])
    def test_a_page_that_never_was(self, as_member, worker, after):
        assert as_member(worker).get(reverse("people"), {"after": after}).status_code == 404

    def test_a_logger_is_told_why_not(self, as_member, logger):
        page = as_member(logger).get(reverse("people"))
        assert page.status_code == 403
        assert "Your role does not let you see participants" in page.content.decode()


class TestPage:
    def test_shows_what_is_known(self, as_member, worker):
        amina = person(worker, main_language="so", year_of_birth=1990, district_id="E08000003")
        with factories.acting(worker):
            group = factories.make_group(worker.organisation, name="Tuesdays")
            factories.enrol(group, amina)
            factories.make_session(group, factories.date(2026, 9, 15), present=[amina])
        text = as_member(worker).get(reverse("participant", args=[amina.uuid])).content.decode()
        for part in ("Somali", "1990 (25 to 49)", "Manchester", "Tuesdays", "15 Sep 2026", "Here"):
            assert part in text

    def test_costs_the_same_with_one_session_and_with_three(self, as_member, worker):
        amina = person(worker)
        days = iter(range(1, 20))

        def add():
            with factories.acting(worker):
                group = factories.make_group(worker.organisation)
                factories.enrol(group, amina)
                factories.make_session(group, factories.date(2026, 9, next(days)), late=[amina])

        client = as_member(worker)
        same_number_of_queries(lambda: client.get(reverse("participant", args=[amina.uuid])), add)

    def test_a_stranger_finds_nobody(self, as_member, worker, stranger):
        amina = person(worker)
        client = as_member(stranger)
        for name in ("participant", "participant-edit"):
            found = client.get(reverse(name, args=[amina.uuid]))
            made_up = client.get(reverse(name, args=[uuid.uuid4()]))
            assert found.status_code == made_up.status_code == 404
            assert without_token(found) == without_token(made_up)


class TestNew:
    def test_a_name_is_enough(self, as_member, worker):
        answer = as_member(worker).post(reverse("participant-new"), typed())
        [amina] = stored(worker)
        assert answer.url == reverse("participant", args=[amina.uuid])
        assert (amina.name, amina.added_by_id) == ("Amina Yusuf", worker.user_id)
        assert actions(worker) == ["participant added"]

    def test_everything_that_may_be_said(self, as_member, worker):
        fields = typed(
            main_language="ti",
            other_languages=["ar", "", "am"],
            year_of_birth="1987",
            age_band="25-49",
            gender="woman",
            outward_postcode="m14 5rq",
            district="E08000003",
            household_name="Haile family",
        )
        as_member(worker).post(reverse("participant-new"), fields)
        [amina] = stored(worker)
        assert (amina.main_language, amina.other_languages) == ("ti", ["ar", "am"])
        assert (amina.year_of_birth, amina.age_band) == (1987, "")
        assert (amina.outward_postcode, amina.district_id) == ("M14", "E08000003")
        with factories.acting(worker):
            assert amina.household.name == "Haile family"

    def test_sent_twice_is_one_person(self, as_member, worker):
        client, fields = as_member(worker), typed()
        answers = [client.post(reverse("participant-new"), fields) for _ in "ab"]
        assert answers[0].url == answers[1].url
        assert len(stored(worker)) == 1
        assert actions(worker) == ["participant added"]

    def test_a_key_that_somebody_else_has_tells_nothing(self, as_member, worker, stranger):
        theirs = person(stranger)
        answer = as_member(worker).post(reverse("participant-new"), typed(key=str(theirs.uuid)))
        [amina] = stored(worker)
        assert answer.status_code == 302
        assert amina.uuid != theirs.uuid

    def test_asks_before_adding_somebody_who_may_be_known(self, as_member, worker):
        known = person(worker, name="Ameena Yousef")
        client, fields = as_member(worker), typed(main_language="so")
        page = client.post(reverse("participant-new"), fields)
        text = page.content.decode()
        assert page.status_code == 422
        assert "Ameena Yousef" in text and "Amina Yusuf" in text
        assert '<option value="so" selected>' in text
        answer = client.post(reverse("participant-new"), {**fields, "same": str(known.uuid)})
        assert answer.url == reverse("participant", args=[known.uuid])
        assert len(stored(worker)) == 1
        client.post(reverse("participant-new"), {**fields, "same": "new"})
        assert len(stored(worker)) == 2

    def test_people_of_others_are_never_likely(self, as_member, worker, stranger):
        theirs = person(stranger, name="Amina Yusuf")
        fields = typed(same=str(theirs.uuid))
        as_member(worker).post(reverse("participant-new"), fields)
        assert [p.organisation_id for p in stored(worker)] == [worker.organisation_id]

    def test_asks_which_household_of_that_name(self, as_member, worker):
        with factories.acting(worker):
            family = Household.objects.create(organisation=worker.organisation, name="Haile family")
        person(worker, name="Selam", household=family)
        client, fields = as_member(worker), typed(household_name="haile family")
        page = client.post(reverse("participant-new"), fields)
        assert page.status_code == 422
        assert "Selam" in page.content.decode()
        client.post(reverse("participant-new"), {**fields, "which_household": str(family.uuid)})
        assert stored(worker)[-1].household_id == family.pk

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("name", "", "Write the name"),
            ("name", "\u202e\u200b ", "Write the name"),
            ("name", "?!", "Write the name"),
            ("name", "x" * 121, "at most 120"),
            ("year_of_birth", "87", "four digits|1900"),
            ("year_of_birth", "2090", "1900 to this year"),
            ("year_of_birth", "9" * 5000, "four digits"),
            ("year_of_birth", "1e3", "four digits"),
            ("outward_postcode", "NOT", "first half"),
            ("outward_postcode", "M" * 40, "first half"),
            ("district", "E99999999", "is not the code of a district"),
            ("main_language", "xx", "Choose a language"),
            ("other_languages", ["xx"], "Choose languages"),
            ("joined_on", "2090-01-01", "cannot be right"),
            ("joined_on", "1887-01-01", "cannot be right"),
            ("joined_on", "31/31/2026", "Write a day"),
            ("gender", "x", "Select a valid choice"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_saves_nothing(
        self, as_member, worker, field, value, sentence
    ):
        fields = typed(household_name="Kept as typed", **{field: value})
        page = as_member(worker).post(reverse("participant-new"), fields)
        assert page.status_code == 422
        text = page.content.decode()
        assert any(part in text for part in sentence.split("|")), page.context["form"].errors
        assert "Kept as typed" in text
        assert "autofocus" in text
        assert stored(worker) == []

    def test_characters_that_cannot_be_seen_are_taken_out(self, as_member, worker):
        as_member(worker).post(
            reverse("participant-new"), typed(name="\u202eAmina\x00\u200b\u2066  Yusuf\n")
        )
        assert [p.name for p in stored(worker)] == ["Amina Yusuf"]

    def test_extra_fields_change_nothing(self, as_member, worker, stranger):
        fields = typed(
            organisation=stranger.organisation_id,
            organisation_id=stranger.organisation_id,
            added_by=stranger.user_id,
            id=1,
            name_key="zzz",
            left_on="2026-01-01",
        )
        as_member(worker).post(reverse("participant-new"), fields)
        [amina] = stored(worker)
        assert amina.organisation_id == worker.organisation_id
        assert (amina.added_by_id, amina.name_key) == (worker.user_id, "amina yusuf")
        assert amina.left_on is None
        assert stored(stranger) == []

    def test_a_logger_may_not(self, as_member, logger):
        assert as_member(logger).post(reverse("participant-new"), typed()).status_code == 403
        assert stored(logger) == []

    def test_immigration_status_is_not_asked(self, as_member, worker):
        text = as_member(worker).get(reverse("participant-new")).content.decode().lower()
        assert "immigration" not in text and "status" not in text.replace('role="status"', "")


class TestEdit:
    def drawn(self, client, amina):
        """The values of the form as the page drew it."""
        form = client.get(reverse("participant-edit", args=[amina.uuid])).context["form"]
        return {name: form[name].value() or "" for name in form.fields}

    def test_corrects(self, as_member, worker):
        amina = person(worker, name="Amina", main_language="so")
        client = as_member(worker)
        fields = {**self.drawn(client, amina), "name": "Amina Yusuf", "left_on": "2026-10-01"}
        answer = client.post(reverse("participant-edit", args=[amina.uuid]), fields)
        assert answer.url == reverse("participant", args=[amina.uuid])
        [amina] = stored(worker)
        assert (amina.name, amina.name_key, amina.main_language) == (
            "Amina Yusuf",
            "amina yusuf",
            "so",
        )
        assert str(amina.left_on) == "2026-10-01"
        assert actions(worker) == ["participant changed"]

    def test_takes_somebody_out_of_a_household(self, as_member, worker):
        with factories.acting(worker):
            family = Household.objects.create(organisation=worker.organisation, name="Haile")
        amina = person(worker, household=family)
        client = as_member(worker)
        fields = self.drawn(client, amina)
        assert fields["household_name"] == "Haile"
        client.post(reverse("participant-edit", args=[amina.uuid]), fields)
        assert stored(worker)[0].household_id == family.pk
        client.post(
            reverse("participant-edit", args=[amina.uuid]), {**fields, "household_name": ""}
        )
        assert stored(worker)[0].household_id is None

    def test_who_saves_second_sees_what_changed(self, as_member, worker):
        amina = person(worker, name="Amina", outward_postcode="M14")
        client = as_member(worker)
        fields = self.drawn(client, amina)
        with factories.acting(worker):
            Participant.objects.filter(pk=amina.pk).update(outward_postcode="M8")
        page = client.post(
            reverse("participant-edit", args=[amina.uuid]), {**fields, "name": "Amina Yusuf"}
        )
        text = page.content.decode()
        assert page.status_code == 409
        assert "Somebody else changed this" in text and "M8" in text and "Amina Yusuf" in text
        assert [p.name for p in stored(worker)] == ["Amina"]
        again = {**fields, "name": "Amina Yusuf", "was": page.context["form"]["was"].value()}
        client.post(reverse("participant-edit", args=[amina.uuid]), again)
        assert [p.name for p in stored(worker)] == ["Amina Yusuf"]

    def test_leaving_before_coming_is_refused(self, as_member, worker):
        amina = person(worker)
        client = as_member(worker)
        fields = {**self.drawn(client, amina), "left_on": "2020-01-01"}
        page = client.post(reverse("participant-edit", args=[amina.uuid]), fields)
        assert page.status_code == 422
        assert "must not be before" in page.content.decode()

    def test_a_colleague_without_the_right_and_a_stranger(
        self, as_member, worker, logger, stranger
    ):
        amina = person(worker, name="Amina")
        address = reverse("participant-edit", args=[amina.uuid])
        assert as_member(logger).post(address, typed(name="X")).status_code == 403
        assert as_member(stranger).post(address, typed(name="X")).status_code == 404
        assert [p.name for p in stored(worker)] == ["Amina"]
