"""Logging an enquiry, and looking at one's own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from rco_network.core import audit
from rco_network.core.dates import day_in_words
from services.forms.guards import failed_status

from ..actions.enquiries import log_enquiry
from ..forms.enquiry import EnquiryForm
from ..models import Enquiry, Matter
from ..permissions import can_advise, can_supervise, check_can_log_enquiry
from .opening import person_asked, tried


@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_new(request: Request) -> HttpResponse:
    """Log what somebody asked: made for a phone and twenty seconds."""
    check_can_log_enquiry(request.membership)
    person = person_asked(request)
    form = EnquiryForm(request.POST or None, membership=request.membership, participant=person)
    if form.is_valid():
        made = form.enquiry
        if tried(form, log_enquiry, by=request.membership, person=form.person, enquiry=made):
            messages.success(request, _("Logged."))
            return redirect("advice")
    context = {"form": form, "participant": person}
    return render(request, "services/advice/enquiry_form.html", context, status=failed_status(form))


@require_safe
def enquiry(request: Request, uuid: UUID) -> HttpResponse:
    """One enquiry, for whoever took it and for supervisors."""
    check_can_log_enquiry(request.membership)
    rows = Enquiry.objects.for_organisation(request.membership.organisation_id)
    found = get_object_or_404(rows.select_related("participant", "taken_by"), uuid=uuid)
    audit.viewed(found, by=request.membership, why="own" if _is_own(request, found) else "manager")
    matter = (
        Matter.objects.filter(enquiry=found).first() if can_advise(request.membership) else None
    )
    context = {
        "enquiry": found,
        "matter": matter,
        "can_advise": can_advise(request.membership),
        "is_supervisor": can_supervise(request.membership),
        "facts": [
            (_("Day"), day_in_words(found.day)),
            (_("About"), found.get_subject_display()),
            (_("What was given"), found.get_level_display()),
            (_("How they came"), found.get_channel_display()),
            (_("Minutes"), found.minutes),
            (_("Who"), found.participant or _("Nobody is named")),
            (_("Taken by"), found.taken_by),
        ],
    }
    return render(request, "services/advice/enquiry.html", context)


def _is_own(request: Request, found: Enquiry) -> bool:
    return found.taken_by_id == request.membership.user_id
