"""When an award's reports are due, said by either side; what its funder accepts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions.schedule import accept_others, save_schedule
from ..forms.schedule import ScheduleForm
from ..models import ReturnSchedule
from ..permissions import check_can_accept_others, check_can_schedule
from .awards import visible_awards


def award_schedule(request: Request, uuid: UUID) -> HttpResponse:
    """How often a report on the award is due."""
    award = get_object_or_404(visible_awards(request), uuid=uuid)
    check_can_schedule(request.membership, award)
    kept = locked_if_sent(request, ReturnSchedule.objects.filter(award=award)).first()
    schedule = kept or ReturnSchedule(award=award)
    schedule.award = award
    initial = {} if kept else {"first_on": award.starts_on}
    form = ScheduleForm(request.POST or None, instance=schedule, initial=initial)
    if form.is_valid() and attempt(form, save_schedule, by=request.membership, schedule=schedule):
        messages.success(request, _("Saved. The days are in the list of reports due."))
        return redirect("award", uuid=uuid)
    context = {"form": form, "award": award, "is_new": kept is None}
    return render(request, "funding/schedule_form.html", context, status=failed_status(form))


@require_POST
def award_accepts_others(request: Request, uuid: UUID) -> HttpResponse:
    """Say whether a report that was made for another funder is accepted for this award."""
    award = get_object_or_404(visible_awards(request), uuid=uuid)
    check_can_accept_others(request.membership, award)
    accept_others(by=request.membership, award=award, accepts=request.POST.get("accepts") == "yes")
    messages.success(request, _("Saved."))
    return redirect("award", uuid=uuid)
