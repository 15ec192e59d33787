"""Telling a lead what one saw or heard, and what one keeps of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.request import Request
from services.models import Participant
from services.permissions import check_can_see_people

from ..actions import raising as actions
from ..calculations import ways_of
from ..forms.raising import RaiseForm
from ..models import Concern, Receipt
from ..permissions import can_handle, can_raise, check_can_come, check_can_raise
from ..shown import rows_of

SENT = gettext_lazy(
    "We have received it. The safeguarding lead will read it. You need do nothing more. "
    "If something new happens, tell us again."
)
SENT_IN_DANGER = gettext_lazy(
    "We have received it. If somebody is in danger, ring 999 now. Do not wait for us."
)


@require_safe
def concerns(request: Request) -> HttpResponse:
    """What one raised oneself; and, for those who read any, the concerns, oldest open first."""
    check_can_come(request.membership)
    found = Concern.objects.order_by("raised_at", "pk")
    context = {
        "can_raise": can_raise(request.membership),
        "is_lead": can_handle(request.membership),
        "open": rows_of(found.open()),
        "closed": rows_of(found.closed().reverse()[:200]),
        "receipts": Receipt.objects.select_related("received_by")[:50],
    }
    return render(request, "services/safeguarding/concerns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def concern_new(request: Request) -> HttpResponse:
    """Raise a concern: one short form, for a phone and for few words."""
    check_can_raise(request.membership)
    ways = ways_of(request.membership)
    person = _participant(request)
    form = RaiseForm(
        request.POST or None, membership=request.membership, ways=ways, participant=person
    )
    if request.method == "POST" and form.is_valid() and form.to:
        actions.raise_concern(
            by=request.membership,
            to=form.to,
            key=form.cleaned_data["key"],
            colleagues=form.ticked,
            **form.said,
        )
        if form.cleaned_data["is_danger"]:
            messages.warning(request, SENT_IN_DANGER)
        else:
            messages.success(request, SENT)
        return redirect("concerns")
    context = {"form": form, "ways": ways, "participant": person}
    status = 422 if form.errors else 200
    return render(request, "services/safeguarding/raise.html", context, status=status)


def _participant(request: Request) -> Participant | None:
    """The participant on whose page the raiser was, if they came from one. Http404 for others."""
    asked = request.POST.get("participant") or request.GET.get("participant")
    if not asked:
        return None
    check_can_see_people(request.membership)
    own = Participant.objects.for_organisation(request.membership.organisation_id)
    return get_object_or_404(own, uuid=_uuid(asked))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@require_POST
def receipt_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Take one's own receipt away, say on a phone that others use."""
    check_can_come(request.membership)
    actions.remove_receipt(receipt=get_object_or_404(Receipt, uuid=uuid))
    messages.success(request, _("It is off your list. The safeguarding lead still has it."))
    return redirect("concerns")
