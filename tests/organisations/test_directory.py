"""The directory: everyone signed in reads it, only an organisation's own people write its page."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.enums import Kind, Role
from organisations.models import ForumMembership, Identifier, LanguageServed, PlaceServed
from rco_network.core.tenancy import scope
from tests import factories as make

pytestmark = pytest.mark.django_db


def fill_profile(organisation):
    with scope(installation=True):
        Identifier.objects.create(
            organisation=organisation,
            scheme="GB-CHC",
            number=str(1000000 + organisation.pk),
            valid_from=date(2015, 4, 1),
        )
        PlaceServed.objects.create(organisation=organisation, place_id="E06000016")
        LanguageServed.objects.create(organisation=organisation, code="ti")
        organisation.communities_served.create(name="Eritrean")
        forum = make.make_organisation(Kind.FORUM, name="East Midlands Forum")
        ForumMembership.objects.create(forum=forum, member=organisation, joined_on=date(2026, 1, 1))
    return organisation


def test_a_profile_is_read_by_anybody_signed_in(as_member):
    shown = fill_profile(make.make_organisation(name="Habesha House", is_fictional=True))
    page = as_member(make.make_membership(Role.OFFICER)).get(f"/organisations/{shown.uuid}/")
    text = page.content.decode()
    for words in ("Habesha House", "Leicester", "Tigrinya", "Eritrean", "East Midlands Forum"):
        assert words in text
    assert "since 1 April 2015" in text
    assert "Made up for a demonstration" in text
    assert "Edit the profile" not in text


def test_an_unknown_organisation_is_not_found(as_member):
    page = as_member(make.make_membership()).get(f"/organisations/{uuid.uuid4()}/")
    assert page.status_code == 404


def test_nobody_reads_it_unsigned(client):
    assert client.get("/organisations/").status_code == 302


def test_a_profile_costs_the_same_with_more_on_it(as_member):
    client = as_member(make.make_membership())
    shown = fill_profile(make.make_organisation())
    few = queries_of(client, f"/organisations/{shown.uuid}/")
    with scope(installation=True):
        for code in ("ar", "fa", "uk"):
            LanguageServed.objects.create(organisation=shown, code=code)
        for code in ("E07000130", "E07000032"):
            PlaceServed.objects.create(organisation=shown, place_id=code)
    assert queries_of(client, f"/organisations/{shown.uuid}/") == few


def queries_in(what):
    """How many queries a call costs."""
    with CaptureQueriesContext(connection) as captured:
        what()
    return len(captured)


def queries_of(client, url):
    """How many queries a page costs."""

    def look():
        assert client.get(url).status_code == 200

    return queries_in(look)


def test_the_list_costs_the_same_with_one_row_and_with_three(as_member):
    client = as_member(make.make_membership())
    few = queries_of(client, "/organisations/")
    for _ in range(3):
        fill_profile(make.make_organisation())
    assert queries_of(client, "/organisations/") == few


def test_the_list_is_searched_by_words_in_any_order_and_by_kind(as_member):
    make.make_organisation(name="Leicester Afghan Women’s Circle")
    make.make_organisation(Kind.FUNDER, name="Leicester Foundation")
    client = as_member(make.make_membership())
    text = client.get("/organisations/", {"q": "afghan LEICESTER"}).content.decode()
    assert "Afghan Women’s Circle" in text
    assert "Leicester Foundation" not in text
    text = client.get("/organisations/", {"q": "leicester", "kind": "funder"}).content.decode()
    assert "Leicester Foundation" in text
    assert "Afghan" not in text
    assert "No organisation fits" in client.get("/organisations/", {"q": "zzz"}).content.decode()


def test_pages_by_key_show_everyone_once(as_member, monkeypatch):
    monkeypatch.setattr("organisations.views.directory.PAGE", 2)
    client = as_member(make.make_membership())
    names = ["Same", "Same", "Same", "Ants", "Zebras"]
    for name in names:
        make.make_organisation(name=name)
    seen, url = [], "/organisations/"
    while url:
        page = client.get(url)
        seen += [o.pk for o in page.context["organisations"]]
        url = page.context["next_url"] and "/organisations/" + page.context["next_url"]
    assert len(seen) == len(set(seen)) == len(names) + 1


@pytest.mark.parametrize("query", ["after=x", "kind=x", "after=" + "9" * 400, "q=" + "a" * 101])
def test_odd_addresses_get_a_sentence(as_member, query):
    assert as_member(make.make_membership()).get(f"/organisations/?{query}").status_code == 400


class TestForumMembers:
    def test_a_coordinator_adds_and_removes(self, as_member):
        coordinator = make.make_membership(Role.COORDINATOR)
        member = make.make_organisation()
        client = as_member(coordinator)
        for _ in range(2):
            assert client.post(f"/members/{member.uuid}/add/").status_code == 302
        with make.acting(coordinator):
            assert ForumMembership.objects.filter(left_on=None).count() == 1
        assert (
            "Remove from our forum" in client.get(f"/organisations/{member.uuid}/").content.decode()
        )
        assert client.post(f"/members/{member.uuid}/remove/").status_code == 302
        with make.acting(coordinator):
            assert ForumMembership.objects.get().left_on is not None
        assert client.post(f"/members/{member.uuid}/remove/").status_code == 404

    def test_mere_directory_entries_cannot_join(self, as_member):
        coordinator = make.make_membership(Role.COORDINATOR)
        entry = make.make_organisation(is_directory_entry=True)
        page = as_member(coordinator).post(f"/members/{entry.uuid}/add/")
        assert page.status_code == 403
        assert "published grants only" in page.content.decode()

    def test_a_manager_of_a_member_cannot(self, as_member):
        manager = make.make_membership(Role.MANAGER)
        page = as_member(manager).post(f"/members/{manager.organisation.uuid}/add/")
        assert page.status_code == 403
        assert "coordinator" in page.content.decode()

    def test_another_forum_cannot_remove_ours(self, as_member):
        ours, theirs = (make.make_membership(Role.COORDINATOR) for _ in range(2))
        member = make.make_organisation()
        as_member(ours).post(f"/members/{member.uuid}/add/")
        assert as_member(theirs).post(f"/members/{member.uuid}/remove/").status_code == 404
        assert as_member(theirs).post(f"/members/{uuid.uuid4()}/remove/").status_code == 404
        with make.acting(ours):
            assert ForumMembership.objects.get().left_on is None
