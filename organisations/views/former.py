"""Who worked here before, and making their accounts nobody's."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rco_network.accounts.reauthentication import recently_proved
from rco_network.core.access import Refused

from ..actions.accounts import NOBODYS, erase_account
from ..models import StaffMembership
from ..permissions import check_can_manage_staff
from ..request import Request


@require_safe
def former_colleagues(request: Request) -> HttpResponse:
    """Everybody whose place here has ended and whose name is still known."""
    check_can_manage_staff(request.membership)
    context = {"former": _former(request).order_by("user__name", "pk")}
    return render(request, "organisations/former.html", context)


@recently_proved
@require_POST
def account_erase(request: Request, uuid: UUID) -> HttpResponse:
    """Make a former colleague's account nobody's."""
    check_can_manage_staff(request.membership)
    membership = get_object_or_404(_former(request), uuid=uuid)
    try:
        erase_account(by=request.membership, membership=membership)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The account is nobody's now. What was done with it stays."))
    return redirect("former-colleagues")


def _former(request: Request) -> QuerySet[StaffMembership]:
    """The last ended place of each person who has none here now."""
    here = StaffMembership.objects.for_organisation(request.membership.organisation_id)
    ended = here.filter(Q(ended_at__isnull=False) | Q(ends_at__lte=timezone.now()))
    return (
        ended.exclude(user__in=here.current().values("user"))
        .exclude(user__email__endswith=NOBODYS)
        .select_related("user")
    )
