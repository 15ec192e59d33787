"""What a service works towards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from organisations.request import Request
from services.forms.guards import failed_status
from services.models import Service

from ..actions.service_domains import set_domains
from ..forms.outcomes import ServiceDomainsForm
from ..models import ServiceDomain
from ..permissions import check_can_set_domains


def service_domains(request: Request, uuid: UUID) -> HttpResponse:
    """The domains of a service, to look at and to set."""
    check_can_set_domains(request.membership)
    own = Service.objects.for_organisation(request.membership.organisation_id)
    service = get_object_or_404(own, uuid=uuid)
    rows = ServiceDomain.objects.for_organisation(service.organisation_id).filter(service=service)
    now = list(rows.values_list("domain_id", flat=True))
    sent = request.POST if request.method == "POST" else None
    form = ServiceDomainsForm(sent, initial={"domains": now})
    if form.is_valid():
        set_domains(by=request.membership, service=service, domains=form.cleaned_data["domains"])
        messages.success(request, _("Saved."))
        return redirect("service", uuid=uuid)
    context = {"form": form, "service": service}
    return render(request, "outcomes/service_domains.html", context, status=failed_status(form))
