"""A copy of the sessions' table opens nothing and tells nothing."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from rco_network.accounts.sessions import SessionStore, row_name
from rco_network.core.tenancy import SIGN_IN, scope
from tests.factories import make_membership

pytestmark = pytest.mark.django_db


def stored():
    with scope(rights=[SIGN_IN]), connection.cursor() as cursor:
        cursor.execute("select session_key, session_data from django_session")
        return dict(cursor.fetchall())


def cookie_of(client):
    return client.cookies["sessionid"].value


def test_the_row_is_named_by_a_hash_and_holds_nothing_readable(as_member):
    client = as_member(make_membership())
    client.get("/people/?q=Marked")
    ((name, data),) = stored().items()
    assert name == row_name(cookie_of(client)) != cookie_of(client)
    assert data.startswith("enc1:")
    assert "allauth" not in data


def test_the_rows_name_is_no_cookie(client, as_member):
    as_member(make_membership())
    assert client.get("/").status_code == 200
    client.cookies["sessionid"] = row_name(cookie_of(client))
    assert client.get("/").url.startswith("/accounts/login/")


@pytest.mark.parametrize("cookie", ["", "short", "x" * 32, "x" * 4000, "ü" * 32, "A" * 40])
def test_a_made_up_cookie_opens_nothing(client, cookie):
    client.cookies["sessionid"] = cookie
    assert client.get("/").url.startswith("/accounts/login/")


def test_signing_in_gives_a_new_cookie_and_signing_out_ends_the_row(client, as_member):
    client.session.save()
    before = cookie_of(client)
    as_member(make_membership())
    first = cookie_of(client)
    assert first != before
    assert row_name(first) in stored()
    assert row_name(before) not in stored()
    client.post("/accounts/logout/")
    assert row_name(first) not in stored()
    client.cookies["sessionid"] = first
    assert client.get("/").url.startswith("/accounts/login/")


def test_whoever_holds_a_rows_name_can_end_it(as_member):
    """As allauth's list of sessions does: it knows sessions by `session_key`."""
    client = as_member(make_membership())
    name = client.session.session_key
    assert name == row_name(cookie_of(client))
    assert SessionStore().exists(name)
    assert SessionStore(name)["_auth_user_id"]
    SessionStore().delete(name)
    assert client.get("/").url.startswith("/accounts/login/")


def test_one_persons_session_cannot_be_put_into_anothers_row(as_member, client):
    mine = as_member(make_membership())
    own = cookie_of(mine)
    theirs = SessionStore()
    theirs["_auth_user_id"] = "1"
    theirs.save()
    with scope(rights=[SIGN_IN]):
        data = Session.objects.get(session_key=theirs.session_key).session_data
        Session.objects.filter(session_key=row_name(own)).update(session_data=data)
    assert mine.get("/").url.startswith("/accounts/login/")


def test_without_the_key_people_sign_in_again(as_member, settings):
    client = as_member(make_membership())
    settings.FIELD_KEYS = ["another key, which is long enough"]
    assert client.get("/").url.startswith("/accounts/login/")


def test_what_is_kept_is_as_it_was_put_in():
    session = SessionStore()
    session["text"] = {"name": "آرزو", "n": 1, "list": [None, True]}
    session.save()
    again = SessionStore(session.cookie_key)
    assert json.dumps(again["text"]) == json.dumps(session["text"])
    assert again.session_key == session.session_key
    again.flush()
    assert again.session_key is None
    assert not SessionStore().exists(session.session_key)
