"""The register on paper, to be filled in by hand."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_POST

from organisations.request import Request
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core import audit
from rco_network.core.enums import Purpose
from rco_network.core.exports import attachment
from rco_network.core.paper.pdf import PangoMissing, has_pango

from ..models import Group
from ..paper import on_the_list, register_html, register_pdf
from ..permissions import check_can_log, check_can_see_services


@recently_proved
@require_POST
def group_paper(request: Request, uuid: UUID) -> HttpResponse:
    """The paper register: a PDF, or a page for the browser's own printer where asked or needed.

    It names people and leaves the house, so that it is in the trail; what it is for is plain.
    """
    check_can_see_services(request.membership)
    seen = Group.objects.visible_to(request.membership)
    group = get_object_or_404(seen.select_related("service", "organisation", "place"), uuid=uuid)
    check_can_log(request.membership, group)
    names = on_the_list(group, timezone.localdate())
    as_page = "page" in request.POST or not has_pango()
    audit.exported(
        "register",
        by=request.membership,
        purpose=Purpose.OWN_RECORDS,
        kind="html" if as_page else "pdf",
        subject=group,
        rows=len(names),
    )
    if not as_page:
        try:
            made = register_pdf(group, names)
        except PangoMissing:
            as_page = True
        else:
            return attachment(made, name="register.pdf", content_type="application/pdf")
    return HttpResponse(register_html(group, names, stylesheets=(static("reports/paper.css"),)))
