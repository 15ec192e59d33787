"""The account of a colleague who has left everywhere: it becomes nobody's.

What they did stays in the trail and on records, done by "Former colleague".
"""

from datetime import date
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext as _

from rco_network.accounts.models import User
from rco_network.accounts.signing_out import end_sessions
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.enums import ErasureKind
from rco_network.core.models import Erasure
from rco_network.core.personal_data import REMOVED, declarations
from rco_network.core.tenancy import ERASE, SIGN_IN, scope

from ..models import Invitation, StaffMembership
from ..permissions import check_can_manage_staff

ACCOUNT = User._meta.label_lower
FORMER = "Former colleague"
NOBODYS = "@erased.invalid"
# When a place ended, by hand or by itself: the least of the two that is there.
_ENDS = ("memberships__ended_at", "memberships__ends_at")


@transaction.atomic
def erase_account(*, by: StaffMembership, membership: StaffMembership) -> bool:
    """Make a former colleague's account nobody's; return whether it was somebody's before.

    Raises Refused while they work anywhere in the network, or run the installation.
    """
    check_can_manage_staff(by)
    if membership.organisation_id != by.organisation_id:
        raise Refused(_("This belongs to another organisation."))
    with _everywhere(by.organisation_id, by.user_id):
        user = User.objects.select_for_update().get(pk=membership.user_id)
        if user.is_staff or StaffMembership.objects.current().filter(user_id=user.pk).exists():
            raise Refused(_("This account is still in use, so it stays as it is."))
        if is_nobodys(user):
            return False
        _note(by.organisation_id, user, {"kind": ErasureKind.LEFT})
        removed = _erase(user)
        audit.record("account erased", by=by, subject=membership, rows=removed)
    return True


def accounts_left_by(organisation_id: int, day: date) -> list[tuple[User, date]]:
    """Return accounts of this organisation's former people who left everywhere by that day.

    Each with the day on which the last of their places ended. Nobody's accounts are left out.
    """
    with _everywhere(organisation_id, None):
        here = StaffMembership.objects.for_organisation(organisation_id).values("user_id")
        left = (
            User.objects.filter(pk__in=here, is_staff=False)
            .exclude(email__endswith=NOBODYS)
            .exclude(pk__in=StaffMembership.objects.current().values("user_id"))
            .annotate(last=Max(Least(*_ENDS)))
            .filter(last__date__lte=day)
            .order_by("pk")
        )
        return [(user, timezone.localdate(user.last)) for user in left]


def let_account_go(organisation_id: int, user_id: int) -> None:
    """Make an account nobody's because its time is over."""
    with _everywhere(organisation_id, None):
        user = User.objects.select_for_update().get(pk=user_id)
        if not is_nobodys(user):
            _note(organisation_id, user, {"kind": ErasureKind.LEFT})
            _erase(user)


def is_nobodys(user: User) -> bool:
    """Whether the account was erased before."""
    return user.email.endswith(NOBODYS)


def erase_account_again(entry: dict[str, Any]) -> bool:
    """Do an erasure of the ledger again after a restore; return whether the account was back."""
    with _everywhere(entry["organisation_id"], None):
        user = User.objects.filter(uuid=entry["subject_uuid"]).first()
        if user is not None:
            _erase(user)
        wanted = ("organisation_id", "subject_type", "subject_uuid", "kind")
        more = {name: entry[name] for name in ("uuid", "at")}
        Erasure.objects.get_or_create(**{n: entry[n] for n in wanted}, defaults=more)
    return user is not None


def _everywhere(organisation_id: int, user_id: int | None) -> Any:
    """The scope of an account, which belongs to no organisation."""
    return scope(
        user_id=user_id,
        organisation_ids=[organisation_id],
        installation=True,
        rights={ERASE, SIGN_IN},
    )


def _note(organisation_id: int, user: User, more: dict[str, Any]) -> None:
    Erasure.objects.get_or_create(
        organisation_id=organisation_id, subject_type=ACCOUNT, subject_uuid=user.uuid, **more
    )


def _erase(user: User) -> int:
    """Remove what signing in needs, and all that says who it was; return how many rows went."""
    removed = Invitation.objects.filter(email__iexact=user.email).delete()[0]
    end_sessions(user)
    for label, found in sorted(declarations().items()):
        if found.row == REMOVED and isinstance(found.staff, str):
            rows = apps.get_model(label)._default_manager.filter(**{found.staff: user.pk})
            removed += rows.delete()[0]
    new = uuid4()
    User.objects.filter(pk=user.pk).update(
        name=FORMER,
        email=f"{new}{NOBODYS}",
        password=make_password(None),
        last_login=None,
        is_active=False,
        uuid=new,
    )
    return removed
