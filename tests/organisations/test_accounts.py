"""The account of somebody who left: nobody's, and never somebody's who still works somewhere."""

from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

from organisations.actions.accounts import FORMER, erase_account, erase_account_again
from organisations.actions.staff import end_membership
from organisations.enums import Role
from organisations.models import Invitation
from rco_network.accounts.models import User
from rco_network.core.access import Refused
from rco_network.core.models import AuditEvent, Erasure
from rco_network.core.tenancy import ERASE, scope

from ..everywhere import tables_with
from ..factories import acting, make_membership, make_user

pytestmark = pytest.mark.django_db

MARK = "Qalzmir"


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


@pytest.fixture
def left(manager):
    user = make_user(name=f"{MARK} Tesfay", email=f"{MARK.lower()}@example.org")
    membership = make_membership(Role.WORKER, organisation=manager.organisation, user=user)
    with scope(installation=True):
        Authenticator.objects.update_or_create(
            user=user, type=Authenticator.Type.TOTP, defaults={"data": {"of": MARK}}
        )
    with acting(manager):
        Invitation.objects.create(
            organisation=manager.organisation,
            email=user.email,
            role=Role.WORKER,
            token_hash=uuid4().hex,
            expires_at="2026-01-01T00:00Z",
        )
        end_membership(by=manager, membership=membership)
    return membership


def test_nobody_finds_who_it_was(manager, left):
    with acting(manager):
        assert tables_with(MARK) > {"accounts_user", "organisations_invitation"}
        assert erase_account(by=manager, membership=left)
    assert tables_with(MARK) == set()
    with scope(installation=True):
        user = User.objects.get(pk=left.user_id)
        assert (user.name, user.is_active, user.has_usable_password()) == (FORMER, False, False)
        assert not EmailAddress.objects.filter(user=user).exists()
        assert not Authenticator.objects.filter(user=user).exists()
    with acting(manager):
        assert AuditEvent.objects.filter(action="account erased").count() == 1


def test_twice_changes_nothing(manager, left):
    with acting(manager):
        erase_account(by=manager, membership=left)
        assert not erase_account(by=manager, membership=left)


def test_an_account_in_use_stays(manager, left):
    make_membership(Role.WORKER, user=left.user)
    with acting(manager):
        with pytest.raises(Refused, match="still in use"):
            erase_account(by=manager, membership=left)
        assert MARK in User.objects.get(pk=left.user_id).name


def test_only_those_in_charge_may(manager, left):
    worker = make_membership(Role.WORKER, organisation=manager.organisation)
    with acting(worker), pytest.raises(Refused):
        erase_account(by=worker, membership=left)
    stranger = make_membership(Role.MANAGER)
    with acting(stranger), pytest.raises(Refused):
        erase_account(by=stranger, membership=left)


def test_a_restore_is_told_again(manager, left):
    with acting(manager):
        mine = User.objects.filter(pk=left.user_id)
        was = mine.values("uuid", "name", "email", "is_active").get()
        erase_account(by=manager, membership=left)
    with scope(organisation_ids=[manager.organisation_id], rights={ERASE}):
        entry = Erasure.objects.values().get()
    with scope(installation=True):
        User.objects.filter(pk=left.user_id).update(**was)
    assert erase_account_again(entry)
    assert not erase_account_again(entry)
    assert tables_with(MARK) == set()


def test_the_page_lists_who_left_and_makes_them_anonymous(as_member, manager, left):
    page = as_member(manager)
    assert MARK in page.get(reverse("former-colleagues")).text
    address = reverse("account-erase", args=[left.uuid])
    worker = make_membership(Role.WORKER, organisation=manager.organisation)
    stranger = make_membership(Role.MANAGER)
    assert as_member(worker).post(address).status_code == 403
    assert as_member(stranger).post(address).status_code == 404
    page = as_member(manager)
    assert page.post(address).status_code == 302
    assert MARK not in page.get(reverse("former-colleagues")).text
    assert page.post(address).status_code == 404
