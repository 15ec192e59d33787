"""A colleague's second step at sign-in: whether there is one, time for it, help with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rco_network.accounts.reauthentication import recently_proved
from rco_network.accounts.second_factor import who_has_second_factor
from rco_network.core.access import Refused, allows

from ..actions import second_steps as actions
from ..forms import GraceForm
from ..models import StaffMembership
from ..permissions import check_can_take_away_second_step, check_can_wait
from ..request import Request
from .colleague import colleague_of


@recently_proved
@require_safe
def second_step(request: Request, uuid: UUID) -> HttpResponse:
    """Whether a colleague has a second step, and what can be done about it."""
    return _page(request, colleague_of(request, uuid))


def _page(
    request: Request, colleague: StaffMembership, form: GraceForm | None = None, refusal: str = ""
) -> HttpResponse:
    places = actions.all_places_of(colleague)
    context = {
        "colleague": colleague,
        "has_one": colleague.user_id in who_has_second_factor([colleague.user_id]),
        "can_wait": allows(check_can_wait, places),
        "can_take_away": allows(
            check_can_take_away_second_step, request.membership, colleague, places
        ),
        "form": form or GraceForm(),
        "refusal": refusal,
    }
    status = 422 if refusal or (form and form.errors) else 200
    return render(request, "organisations/second_step.html", context, status=status)


@recently_proved
@require_POST
def second_step_later(request: Request, uuid: UUID) -> HttpResponse:
    """Give a logger some days before the second step is needed, or end them."""
    colleague = colleague_of(request, uuid)
    form = GraceForm(request.POST)
    if not form.is_valid():
        return _page(request, colleague, form)
    try:
        actions.grant_grace(by=request.membership, membership=colleague, **form.cleaned_data)
    except Refused as refused:
        return _page(request, colleague, form, str(refused))
    messages.success(request, _("Saved for %(user)s.") % {"user": colleague.user})
    return redirect("staff-second-step", uuid=colleague.uuid)


@recently_proved
@require_POST
def second_step_take_away(request: Request, uuid: UUID) -> HttpResponse:
    """Take a colleague's second step away, so that they can set it up again."""
    colleague = colleague_of(request, uuid)
    try:
        actions.take_away_second_step(by=request.membership, membership=colleague)
    except Refused as refused:
        return _page(request, colleague, refusal=str(refused))
    messages.success(
        request,
        _("%(user)s sets the second step up again at the next sign-in.") % {"user": colleague.user},
    )
    return redirect("staff-second-step", uuid=colleague.uuid)
