"""What referrals show on pages of the wing (services/parts.py)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.dates import day_and_month, day_in_words
from rco_network.core.text import isolated
from services.models import Participant
from services.parts import Block, Row, Task, in_menu, on_person, to_do

from .enums import Became, Reason, State
from .models import Referral
from .permissions import can_refer

in_menu(gettext_lazy("Referrals"), "referrals", Right.REFER)
_KINDS = {State.SENT: "info", State.ACCEPTED: "good", State.DECLINED: "warn"}


def state_in_words(referral: Referral) -> str:
    """Say where it stands, with why or what became of it."""
    words, more = str(State(referral.state_now).label), _more(referral)
    return f"{words}: {more}" if more else words


def _more(referral: Referral) -> str:
    if referral.reason:
        return str(Reason(referral.reason).told.label)
    return str(Became(referral.became).label) if referral.became else ""


def row_of(referral: Referral, membership: StaffMembership) -> Row:
    """Return a line for a list of referrals, as one of its two sides sees it."""
    is_sent = referral.sender_id == membership.organisation_id
    other = referral.receiver.name if is_sent else referral.sender.name
    detail = _("to %(name)s") if is_sent else _("from %(name)s")
    state = State(referral.state_now)
    parts = [detail % {"name": isolated(other)}, day_in_words(referral.sent_at), _more(referral)]
    return {
        "title": referral.called or _("No longer said"),
        "url": reverse("referral", args=[referral.uuid]),
        "detail": ", ".join(filter(None, parts)),
        "tag": str(state.label),
        "kind": _KINDS.get(state, ""),
    }


@on_person
def referrals_of(membership: StaffMembership, participant: Participant) -> Block | None:
    """The referrals of a person, and the way to the next one."""
    if not can_refer(membership):
        return None
    both = Referral.objects.select_related("sender", "receiver").order_by("-id")
    about = both.filter(sent_for__participant=participant) | both.filter(
        received_as__participant=participant
    )
    return Block(
        title=_("Referrals"),
        rows=[row_of(one, membership) for one in about[:5]],
        empty=_("Not referred to anybody."),
        action_label=_("Refer to another organisation"),
        action_url=reverse("refer", args=[participant.uuid]),
    )


@to_do
def waiting(membership: StaffMembership, today: date) -> Iterator[Task]:
    """Referrals that somebody should answer."""
    if not can_refer(membership):
        return
    open_ones = Referral.objects.received_by(membership.organisation_id).waiting(today)
    found = open_ones.aggregate(n=Count("pk"), first=Min("expires_on"))
    if found["n"]:
        title = ngettext("%(n)d referral waits", "%(n)d referrals wait", found["n"])
        yield Task(
            due_on=found["first"],
            title=title % {"n": found["n"]},
            url=reverse("referrals"),
            detail=_("answer by %(day)s") % {"day": day_and_month(found["first"])},
        )
