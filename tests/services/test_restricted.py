"""A restricted record: seen by managers and who is named; for everybody else it never was."""

import re
import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from outcomes.models import Domain, Outcome
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import COUNT, scope
from services.calculations import likely_duplicates
from services.models import (
    Attendance,
    ContactDetails,
    Enrolment,
    Household,
    NamedPerson,
    NameKey,
    Note,
    Participant,
    Restriction,
    Session,
)
from tests import factories
from tests.pages import without_token

from .test_register import TUESDAY, filled, newcomer

pytestmark = pytest.mark.django_db
MARKED = "Quxwyn Zemblat"
MODELS = (Participant, NameKey, Enrolment, Attendance, Outcome, ContactDetails, Note)


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def worker(manager):
    return factories.make_membership(Role.WORKER, organisation=manager.organisation)


@pytest.fixture
def named(manager):
    return factories.make_membership(Role.WORKER, organisation=manager.organisation)


@pytest.fixture
def logger(manager):
    return factories.make_membership(Role.LOGGER, organisation=manager.organisation)


@pytest.fixture
def group(manager, logger):
    with factories.acting(manager):
        group = factories.make_group(
            manager.organisation, name="Choir", weekday=timezone.localdate().weekday()
        )
        factories.name_on(group, logger)
        return group


def a_life(organisation, group, name, **fields):
    """A person with a row in every table that is about people."""
    person = factories.make_participant(organisation, name=name, **fields)
    own = {"organisation": organisation, "participant": person}
    factories.enrol(group, person)
    domain = Domain.objects.order_by("pk")[0]
    Outcome.objects.create(
        **own, domain=domain, happened_on=TUESDAY, evidence=f"{name} reads letters."
    )
    ContactDetails.objects.create(**own, phone="0161 496 0000", reach=name)
    Note.objects.create(**own, text=f"Ask {name} about school.")
    return person


@pytest.fixture
def others(manager, group):
    with factories.acting(manager):
        house = Household.objects.create(organisation=manager.organisation, name="Moss Side")
        return a_life(manager.organisation, group, "Amina Yusuf", household=house)


@pytest.fixture
def hidden(manager, group, others, named):
    with factories.acting(manager):
        person = a_life(manager.organisation, group, MARKED, household=others.household)
        session = factories.make_session(group, TUESDAY, present=[others, person])
        factories.make_session(group, timezone.localdate(), present=[others, person])
        person.session = session
        return factories.restrict(person, named)


def seen_by(membership, hidden):
    """The tables in which this scope meets the person."""
    with factories.acting(membership):
        return {
            model.__name__
            for model in MODELS
            if model.objects.filter(
                **{"pk" if model is Participant else "participant": hidden.pk}
            ).exists()
        }


EVERYWHERE = {model.__name__ for model in MODELS}


class TestDatabase:
    def test_a_colleague_who_is_not_named_meets_no_row(self, worker, hidden):
        assert seen_by(worker, hidden) == set()
        with factories.acting(worker):
            assert not Restriction.objects.exists()
            assert not NamedPerson.objects.exists()
            for model in MODELS:
                assert model.objects.exists(), "the others are still there"

    def test_managers_and_who_is_named_meet_every_row(self, manager, named, hidden):
        assert seen_by(manager, hidden) == EVERYWHERE
        assert seen_by(named, hidden) == EVERYWHERE

    def test_a_scope_without_rights_is_told_nothing(self, manager, hidden):
        with scope(user_id=manager.user_id, organisation_ids=[manager.organisation_id]):
            assert Participant.objects.count() == 1

    def test_figures_count_everybody(self, worker, hidden):
        with scope(organisation_ids=[worker.organisation_id], rights=[COUNT]):
            assert Attendance.objects.count() == 4
            assert not ContactDetails.objects.exists()

    def test_named_elsewhere_is_not_named_here(self, manager, hidden, named):
        other = factories.make_membership(Role.WORKER, user=named.user)
        with scope(
            user_id=other.user_id,
            organisation_ids=[other.organisation_id],
            rights=other.scope.rights,
        ):
            assert not Participant.objects.exists()

    @pytest.mark.parametrize("who", ["worker", "named"])
    def test_only_who_may_restrict_changes_who_sees(self, request, who, manager, hidden):
        membership = request.getfixturevalue(who)
        with factories.acting(membership):
            for model in (Restriction, NamedPerson):
                with connection.cursor() as cursor:
                    cursor.execute(f"delete from {model._meta.db_table}")  # noqa: S608
                    assert cursor.rowcount == 0
            with pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
                NamedPerson.objects.create(
                    organisation=manager.organisation, participant=hidden, membership=membership
                )

    def test_nothing_can_be_written_about_somebody_hidden(self, worker, hidden, group):
        own = {"organisation_id": worker.organisation_id, "participant_id": hidden.pk}
        with factories.acting(worker):
            assert Participant.objects.filter(pk=hidden.pk).update(name="X") == 0
            with pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
                Note.objects.create(**own, text="Where is she?")
            with pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
                Attendance.objects.create(
                    **own, session=hidden.session, held_on=TUESDAY, mark="late"
                )

    @pytest.mark.parametrize("table", ["services_attendance", "services_enrolment"])
    def test_a_row_is_neither_moved_to_them_nor_taken_from_them(
        self, worker, manager, hidden, others, table
    ):
        with factories.acting(worker), connection.cursor() as cursor:
            for change in ("delete from {0}", "update {0} set participant_id = {1}"):
                cursor.execute(
                    change.format(table, others.pk) + f" where participant_id = {hidden.pk}"
                )
                assert cursor.rowcount == 0
            with pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
                cursor.execute(
                    f"update {table} set participant_id = {hidden.pk} "  # noqa: S608
                    f"where participant_id = {others.pk}"
                )

    def test_the_function_is_cheap_where_nobody_is_restricted(self, worker, others):
        with factories.acting(worker), connection.cursor() as cursor:
            cursor.execute("select rco_hidden_participants()")
            assert cursor.fetchone() == ([],)


def drawn(page):
    """The page without what differs each time it is drawn: its token, a new form's key."""
    return re.sub(r'name="key" value="[\w-]+"', "", without_token(page))


class TestNoTrace:
    def walk(self, client, group, session, *people):
        """Every page that shows people, groups, sessions or outcomes."""
        return {
            address: client.get(address)
            for address in (
                "/",
                reverse("people"),
                reverse("people") + "?show=left",
                reverse("groups"),
                reverse("service", args=[group.service.uuid]),
                reverse("group", args=[group.uuid]),
                reverse("group-people", args=[group.uuid]),
                reverse("register", args=[group.uuid]) + "?on=2026-02-02",
                reverse("session-register", args=[session.uuid]),
                reverse("outcomes"),
                *(
                    reverse(name, args=[person.uuid])
                    for person in people
                    for name in ("participant", "contact", "notes", "participant-outcomes")
                ),
            )
        }

    def test_every_page_is_that_of_a_world_without_them(
        self, as_member, worker, manager, hidden, group, others
    ):
        client = as_member(worker)
        with_them = self.walk(client, group, hidden.session, others)
        with factories.acting(manager):
            for model in (Attendance, Enrolment, Outcome, ContactDetails, Note):
                model.objects.filter(participant=hidden.pk).delete()
            Restriction.objects.all().delete()
            NamedPerson.objects.all().delete()
            Participant.objects.filter(pk=hidden.pk).delete()
        without_them = self.walk(client, group, hidden.session, others)
        for address, page in with_them.items():
            assert page.status_code == 200, address
            assert "Quxwyn" not in page.text and str(hidden.uuid) not in page.text, address
            assert drawn(page) == drawn(without_them[address]), address

    def test_searching_and_likely_people_find_nobody(self, as_member, worker, hidden, group):
        client = as_member(worker)
        page = client.post(reverse("people"), {"words": "quxwyn"}, follow=True)
        assert str(hidden.uuid) not in page.text
        page = client.post(reverse("group-people", args=[group.uuid]), {"words": "quxwyn"})
        assert str(hidden.uuid) not in page.text
        with factories.acting(worker):
            assert likely_duplicates(worker.organisation, MARKED) == []

    def test_their_pages_are_like_made_up_ones(self, as_member, worker, manager, hidden):
        client = as_member(worker)
        with factories.acting(manager):
            note = Note.objects.get(participant=hidden)
            outcome = Outcome.objects.get(participant=hidden)
        for name, there in (
            ("participant", hidden),
            ("participant-edit", hidden),
            ("contact", hidden),
            ("contact-edit", hidden),
            ("notes", hidden),
            ("participant-outcomes", hidden),
            ("outcome-new", hidden),
            ("note-edit", note),
            ("outcome-edit", outcome),
        ):
            for send in (client.get, client.post):
                found = send(reverse(name, args=[there.uuid]))
                made_up = send(reverse(name, args=[uuid.uuid4()]))
                assert found.status_code == made_up.status_code, name
                assert found.status_code in (404, 405), name
                assert without_token(found) == without_token(made_up), name

    def test_a_household_with_nobody_else_in_it_is_not_offered(
        self, as_member, worker, manager, hidden
    ):
        with factories.acting(manager):
            hidden.household = Household.objects.create(
                organisation=manager.organisation, name="Zemblat family"
            )
            hidden.save()
        fields = {
            "key": str(uuid.uuid4()),
            "name": "Somebody New",
            "household_name": "zemblat family",
            "joined_on": "2026-09-14",
        }
        assert as_member(worker).post(reverse("participant-new"), fields).status_code == 302


class TestRegister:
    def test_saving_leaves_the_mark_that_cannot_be_seen(
        self, as_member, worker, manager, hidden, others
    ):
        session = hidden.session
        data = filled([others], "late", version=1, key=session.uuid, on=date(2026, 9, 16))
        address = reverse("session-register", args=[session.uuid])
        page = as_member(worker).post(address, data, follow=True)
        assert "saved, 1 here" in page.text
        with factories.acting(manager):
            marks = Attendance.objects.filter(session=session).order_by("participant")
            assert list(marks.values_list("mark", "held_on")) == [
                ("late", date(2026, 9, 16)),
                ("present", date(2026, 9, 16)),
            ]

    def test_the_same_name_again_is_somebody_new(self, as_member, worker, manager, hidden, others):
        address = reverse("session-register", args=[hidden.session.uuid])
        data = filled([others], version=1, key=hidden.session.uuid) | newcomer(MARKED)
        assert as_member(worker).post(address, data).status_code == 302
        with factories.acting(manager):
            assert Participant.objects.filter(name=MARKED).count() == 2
            assert Attendance.objects.filter(session=hidden.session).count() == 3

    @pytest.mark.parametrize("way", ["mark", "same", "key"])
    def test_their_uuid_is_like_one_that_was_made_up(
        self, as_member, worker, manager, hidden, others, way
    ):
        def send(key, name):
            data = filled([others], version=1, key=hidden.session.uuid)
            if way == "mark":
                data[f"mark_{key}"] = "absent"
            elif way == "same":
                data |= newcomer(name, same=str(key))
            else:
                data |= newcomer(name, key=key)
            address = reverse("session-register", args=[hidden.session.uuid])
            return as_member(worker).post(address, data)

        found, made_up = send(hidden.uuid, "Selam"), send(uuid.uuid4(), "Hodan")
        assert found.status_code == made_up.status_code == (302 if way == "key" else 422)
        with factories.acting(manager):
            mark = Attendance.objects.get(session=hidden.session, participant=hidden)
            assert mark.mark == "present"

    def test_a_logger_who_is_named_sees_the_name_and_no_more(
        self, as_member, logger, manager, hidden, group
    ):
        client, address = as_member(logger), reverse("register", args=[group.uuid])
        assert MARKED not in client.get(address + "?on=2026-02-02").text
        with factories.acting(manager):
            NamedPerson.objects.create(
                organisation=manager.organisation, participant=hidden, membership=logger
            )
        assert MARKED in client.get(address + "?on=2026-02-02").text
        assert client.get(reverse("participant", args=[hidden.uuid])).status_code == 403
        assert client.get(reverse("contact", args=[hidden.uuid])).status_code == 403


class TestPage:
    def test_a_manager_restricts_names_and_ends_it(self, as_member, manager, worker, others):
        client, address = as_member(manager), reverse("restrict", args=[others.uuid])
        page = client.get(address)
        assert manager.user.name in page.text
        assert "there is no trace" in page.text
        form = page.context["form"]
        client.post(address, {"was": form.initial["was"], "colleagues": [str(worker.uuid)]})
        page = client.get(reverse("participant", args=[others.uuid]))
        assert "This record is restricted" in page.text
        assert worker.user.name in page.text
        client.post(address, {})
        assert as_member(worker).get(reverse("people")).text.count("Amina") == 0
        client = as_member(manager)
        client.post(reverse("restrict-lift", args=[others.uuid]))
        assert "Amina" in as_member(worker).get(reverse("people")).text
        with factories.acting(manager):
            assert list(
                AuditEvent.objects.exclude(action="record viewed")
                .order_by("id")
                .values_list("action", flat=True)
            ) == ["record restricted", "named people changed", "restriction lifted"]

    def test_every_look_is_written_down(self, as_member, manager, named, hidden):
        for membership, pages in ((manager, 2), (named, 1)):
            for name in ("participant", "notes")[:pages]:
                as_member(membership).get(reverse(name, args=[hidden.uuid]))
        with factories.acting(manager):
            looks = AuditEvent.objects.filter(action="record viewed", subject_uuid=hidden.uuid)
            assert [(e.actor_id, e.detail["why"]) for e in looks.order_by("id")] == [
                (manager.user_id, "manager"),
                (manager.user_id, "manager"),
                (named.user_id, "named"),
            ]

    def test_others_restrict_nobody(self, as_member, worker, named, logger, hidden, others):
        for name in ("restrict", "restrict-lift"):
            for membership in (worker, named, logger):
                page = as_member(membership).post(reverse(name, args=[others.uuid]), {})
                assert page.status_code == 403
                assert "Your role does not let you restrict" in page.text
            stranger = factories.make_membership(Role.MANAGER)
            for key in (others.uuid, uuid.uuid4()):
                page = as_member(stranger).post(reverse(name, args=[key]), {})
                assert page.status_code == 404

    def test_somebody_from_elsewhere_cannot_be_named(self, as_member, manager, others):
        stranger = factories.make_membership(Role.WORKER)
        address = reverse("restrict", args=[others.uuid])
        page = as_member(manager).post(address, {"colleagues": [str(stranger.uuid)]})
        assert page.status_code == 422
        with factories.acting(manager):
            assert not Restriction.objects.exists()
            assert Session.objects.count() == 0
