"""Deciding which of two marks is right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.request import Request

from ..actions.mark_conflicts import decide_mark
from ..actions.periods import PeriodClosed
from ..models import MarkConflict
from ..permissions import check_can_see_services


@require_POST
def mark_decide(request: Request, uuid: UUID) -> HttpResponse:
    """Let one of the two marks stand."""
    check_can_see_services(request.membership)
    seen = MarkConflict.objects.visible_to(request.membership)
    conflict = get_object_or_404(seen.select_related("session"), uuid=uuid)
    mark = request.POST.get("mark", "")
    because = request.POST.get("because", "")
    if mark in (conflict.there, conflict.sent):
        try:
            decide_mark(by=request.membership, conflict=conflict, mark=mark, because=because)
        except PeriodClosed as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Decided."))
    else:
        messages.error(request, _("Choose one of the two marks that were made."))
    return redirect("session-register", uuid=conflict.session.uuid)
