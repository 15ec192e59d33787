"""A child at the school: who looks after them, what was agreed, and what the register shows."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import ERASE, scope
from services.actions.erasure import erase_participant
from services.enums import ServiceKind
from services.models import Household
from services.supplementary.models import Carer, Child, ChildConsent, MainstreamSchool
from tests.factories import (
    acting,
    enrol,
    make_group,
    make_membership,
    make_participant,
    make_service,
    make_session,
    name_on,
    restrict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make_membership(Role.WORKER)


@pytest.fixture
def group(worker):
    with acting(worker):
        service = make_service(worker.organisation, kind=ServiceKind.SUPPLEMENTARY)
        return make_group(worker.organisation, service=service, name="Sunday class")


@pytest.fixture
def child(worker, group):
    with acting(worker):
        found = make_participant(worker.organisation, name="Ilwad", year_of_birth=2018)
        enrol(group, found)
    return found


def send(client, name, /, *args, **fields):
    return client.post(reverse(name, args=args), {"key": str(uuid.uuid4())} | fields)


def page_of(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def write_down(client, child, **fields):
    fields = {"medical": "Nut allergy: red bag", "not_collect": "Uncle Qasim"} | fields
    return send(client, "child-register", child.uuid, **fields)


def test_allergies_stand_on_the_register_of_the_day_and_nowhere_else(
    as_member, worker, group, child
):
    client, today = as_member(worker), timezone.localdate()
    assert write_down(client, child).status_code == 302
    fields = {"name": "Hodan", "relation": "mother", "may_collect": "on"}
    send(client, "carer-new", child.uuid, **fields)
    logger = make_membership(Role.LOGGER, worker.organisation)
    other = make_membership(Role.LOGGER, worker.organisation)
    with acting(worker):
        name_on(group, logger)
        make_session(group, today - timedelta(days=7), present=[child])
        elsewhere = make_group(worker.organisation, name="English of the same child")
        enrol(elsewhere, child)
        name_on(elsewhere, other)
    seen = page_of(as_member(logger), "register", group.uuid)
    assert "Nut allergy" in seen and "ask the lead" in seen and "May collect: Hodan" in seen
    assert "Qasim" not in seen
    earlier = f"{reverse('register', args=[group.uuid])}?on={today - timedelta(days=7)}"
    past = as_member(logger).get(earlier, follow=True).content.decode()
    assert "Ilwad" in past and "Nut allergy" not in past
    for page in (
        page_of(as_member(other), "register", elsewhere.uuid),
        page_of(as_member(worker), "child", child.uuid),
        page_of(as_member(worker), "participant", child.uuid),
        page_of(as_member(worker), "school-class", group.uuid),
        page_of(as_member(worker), "group", group.uuid),
    ):
        assert "Nut allergy" not in page and "Qasim" not in page
    assert as_member(other).get(reverse("register", args=[group.uuid])).status_code == 404
    with connection.cursor() as cursor, acting(worker):
        cursor.execute("select medical, not_collect from supplementary_child")
        assert "allergy" not in str(cursor.fetchone())


def test_who_opens_what_the_register_must_know_is_in_the_trail(as_member, worker, child):
    client = as_member(worker)
    client.get(reverse("child-register", args=[child.uuid]))
    write_down(client, child)
    assert "Uncle Qasim" in page_of(client, "child-register", child.uuid)
    with acting(worker):
        trail = AuditEvent.objects.filter(action__startswith="school.register").order_by("pk")
        assert [event.action for event in trail] == [
            "school.register_words_changed",
            "school.register_words_opened",
        ]
        assert "Qasim" not in str([event.detail for event in trail])


def test_guardians_and_who_may_collect(as_member, worker, child):
    client, key = as_member(worker), str(uuid.uuid4())
    with acting(worker):
        home = Household.objects.create(organisation=worker.organisation, name="Home")
        mother = make_participant(worker.organisation, name="Hodan Ali", household=home)
        child.household = home
        child.save()
    fields = {"name": "Hodan Ali", "relation": "mother", "phone": "07700 900111"}
    nothing = send(client, "carer-new", child.uuid, **fields)
    assert nothing.status_code == 422 and "may collect, or both" in nothing.content.decode()
    whole = fields | {"is_guardian": "on", "may_collect": "on", "person": str(mother.uuid)}
    for _ in range(2):
        assert send(client, "carer-new", child.uuid, **whole, key=key).status_code == 302
    stranger_to_them = make_participant_of(worker, "Somebody else")
    wrong = send(client, "carer-new", child.uuid, **whole | {"person": str(stranger_to_them.uuid)})
    assert wrong.status_code == 422
    with acting(worker):
        (carer,) = Carer.objects.all()
    assert carer.person_id == mother.pk
    page = page_of(client, "child", child.uuid)
    assert "Hodan Ali" in page and "May collect" in page and "Comes here too" in page
    manager = make_membership(Role.MANAGER, worker.organisation)
    with acting(manager):
        restrict(mother)
    edit = reverse("carer-edit", args=[carer.uuid])
    hidden = as_member(worker).get(edit).content.decode()
    assert str(mother.uuid) not in hidden
    form = as_member(worker).get(edit).context["form"]
    sent = fields | {"name": "Hodan A.", "may_collect": "on", "was": form.initial["was"]}
    assert as_member(worker).post(edit, sent).status_code == 302
    with acting(manager):
        carer.refresh_from_db()
        assert (carer.name, carer.person_id, carer.is_guardian) == ("Hodan A.", mother.pk, False)
    assert send(as_member(worker), "carer-remove", carer.uuid).status_code == 302
    with acting(worker):
        assert not Carer.objects.exists()


def make_participant_of(membership, name):
    with acting(membership):
        return make_participant(membership.organisation, name=name)


def test_consents_have_a_day_and_a_guardian_and_can_be_taken_back(as_member, worker, child):
    client, today = as_member(worker), str(timezone.localdate())
    given = {"given_by": "Hodan Ali", "given_on": today}
    nobody = send(client, "child-consent-new", child.uuid, "photo", given_on=today, given_by="")
    assert nobody.status_code == 422 and "Which guardian" in nobody.content.decode()
    assert send(client, "child-consent-new", child.uuid, "photo", **given).status_code == 302
    again = send(client, "child-consent-new", child.uuid, "photo", **given)
    assert again.status_code == 422 and "agreed to this already" in again.content.decode()
    assert client.get(reverse("child-consent-new", args=[child.uuid, "dance"])).status_code == 404
    assert "Hodan Ali" in page_of(client, "child", child.uuid)
    with acting(worker):
        (consent,) = ChildConsent.objects.all()
    for _ in range(2):
        send(client, "child-consent-withdraw", consent.uuid)
    assert "Taken back on" in page_of(client, "child", child.uuid)
    assert send(client, "child-consent-new", child.uuid, "photo", **given).status_code == 302


def test_the_day_school_is_named_only_while_a_guardian_agrees(as_member, worker, child):
    client, today = as_member(worker), str(timezone.localdate())
    fields = {"name": "Irk Primary", "agreed_on": today}
    refused = send(client, "child-day-school", child.uuid, **fields, agreed_by="")
    assert refused.status_code == 422 and "Without that, leave it out" in refused.content.decode()
    send(client, "child-day-school", child.uuid, **fields, agreed_by="Hodan")
    assert "Irk Primary" in page_of(client, "child", child.uuid)
    send(client, "child-day-school-remove", child.uuid)
    with acting(worker):
        assert not MainstreamSchool.objects.exists()


def test_a_child_in_no_class_yet_has_the_way_to_guardians_and_consents(as_member, worker, group):
    with acting(worker):
        born = timezone.localdate().year - 9
        child = make_participant(worker.organisation, year_of_birth=born)
        teen = make_participant(worker.organisation, age_band="12-17")
        adult = make_participant(worker.organisation, year_of_birth=born - 30)
        unknown = make_participant(worker.organisation)
    client = as_member(worker)
    for person in (child, teen):
        page = page_of(client, "participant", person.uuid)
        assert "In no class yet." in page and reverse("child", args=[person.uuid]) in page
        assert "No guardian written down" not in page
    for person in (adult, unknown):
        assert "Supplementary school</h2>" not in page_of(client, "participant", person.uuid)
    with acting(worker):
        group.service.closed_on = timezone.localdate()
        group.service.save()
    assert "In no class yet." not in page_of(client, "participant", child.uuid)


def test_a_logger_is_told_no_and_a_stranger_finds_nothing(as_member, worker, group, child):
    write_down(as_member(worker), child)
    logger = make_membership(Role.LOGGER, worker.organisation)
    stranger = make_membership(Role.MANAGER)
    for name in ("child", "child-register", "carer-new", "child-day-school"):
        assert as_member(logger).get(reverse(name, args=[child.uuid])).status_code == 403
        assert as_member(stranger).get(reverse(name, args=[child.uuid])).status_code == 404
    assert write_down(as_member(stranger), child).status_code == 404
    visitor = make_membership(Role.VISITOR, worker.organisation)
    assert as_member(visitor).get(reverse("child", args=[child.uuid])).status_code == 200
    assert as_member(visitor).get(reverse("child-register", args=[child.uuid])).status_code == 403


def test_erasing_a_parent_takes_them_off_the_child_and_erasing_the_child_takes_all(
    as_member, worker, child
):
    write_down(as_member(worker), child)
    manager = make_membership(Role.MANAGER, worker.organisation)
    with acting(manager):
        own = {"organisation": worker.organisation, "participant": child}
        mother = make_participant(worker.organisation, name="Hodan")
        Carer.objects.create(
            **own, name="Hodan", relation="mother", is_guardian=True, person=mother
        )
        Carer.objects.create(**own, name="Ali", relation="father", is_guardian=True)
        erase_participant(by=manager, participant=mother)
        assert [one.name for one in Carer.objects.all()] == ["Ali"]
        assert Child.objects.count() == 1
        erase_participant(by=manager, participant=child)
    with scope(organisation_ids=[worker.organisation_id], rights=[ERASE]):
        assert not Carer.objects.exists() and not Child.objects.exists()
