"""Family, needs, and the pages on which records of one person are found, linked and taken apart."""

import pytest
from django.urls import reverse

from organisations.enums import Role
from services.enums import Kin
from services.models import Needs, Relationship, Restriction
from tests import factories
from tests.pages import same_number_of_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return factories.make_membership(Role.WORKER)


def person(membership, name="Amina Yusuf", **fields):
    with factories.acting(membership):
        return factories.make_participant(membership.organisation, name=name, **fields)


def test_a_search_finds_across_scripts_and_spellings(as_member, worker):
    page = as_member(worker)
    for name in ("فاطمة يوسف", "Fatma Yusuf", "ተስፋይ ኪዳነ", "Олександр Шевченко", "Sam Other"):
        person(worker, name)

    def found(words):
        page.post(reverse("people"), {"words": words})
        return {row["title"] for row in page.get(reverse("people")).context["rows"]}

    assert found("Fatima") == {"فاطمة يوسف", "Fatma Yusuf"}
    assert found("fat yus") == {"Fatma Yusuf", "فاطمة يوسف"}
    assert found("Tesfai Kidane") == {"ተስፋይ ኪዳነ"}
    assert found("Tesf") == {"ተስፋይ ኪዳነ"}
    assert found("Alexander Shevch") == {"Олександр Шевченко"}
    assert found("фатіма") == {"فاطمة يوسف", "Fatma Yusuf"}
    assert found("Sa Oth") == {"Sam Other"}


def test_whose_sister_and_the_other_way_round(as_member, worker):
    amina, hana = person(worker), person(worker, "Hana Yusuf")
    page = as_member(worker)
    url = reverse("family", args=[amina.uuid])
    answer = page.post(url, {"words": "hana"})
    assert "Hana Yusuf" in answer.text
    add = reverse("family-add", args=[amina.uuid])
    refused = page.post(add, {"person": str(hana.uuid), "other_is": ""})
    assert refused.status_code == 422
    assert "Hana Yusuf" in refused.text
    for kind in (Kin.PARENT, Kin.CHILD):
        assert page.post(add, {"person": str(hana.uuid), "other_is": kind}).status_code == 302
    with factories.acting(worker):
        row = Relationship.objects.get()
    assert {row.first_id: row.first_is, row.second_id: row.second_is} == {
        hana.pk: Kin.CHILD,
        amina.pk: Kin.PARENT,
    }
    assert "Parent" in page.get(reverse("participant", args=[hana.uuid])).text
    same_number_of_queries(lambda: page.get(url), lambda: relate(worker, amina))
    stranger = person(factories.make_membership(Role.WORKER), "Stranger")
    sent = page.post(add, {"person": str(stranger.uuid), "other_is": Kin.CHILD})
    assert sent.status_code == 422
    gone = page.post(reverse("family-remove", args=[row.uuid]), {"person": str(hana.uuid)})
    assert gone.url == reverse("family", args=[hana.uuid])


def relate(worker, amina):
    other = person(worker, "A relative")
    with factories.acting(worker):
        Relationship.objects.create(
            organisation=worker.organisation,
            first=amina,
            second=other,
            first_is=Kin.OTHER,
            second_is=Kin.OTHER,
        )


def test_a_hidden_relative_is_nobodys(as_member, worker):
    amina, hidden = person(worker), person(worker, "Hidden Yusuf")
    manager = factories.make_membership(Role.MANAGER, worker.organisation)
    with factories.acting(manager):
        Relationship.objects.create(
            organisation=worker.organisation,
            first=amina,
            second=hidden,
            first_is=Kin.PARTNER,
            second_is=Kin.PARTNER,
        )
        Restriction.objects.create(organisation=worker.organisation, participant=hidden)
    for name in ("participant", "family", "same-person"):
        assert "Hidden" not in as_member(worker).get(reverse(name, args=[amina.uuid])).text
    assert "Hidden" in as_member(manager).get(reverse("family", args=[amina.uuid])).text


def test_needs_are_kept_encrypted_and_shown(as_member, worker):
    amina = person(worker)
    url = reverse("needs", args=[amina.uuid])
    page = as_member(worker)
    assert page.get(url).status_code == 200
    sent = {"reads": ["ti", "ar"], "interpreter_language": "ti", "access": ["stepfree"]}
    assert page.post(url, sent | {"access_words": "Sits near the door"}).status_code == 302
    with factories.acting(worker):
        kept = Needs.objects.get()
    assert (kept.needs_interpreter, kept.reads, kept.access) == (True, ["ti", "ar"], ["stepfree"])
    text = page.get(reverse("participant", args=[amina.uuid])).text
    assert "Sits near the door" in text
    assert "without steps" in text
    bad = page.post(url, {"access": ["asylum"]})
    assert bad.status_code == 422


def test_a_worker_links_and_takes_apart_on_the_page(as_member, worker):
    amina, ameena = person(worker, year_of_birth=1990), person(worker, "Ameena Youssef")
    page, url = as_member(worker), reverse("same-person", args=[amina.uuid])
    assert "a similar name" in page.get(url).text
    link, apart = (
        reverse(name, args=[amina.uuid]) for name in ("same-person-link", "same-person-apart")
    )
    for _ in range(2):
        assert page.post(link, {"other": str(ameena.uuid)}).status_code == 302
    for one in (amina, ameena):
        shown = page.get(reverse("participant", args=[one.uuid])).text
        assert "Counts as one person" in shown
    page.post(apart, {"other": str(ameena.uuid)})
    answer = page.get(url)
    assert "Ameena" not in answer.text
    assert page.post(link, {"other": str(amina.uuid)}).status_code == 404
    assert page.post(link, {"other": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["needs", "family", "same-person"])
def test_logger_is_refused_and_stranger_finds_nothing(as_member, worker, name):
    amina = person(worker)
    url = reverse(name, args=[amina.uuid])
    logger = factories.make_membership(Role.LOGGER, worker.organisation)
    assert as_member(logger).get(url).status_code == 403
    assert as_member(factories.make_membership(Role.WORKER)).get(url).status_code == 404


def test_the_second_form_asks_with_the_postcode(as_member, worker):
    person(worker, "Mohamed Ali", outward_postcode="M14")
    sent = {"name": "Muhammad Aly", "outward_postcode": "m14", "joined_on": "2026-01-05"}
    answer = as_member(worker).post(reverse("participant-new"), sent)
    assert "same postcode area" in answer.text
