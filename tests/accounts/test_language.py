"""The language of the pages: chosen by hand, kept with the account, on whatever phone."""

import pytest
from django.test import Client

from organisations.enums import Role
from rco_network.accounts.models import User
from rco_network.core.tenancy import scope
from tests.factories import make_membership

pytestmark = pytest.mark.django_db


def choose(client, language, back="/people/"):
    page = f"http://testserver{back}" if back.startswith("/") else back
    headers = {"referer": page} if page else {}
    return client.post("/accounts/language/", {"language": language}, headers=headers)


def kept(membership):
    with scope(installation=True):
        return User.objects.get(pk=membership.user_id).language


def test_who_chooses_goes_back_to_the_page_in_that_language(as_member):
    client = as_member(make_membership(Role.WORKER))
    answer = choose(client, "ar")
    assert answer.status_code == 302 and answer.url == "/people/"
    page = client.get(answer.url).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    choose(client, "so")
    assert '<html lang="so" dir="ltr">' in client.get("/people/").content.decode()


def test_a_borrowed_phone_speaks_the_language_of_who_signed_in(as_member):
    membership = make_membership(Role.WORKER)
    choose(as_member(membership), "ti")
    assert kept(membership) == "ti"
    borrowed = Client(headers={"accept-language": "de"})
    borrowed.cookies["language"] = "uk"
    borrowed.force_login(
        membership.user, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert '<html lang="ti"' in borrowed.get("/").content.decode()
    assert (
        '<html lang="uk"'
        in Client(headers={"cookie": "language=uk"}).get("/accounts/login/").content.decode()
    )


def test_before_signing_in_the_choice_is_kept_on_the_phone(client):
    choose(client, "fa", "/accounts/login/")
    page = client.get("/accounts/login/").content.decode()
    assert 'dir="rtl"' in page and "languages-foot" in page
    assert client.cookies["language"]["httponly"]


@pytest.mark.parametrize("made_up", ["", "xx", "en", "../../etc", "ar\x00"])
def test_a_made_up_language_changes_nothing(as_member, made_up):
    membership = make_membership(Role.WORKER)
    client = as_member(membership)
    assert choose(client, made_up).status_code in (302, 400)
    assert kept(membership) == "" and "language" not in client.cookies


@pytest.mark.parametrize(
    "back", ["https://evil.example/people/", "//evil.example", "javascript:x", ""]
)
def test_it_leads_to_our_own_pages_only(client, back):
    assert choose(client, "uk", back).url == "/"


def test_each_language_is_offered_by_its_own_name_and_direction(as_member):
    page = as_member(make_membership(Role.WORKER)).get("/").content.decode()
    assert '<button name="language" value="ti" lang="ti" dir="ltr">ትግርኛ</button>' in page
    assert 'value="fa" lang="fa" dir="rtl">فارسی / دری</button>' in page
    assert 'value="en-gb" lang="en-gb" dir="ltr" aria-current="true"' in page
