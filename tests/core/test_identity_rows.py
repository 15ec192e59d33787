"""Who signs in, with what secret, from where: closed to a database shell of the run-time role."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction

from organisations.enums import Role
from rco_network.accounts.factor_secrets import SealedSecrets
from rco_network.accounts.models import User
from rco_network.core.tenancy import SIGN_IN, scope
from tests.factories import acting, make_award, make_membership, make_user

pytestmark = pytest.mark.django_db

TABLES = (
    "accounts_user",
    "accounts_user_groups",
    "accounts_user_user_permissions",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "usersessions_usersession",
    "django_session",
    "django_admin_log",
)


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")  # noqa: S608
        return cursor.fetchone()[0]


@pytest.fixture
def somebody(as_member):
    member = make_membership()
    as_member(member).get("/")
    return member


@pytest.mark.parametrize("table", TABLES)
def test_a_shell_of_the_run_time_role_sees_no_row(somebody, table):
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('rco.user', '1', true), set_config('rco.installation', 'on', true),"
            "set_config('rco.rights', 'sign_in', true)"
        )
    assert count(table) == 0


def test_a_shell_changes_nobodys_password_and_lets_nobody_in(somebody):
    with connection.cursor() as cursor:
        cursor.execute("update accounts_user set password = 'x', is_superuser = true")
        assert cursor.rowcount == 0
        cursor.execute("delete from mfa_authenticator")
        assert cursor.rowcount == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        User.objects.create_user("thief@example.org", "a-long-test-password", name="Thief")


def test_a_person_sees_colleagues_past_and_present_and_nobody_else(somebody):
    colleague = make_membership(Role.WORKER, organisation=somebody.organisation)
    former = make_membership(Role.WORKER, organisation=somebody.organisation)
    stranger = make_membership()
    with scope(installation=True):
        type(former).objects.filter(pk=former.pk).update(ended_at="2026-01-01T00:00Z")
    with acting(somebody):
        assert set(User.objects.values_list("pk", flat=True)) == {
            somebody.user_id,
            colleague.user_id,
            former.user_id,
        }
        assert Authenticator.objects.exclude(user_id=somebody.user_id).count() == 0
        assert UserSession.objects.exclude(user_id=somebody.user_id).count() == 0
        assert count("account_emailaddress") == 1
        assert User.objects.filter(pk=colleague.user_id).update(is_active=False) == 0
        assert User.objects.filter(pk=stranger.user_id).update(is_active=False) == 0
        assert User.objects.filter(pk=somebody.user_id).update(name="Anew") == 1


def test_a_funder_sees_no_account_of_those_it_funds(somebody):
    officer = make_membership(Role.OFFICER)
    make_award(officer.organisation, somebody.organisation)
    with acting(officer):
        assert list(User.objects.values_list("pk", flat=True)) == [officer.user_id]


def test_the_door_and_the_installation_see_accounts(somebody):
    for rights in ({"rights": [SIGN_IN]}, {"installation": True}):
        with scope(**rights):
            assert User.objects.filter(pk=somebody.user_id).exists()
            assert Session.objects.exists()


def test_the_administrators_book_is_read_by_the_installation_and_changed_by_nobody(somebody):
    administrator = make_user(is_staff=True)
    with scope(installation=True):
        LogEntry.objects.create(user=administrator, action_flag=2, object_repr="An organisation")
        assert LogEntry.objects.update(object_repr="") == 0
    with acting(somebody):
        assert LogEntry.objects.count() == 0


def test_secrets_of_second_steps_are_sealed(somebody, settings):
    with scope(installation=True), connection.cursor() as cursor:
        cursor.execute("select data::text from mfa_authenticator")
        ((data,),) = cursor.fetchall()
    assert "enc1:" in data
    assert "JBSW" not in data
    with acting(somebody):
        sealed = Authenticator.objects.get().data["secret"]
    assert SealedSecrets().decrypt(sealed).startswith("JBSW")
    settings.FIELD_KEYS = ["another key, which is long enough"]
    assert not SealedSecrets().decrypt(sealed).startswith("JBSW")
