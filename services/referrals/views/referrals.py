"""Sending and answering referrals."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.request import Request
from rco_network.core import languages
from rco_network.core.dates import day_in_words
from services.calculations import Likely, likely_duplicates
from services.forms.guards import attempt, failed_status
from services.models import Participant
from services.views.person import open_person

from ..actions import referrals as actions
from ..calculations import tallies
from ..enums import State
from ..forms.referrals import NEW, AcceptForm, BecameForm, DeclineForm, ReferForm
from ..models import ReceivedAs, Referral, SentFor
from ..permissions import check_can_refer, check_is_receiver, check_is_sender, check_move
from ..reference.consent_words import CONTACT, WORDS
from ..shown import row_of, state_in_words

MOST_LISTED = 50
HALF_A_YEAR = timedelta(days=182)


@require_safe
def referrals(request: Request) -> HttpResponse:
    """What waits for an answer here, and what became of everything sent and received."""
    check_can_refer(request.membership)
    mine, today = request.membership.organisation_id, timezone.localdate()
    both = Referral.objects.select_related("sender", "receiver").order_by("-id")
    waiting = both.received_by(mine).waiting(today).order_by("expires_on", "id")
    answered = both.received_by(mine).exclude(state=State.SENT, expires_on__gte=today)
    sent, received = tallies(mine, today)
    lists = {"waiting": waiting, "received": answered, "sent": both.sent_by(mine)}
    context = {
        "tallies": [(_("Sent"), sent), (_("Received"), received)],
        **{
            name: [row_of(one, request.membership) for one in rows[:MOST_LISTED]]
            for name, rows in lists.items()
        },
    }
    return render(request, "services/referrals/referrals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: Request, uuid: UUID) -> HttpResponse:
    """Ask another organisation to help somebody who agreed to it."""
    check_can_refer(request.membership)
    person = open_person(request, uuid)
    receivers = actions.who_takes_referrals(person.organisation_id)
    form = ReferForm(request.POST or None, receivers=receivers, initial=_as_offered(person))
    if form.is_valid() and (
        sent := attempt(
            form,
            actions.send_referral,
            by=request.membership,
            participant=person,
            referral=form.referral(),
            consent=form.consent(),
        )
    ):
        messages.success(request, _("Sent. You will see here what becomes of it."))
        return redirect("referral", uuid=sent.uuid)
    words = WORDS.format(receiver=_("[the organisation]"), contact=CONTACT, until=_("[the day]"))
    context = {"participant": person, "form": form, "words": words, "receivers": receivers}
    return render(request, "services/referrals/refer.html", context, status=failed_status(form))


def _as_offered(person: Participant) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "called": person.name.split()[0],
        "language": person.main_language,
        "consent_on": today,
        "until": today + HALF_A_YEAR,
    }


@require_safe
def referral(request: Request, uuid: UUID) -> HttpResponse:
    """One referral as this side knows it."""
    found = _open(request, uuid)
    is_sender = found.sender_id == request.membership.organisation_id
    side: Any = SentFor if is_sender else ReceivedAs
    link = side.objects.filter(referral=found).select_related("participant").first()
    can_answer = not is_sender and found.is_waiting
    context = {
        "referral": found,
        "is_sender": is_sender,
        "person": link.participant if link else None,
        "facts": _facts(found),
        "can_answer": can_answer,
        "can_withdraw": is_sender and found.state_now in (State.SENT, State.ACCEPTED),
        "decline": DeclineForm(),
        "became": None
        if is_sender or found.state != State.ACCEPTED
        else BecameForm(initial={"became": found.became}),
    }
    return render(request, "services/referrals/referral.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def referral_accept(request: Request, uuid: UUID) -> HttpResponse:
    """Accept: the person becomes a participant, or is the one who is known already."""
    found = _open(request, uuid)
    check_is_receiver(request.membership, found)
    if found.state != State.ACCEPTED:
        check_move(found, State.ACCEPTED)
    likely = _likely(request, found)
    form = AcceptForm(request.POST if request.method == "POST" else None, likely=likely)
    if found.state == State.ACCEPTED or form.is_valid():
        who = "" if found.state == State.ACCEPTED else form.cleaned_data["who"]
        known = _known(request, who)
        person = actions.accept_referral(by=request.membership, referral=found, participant=known)
        messages.success(request, _("Accepted. The sender can see it."))
        return redirect("participant", uuid=person.uuid)
    context = {"referral": found, "form": form, "likely": likely}
    return render(request, "services/referrals/accept.html", context, status=failed_status(form))


@require_POST
def referral_decline(request: Request, uuid: UUID) -> HttpResponse:
    """Decline with a reason."""
    found = _open(request, uuid)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose why, so that they can ask somebody else."))
        return redirect("referral", uuid=uuid)
    reason = form.cleaned_data["reason"]
    actions.decline_referral(by=request.membership, referral=found, reason=reason)
    messages.success(request, _("Declined. The sender reads why; what was said is removed."))
    return redirect("referral", uuid=uuid)


@require_POST
def referral_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take it back; the words go on both sides."""
    found = _open(request, uuid)
    check_is_sender(request.membership, found)
    actions.withdraw_referral(by=request.membership, referral=found)
    messages.success(request, _("Taken back. What it said is removed on both sides."))
    return redirect("referral", uuid=uuid)


@require_POST
def referral_became(request: Request, uuid: UUID) -> HttpResponse:
    """Tell the sender what became of it."""
    found = _open(request, uuid)
    form = BecameForm(request.POST)
    check_is_receiver(request.membership, found)
    if form.is_valid():
        became = form.cleaned_data["became"]
        actions.say_what_became(by=request.membership, referral=found, became=became)
        messages.success(request, _("Saved. The sender can see it."))
    return redirect("referral", uuid=uuid)


def _open(request: Request, uuid: UUID) -> Referral:
    """Return a referral of either side; 404 for everybody else, as for one that is made up."""
    check_can_refer(request.membership)
    mine = request.membership.organisation_id
    rows = Referral.objects.filter(Q(sender=mine) | Q(receiver=mine))
    found: Referral = get_object_or_404(rows.select_related("sender", "receiver"), uuid=uuid)
    return found


def _facts(found: Referral) -> list[tuple[str, str]]:
    language = languages.said(found.language) if found.language else ""
    words = [
        (_("Name to call them by"), found.called),
        (_("What they need"), found.need),
        (_("Language"), language),
        (_("How to reach them safely"), found.contact or _("They did not say")),
    ]
    return [
        *(words if found.called else []),
        (_("From"), found.sender.name),
        (_("To"), found.receiver.name),
        (_("Sent"), day_in_words(found.sent_at)),
        (_("State"), state_in_words(found)),
        (_("Answer by"), day_in_words(found.expires_on)),
        (_("They agreed on"), day_in_words(found.consent_on)),
        (_("Until"), day_in_words(found.consent_until)),
    ]


def _likely(request: Request, found: Referral) -> list[Likely]:
    among = Participant.objects.visible_to(request.membership)
    return likely_duplicates(found.receiver_id, found.called, among=among)


def _known(request: Request, who: str) -> Participant | None:
    if who in ("", NEW):
        return None
    return Participant.objects.visible_to(request.membership).known().filter(uuid=who).first()
