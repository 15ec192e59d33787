"""Services and groups: set up by who runs them, seen by who logs, closed without loss."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from services.models import Enrolment, Group, Service
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


@pytest.fixture
def group(worker, logger):
    with factories.acting(worker):
        made = factories.make_group(worker.organisation, name="Tuesdays")
        factories.name_on(made, logger)
        return made


def service_fields(**fields):
    return {"key": str(uuid.uuid4()), "name": "English", "kind": "esol", **fields}


def group_fields(**fields):
    return {
        "key": str(uuid.uuid4()),
        "name": "Beginners",
        "weekday": "1",
        "starts_at": "10:00",
        "minutes": "90",
        "venue": "Library",
        "place": "E08000003",
        "counting": "names",
        "usual_mark": "present",
        **fields,
    }


def actions(membership):
    with factories.acting(membership):
        return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


class TestServices:
    def test_a_service_is_set_up(self, as_member, worker):
        answer = as_member(worker).post(reverse("service-new"), service_fields())
        with factories.acting(worker):
            [service] = Service.objects.all()
        assert answer.url == reverse("service", args=[service.uuid])
        assert service.organisation_id == worker.organisation_id
        assert actions(worker) == ["service added"]

    def test_sent_twice_is_one_service(self, as_member, worker):
        client, fields = as_member(worker), service_fields()
        answers = [client.post(reverse("service-new"), fields) for _ in "ab"]
        assert answers[0].url == answers[1].url
        assert actions(worker) == ["service added"]

    def test_a_name_is_taken_once(self, as_member, worker, stranger):
        client = as_member(worker)
        client.post(reverse("service-new"), service_fields())
        page = client.post(reverse("service-new"), service_fields())
        assert page.status_code == 422
        assert "You already have a service with this name." in page.text
        assert as_member(stranger).post(reverse("service-new"), service_fields()).status_code == 302

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("name", "", "Give the service a name"),
            ("name", "\u202e", "Give the service a name"),
            ("name", "x" * 121, "at most 120"),
            ("kind", "", "Choose a kind"),
            ("kind", "war", "Choose a kind"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_member, worker, field, value, sentence):
        page = as_member(worker).post(reverse("service-new"), service_fields(**{field: value}))
        assert page.status_code == 422
        assert sentence in page.text

    def test_is_renamed_closed_and_opened_again(self, as_member, worker, group):
        client = as_member(worker)
        service = group.service
        for name, fields in (
            ("service-edit", {"name": "ESOL", "kind": "esol"}),
            ("service-close", {}),
            ("service-reopen", {}),
            ("group-reopen", {}),
        ):
            thing = group if name.startswith("group") else service
            assert client.post(reverse(name, args=[thing.uuid]), fields).status_code == 302
        with factories.acting(worker):
            service.refresh_from_db()
            group.refresh_from_db()
        assert (service.name, service.closed_on, group.closed_on) == ("ESOL", None, None)
        assert actions(worker) == [
            "service changed",
            "service closed",
            "service reopened",
            "group reopened",
        ]

    def test_closing_takes_its_groups_off_the_list(self, as_member, worker, group):
        client = as_member(worker)
        assert "Tuesdays" in client.get(reverse("groups")).text
        client.post(reverse("service-close", args=[group.service.uuid]))
        assert "Tuesdays" not in client.get(reverse("groups")).text
        assert "Tuesdays" in client.get(reverse("groups") + "?show=closed").text
        client.post(reverse("group-reopen", args=[group.uuid]))
        assert "Tuesdays" in client.get(reverse("groups")).text

    def test_the_list_costs_the_same_for_one_and_for_three(self, as_member, worker):
        client = as_member(worker)

        def add():
            with factories.acting(worker):
                factories.make_group(worker.organisation)

        same_number_of_queries(lambda: client.get(reverse("groups")), add)

    def test_a_logger_sees_but_does_not_set_up(self, as_member, logger, group):
        client = as_member(logger)
        assert "Tuesdays" in client.get(reverse("groups")).text
        assert client.get(reverse("service", args=[group.service.uuid])).status_code == 200
        for name in ("service-edit", "service-close", "service-reopen", "group-new"):
            assert client.post(reverse(name, args=[group.service.uuid])).status_code == 403
        for name in ("group-edit", "group-close", "group-reopen", "group-people"):
            assert client.post(reverse(name, args=[group.uuid])).status_code == 403
        assert client.post(reverse("service-new"), service_fields()).status_code == 403
        assert actions(logger) == []

    def test_a_stranger_finds_nothing(self, as_member, stranger, group):
        client = as_member(stranger)
        for name, thing in (
            ("service", group.service),
            ("service-edit", group.service),
            ("service-close", group.service),
            ("service-reopen", group.service),
            ("group-new", group.service),
            ("group", group),
            ("group-edit", group),
            ("group-close", group),
            ("group-reopen", group),
            ("group-people", group),
        ):
            found = client.post(reverse(name, args=[thing.uuid]), group_fields())
            made_up = client.post(reverse(name, args=[uuid.uuid4()]), group_fields())
            assert found.status_code == made_up.status_code == 404
            assert without_token(found) == without_token(made_up)

    @pytest.mark.parametrize("name", ["service-close", "service-reopen"])
    def test_opening_an_address_changes_nothing(self, as_member, worker, group, name):
        assert as_member(worker).get(reverse(name, args=[group.service.uuid])).status_code == 405


class TestGroups:
    def test_a_group_is_set_up(self, as_member, worker):
        with factories.acting(worker):
            service = factories.make_service(worker.organisation)
        address = reverse("group-new", args=[service.uuid])
        answer = as_member(worker).post(address, group_fields())
        with factories.acting(worker):
            [group] = Group.objects.select_related("room")
            [series] = group.series.all()
            assert group.room == series.room
        assert answer.url == reverse("group", args=[group.uuid])
        assert (group.service_id, group.minutes, group.room.name) == (service.pk, 90, "Library")
        assert (series.rule, series.minutes) == ("FREQ=WEEKLY;BYDAY=TU", 90)
        assert (series.first_on, series.keeps_terms) == (timezone.localdate(), True)
        assert group.place_id == "E08000003"

    def test_a_group_without_a_usual_day_or_place(self, as_member, worker, group):
        address = reverse("group-new", args=[group.service.uuid])
        as_member(worker).post(address, group_fields(weekday="", place="", venue=""))
        with factories.acting(worker):
            made = Group.objects.latest("id")
            assert not made.series.exists()
        assert (made.place_id, made.room_id) == (None, None)

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("name", "", "Give the group a name"),
            ("name", "Tuesdays", "already has a group with this name"),
            ("weekday", "7", "Choose a day of the week"),
            ("weekday", "\x00", "Choose a day of the week"),
            ("starts_at", "", "Write when it starts"),
            ("starts_at", "25:00", "Write a time like"),
            ("minutes", "4", "between 5 minutes and 16 hours"),
            ("minutes", "9" * 400, "between 5 minutes and 16 hours"),
            ("minutes", "9" * 5000, "as a number"),
            ("minutes", "-5", "between 5 minutes and 16 hours"),
            ("minutes", "an hour", "as a number"),
            ("venue", "x" * 121, "at most 120"),
            ("place", "E0", "is not the code of a district"),
            ("counting", "none", "Select a valid choice"),
            ("usual_mark", "", "Choose how a new register starts"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_member, worker, group, field, value, sentence):
        address = reverse("group-new", args=[group.service.uuid])
        fields = group_fields(**{"venue": "Kept as typed", field: value})
        page = as_member(worker).post(address, fields)
        assert page.status_code == 422
        assert sentence in page.text
        assert field == "venue" or "Kept as typed" in page.text
        with factories.acting(worker):
            assert Group.objects.count() == 1

    def test_who_saves_second_sees_what_changed(self, as_member, worker, group):
        client = as_member(worker)
        address = reverse("group-edit", args=[group.uuid])
        was = client.get(address).context["form"]["was"].value()
        with factories.acting(worker):
            Group.objects.filter(pk=group.pk).update(usual_mark="absent")
        page = client.post(address, group_fields(name="Wednesdays", was=was))
        assert page.status_code == 409
        assert "Everyone away" in page.text and "Wednesdays" in page.text

    def test_the_page_shows_people_and_sessions(self, as_member, worker, group):
        with factories.acting(worker):
            amina = factories.make_participant(worker.organisation, name="Amina Yusuf")
            selam = factories.make_participant(worker.organisation, name="ሰላም")
            factories.enrol(group, amina, selam)
            factories.make_session(
                group, factories.date(2026, 9, 15), present=[amina], absent=[selam]
            )
        text = as_member(worker).get(reverse("group", args=[group.uuid])).text
        for part in ("Amina Yusuf", "ሰላም", "Tue 15 Sep 2026", "1 here"):
            assert part in text

    def test_the_page_costs_the_same_for_one_and_for_three(self, as_member, worker, group):
        client = as_member(worker)
        days = iter(range(1, 20))

        def add():
            with factories.acting(worker):
                person = factories.make_participant(worker.organisation)
                factories.enrol(group, person)
                factories.make_session(group, factories.date(2026, 9, next(days)), present=[person])

        same_number_of_queries(lambda: client.get(reverse("group", args=[group.uuid])), add)

    def test_a_logger_sees_names_without_a_way_to_their_pages(
        self, as_member, worker, logger, group
    ):
        with factories.acting(worker):
            amina = factories.make_participant(worker.organisation, name="Amina Yusuf")
            factories.enrol(group, amina)
        text = as_member(logger).get(reverse("group", args=[group.uuid])).text
        assert "Amina Yusuf" in text
        assert str(amina.uuid) not in text


class TestEnrolments:
    def people(self, membership, *names):
        with factories.acting(membership):
            return [factories.make_participant(membership.organisation, name=n) for n in names]

    def on_list(self, membership, group):
        with factories.acting(membership):
            rows = Enrolment.objects.filter(group=group, left_on=None)
            return sorted(rows.values_list("participant__name", flat=True))

    def test_people_are_found_ticked_and_put_on_the_list(self, as_member, worker, group):
        amina, selam, _ = self.people(worker, "Amina Yusuf", "Selam Tesfay", "Olena")
        client, address = as_member(worker), reverse("group-people", args=[group.uuid])
        assert "Olena" in client.get(address).text
        page = client.post(address, {"words": "ami"})
        assert "Amina Yusuf" in page.text and "Olena" not in page.text
        client.post(address, {"enrol": "1", "people": [amina.uuid, selam.uuid]})
        client.post(address, {"enrol": "1", "people": [amina.uuid]})
        assert self.on_list(worker, group) == ["Amina Yusuf", "Selam Tesfay"]
        assert "Amina Yusuf" not in client.get(address).text

    def test_who_left_comes_back(self, as_member, worker, group):
        [amina] = self.people(worker, "Amina")
        client = as_member(worker)
        address = reverse("group-people", args=[group.uuid])
        client.post(address, {"enrol": "1", "people": [amina.uuid]})
        remove = reverse("group-people-remove", args=[group.uuid])
        assert "Tick at least one person." in client.post(remove, follow=True).text
        assert self.on_list(worker, group) == ["Amina"]
        client.post(remove, {"people": [amina.uuid]})
        assert self.on_list(worker, group) == []
        client.post(address, {"enrol": "1", "people": [amina.uuid]})
        assert self.on_list(worker, group) == ["Amina"]
        assert actions(worker) == ["people enrolled", "people left group", "people enrolled"]

    @pytest.mark.parametrize("people", [[], ["x"], ["\x00"], [str(uuid.uuid4())]])
    def test_nobody_or_somebody_made_up(self, as_member, worker, group, people):
        address = reverse("group-people", args=[group.uuid])
        page = as_member(worker).post(address, {"enrol": "1", "people": people})
        assert page.status_code == 422
        assert "Tick at least one" in page.text or "not in your organisation" in page.text

    def test_people_of_others_cannot_be_put_on_a_list(self, as_member, worker, stranger, group):
        [theirs] = self.people(stranger, "Amina")
        address = reverse("group-people", args=[group.uuid])
        page = as_member(worker).post(address, {"enrol": "1", "people": [theirs.uuid]})
        assert page.status_code == 422
        assert self.on_list(worker, group) == []

    def test_a_stranger_takes_nobody_off(self, as_member, worker, stranger, logger, group):
        [amina] = self.people(worker, "Amina")
        with factories.acting(worker):
            factories.enrol(group, amina)
        address, fields = (
            reverse("group-people-remove", args=[group.uuid]),
            {"people": [amina.uuid]},
        )
        assert as_member(stranger).post(address, fields).status_code == 404
        assert as_member(logger).post(address, fields).status_code == 403
        assert self.on_list(worker, group) == ["Amina"]

    def test_the_search_costs_the_same_for_one_and_for_three(self, as_member, worker, group):
        client, address = as_member(worker), reverse("group-people", args=[group.uuid])
        same_number_of_queries(lambda: client.get(address), lambda: self.people(worker, "Somebody"))
