"""What the directory holds about people: colleagues and those who were invited."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who
from rco_network.core.personal_data.lengths import over_on, started_by
from rco_network.core.personal_data.rules import Due, Rule, add_rule

from .actions.accounts import ACCOUNT, accounts_left_by, let_account_go
from .models import Invitation

_OWN = {"about_staff": True}

declare(
    "organisations.organisation",
    plain="id uuid name kind about website is_directory_entry is_fictional created_at",
)
declare("organisations.place", plain="gss_code name region")
declare("organisations.outline", plain="place rings west south east north")
declare("organisations.identifier", plain="id organisation scheme number valid_from valid_to")
declare("organisations.forummembership", plain="id forum member joined_on left_on")
declare("organisations.placeserved", plain="id organisation place")
declare("organisations.languageserved", plain="id organisation code")
declare("organisations.communityserved", plain="id organisation name")
declare(
    "organisations.staffmembership",
    plain="id uuid organisation",
    staff="user",
    purpose="staff",
    period="staff_file",
    user=who(_("Whose place in the organisation it is.")),
    role=said(_("What they may do here."), goes=STAYS, **_OWN),
    duties=said(_("What they were asked to look after, such as safeguarding."), goes=STAYS, **_OWN),
    answers_to=said(_("Who looks after their work."), goes=STAYS, **_OWN),
    second_factor_due_on=said(_("Until when they may sign in by password alone."), **_OWN),
    joined_at=said(_("Since when they work here."), goes=STAYS, **_OWN),
    ended_at=said(_("When they left."), goes=STAYS, **_OWN),
    ends_at=said(_("When their place ends by itself."), goes=STAYS, **_OWN),
)
declare(
    "organisations.invitation",
    plain="id uuid organisation role sent_at expires_at accepted_at withdrawn_at",
    purpose="staff",
    period="invitation",
    row=REMOVED,
    email=identifies(_("To whom the invitation was sent."), **_OWN),
    token_hash=identifies(_("To know the link in the mail again."), **_OWN),
    invited_by=who(),
)
declare(
    "organisations.openeddoor",
    plain="id uuid organisation membership opened_at ends_at",
    staff="opened_by",
    purpose="staff",
    period="staff_file",
    opened_by=who(_("Who, of those who run the installation, looked in.")),
    reason=said(_("Why they had to look."), goes=STAYS, **_OWN),
)


def _accounts_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    """Accounts of people who worked here and work nowhere any more."""
    left = accounts_left_by(organisation_id, started_by("staff_file", day, months))
    return [
        Due(user.pk, user.uuid, over_on("staff_file", last, months), user.name)
        for user, last in left
        if only is None or user.uuid in only
    ]


def _let_accounts_go(organisation: Any, found: list[Due]) -> Counter[str]:
    for one in found:
        let_account_go(organisation.pk, one.pk)
    return Counter({ACCOUNT: len(found)})


def _invitations_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    until = started_by("invitation", day, months) + timedelta(days=1)
    old = Invitation.objects.for_organisation(organisation_id).filter(sent_at__date__lt=until)
    rows = old.order_by("pk").values_list("pk", "uuid", "sent_at")
    return [
        Due(pk, uuid, over_on("invitation", timezone.localdate(at), months), "")
        for pk, uuid, at in rows
    ]


def _forget_invitations(organisation: Any, found: list[Due]) -> Counter[str]:
    own = Invitation.objects.for_organisation(organisation)
    gone, _ = own.filter(pk__in=[one.pk for one in found]).delete()
    return Counter({Invitation._meta.label_lower: gone})


add_rule(
    Rule(
        key="accounts",
        period="staff_file",
        subject_type=ACCOUNT,
        says=ngettext_lazy(
            "%(number)s former colleague's account is made anonymous",
            "%(number)s former colleagues' accounts are made anonymous",
            "number",
        ),
        due=_accounts_due,
        apply=_let_accounts_go,
    )
)
add_rule(
    Rule(
        key="invitations",
        period="invitation",
        subject_type=Invitation._meta.label_lower,
        says=ngettext_lazy(
            "%(number)s old invitation is removed",
            "%(number)s old invitations are removed",
            "number",
        ),
        due=_invitations_due,
        apply=_forget_invitations,
    )
)
