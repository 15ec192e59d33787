"""Editing what the directory says about one's own organisation."""

import uuid

import pytest

from organisations.enums import Role
from organisations.models import Identifier, Organisation
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make.make_membership(Role.MANAGER)


def address(membership, end="edit/"):
    return f"/organisations/{membership.organisation.uuid}/{end}"


def words(client, membership, **changes):
    form = client.get(address(membership)).context["form"]
    typed = {**form.initial, **changes}
    return client.post(address(membership), typed)


def saved(membership):
    with scope(installation=True):
        return Organisation.objects.get(pk=membership.organisation_id)


def test_a_manager_saves_words(as_member, manager):
    page = words(as_member(manager), manager, about="We teach\u202e English.\r\nAnd cook.")
    assert page.status_code == 302
    assert saved(manager).about == "We teach English.\nAnd cook."
    with make.acting(manager):
        event = AuditEvent.objects.get(action="organisation.changed")
    assert event.detail == {"fields": ["about"]}


def test_nothing_changed_writes_nothing(as_member, manager):
    words(as_member(manager), manager)
    with make.acting(manager):
        assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "change", [{"name": " "}, {"name": "x" * 201}, {"website": "no address"}, {"about": "x" * 2001}]
)
def test_bad_words_come_back_as_typed(as_member, manager, change):
    page = words(as_member(manager), manager, **{"about": "Kept words", **change})
    assert page.status_code == 422
    assert "Something needs your attention" in page.content.decode()
    assert saved(manager).about == ""


def test_two_who_write_at_once_lose_nothing(as_member, manager):
    client = as_member(manager)
    old = client.get(address(manager)).context["form"].initial
    words(client, manager, about="The first to save")
    page = client.post(address(manager), {**old, "about": "The second to save"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "The first to save" in text
    assert "The second to save" in text
    assert saved(manager).about == "The first to save"
    again = {n: page.context["form"].data[n] for n in ("name", "about", "website", "drawn_from")}
    assert client.post(address(manager), again).status_code == 302
    assert saved(manager).about == "The second to save"


PARTS = [
    ("places", {"places-place": "E06000016"}, "Leicester", "E06000016"),
    ("languages", {"languages-code": "ti"}, "Tigrinya", "ti"),
    ("communities", {"communities-name": "Eritrean "}, "Eritrean", "Eritrean"),
    (
        "numbers",
        {"numbers-scheme": "GB-COH", "numbers-number": "9506232", "numbers-valid_from": "1/4/2015"},
        "09506232",
        "GB-COH-09506232",
    ),
]


@pytest.mark.parametrize(("part", "typed", "shown", "key"), PARTS)
def test_a_part_is_added_once_and_removed(as_member, manager, part, typed, shown, key):
    client = as_member(manager)
    assert client.post(address(manager, f"{part}/add/"), typed).status_code == 302
    assert shown in client.get(address(manager, "")).content.decode()
    if part != "numbers":
        assert client.post(address(manager, f"{part}/add/"), typed).status_code == 302
    with make.acting(manager):
        assert AuditEvent.objects.count() == 1
    page = client.post(address(manager, f"{part}/remove/"), {"key": key}, follow=True)
    assert "Removed" in page.content.decode()
    page = client.post(address(manager, f"{part}/remove/"), {"key": key}, follow=True)
    assert "Removed" not in page.content.decode()


@pytest.mark.parametrize(
    ("part", "typed", "sentence"),
    [
        ("places", {"places-place": "E99"}, "not the code of a place"),
        ("places", {"places-place": ""}, "required"),
        ("languages", {"languages-code": "qq"}, "not a language of the list"),
        ("communities", {"communities-name": "\u200b"}, "required"),
        ("communities", {"communities-name": "x" * 81}, "80 characters"),
        (
            "numbers",
            {"numbers-scheme": "GB-CHC", "numbers-number": "12"},
            "One looks like 1121560",
        ),
        (
            "numbers",
            {
                "numbers-scheme": "GB-CHC",
                "numbers-number": "1121560",
                "numbers-valid_from": "2020-01-02",
                "numbers-valid_to": "2020-01-01",
            },
            "must not be before",
        ),
        (
            "numbers",
            {
                "numbers-scheme": "GB-CHC",
                "numbers-number": "1121560",
                "numbers-valid_from": "1206-01-02",
            },
            "cannot be right",
        ),
    ],
)
def test_a_bad_part_gets_a_sentence_and_keeps_what_was_typed(
    as_member, manager, part, typed, sentence
):
    page = as_member(manager).post(address(manager, f"{part}/add/"), typed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    with make.acting(manager):
        assert not AuditEvent.objects.exists()


def test_a_number_has_one_holder(as_member, manager):
    other = make.make_organisation(name="First Holder")
    with scope(installation=True):
        Identifier.objects.create(organisation=other, scheme="GB-CHC", number="1121560")
    typed = {"numbers-scheme": "GB-CHC", "numbers-number": "1121560"}
    page = as_member(manager).post(address(manager, "numbers/add/"), typed)
    assert page.status_code == 422
    assert "First Holder" in page.content.decode()


WRITES = ["edit/", "places/add/", "languages/remove/"]


@pytest.mark.parametrize("end", WRITES)
def test_a_colleague_without_the_right_reads_why(as_member, manager, end):
    worker = make.make_membership(Role.WORKER, manager.organisation)
    page = as_member(worker).post(address(worker, end), {})
    assert page.status_code == 403
    assert "Ask a manager" in page.content.decode()


@pytest.mark.parametrize("end", WRITES)
def test_a_stranger_finds_nothing(as_member, manager, end):
    client = as_member(make.make_membership(Role.MANAGER))
    theirs = client.post(address(manager, end), {})
    nobodys = client.post(f"/organisations/{uuid.uuid4()}/{end}", {})
    assert theirs.status_code == nobodys.status_code == 404


def test_an_unknown_part_is_not_found(as_member, manager):
    assert as_member(manager).post(address(manager, "secrets/add/")).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICER])
def test_forums_and_funders_edit_their_own(as_member, role):
    membership = make.make_membership(role)
    assert as_member(membership).get(address(membership)).status_code == 200


def test_the_edit_page_costs_the_same_with_more_on_it(as_member, manager):
    from tests.organisations.test_directory import queries_of

    client = as_member(manager)
    client.post(address(manager, "languages/add/"), {"languages-code": "ar"})
    client.get(address(manager))
    few = queries_of(client, address(manager))
    for code in ("ti", "fa", "uk"):
        client.post(address(manager, "languages/add/"), {"languages-code": code})
    client.get(address(manager))
    assert queries_of(client, address(manager)) == few
