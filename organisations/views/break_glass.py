"""The door that those who run the installation open with a reason, and what is told of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rco_network.accounts.models import User
from rco_network.accounts.reauthentication import recently_proved
from rco_network.core.access import Refused, allows

from ..actions import break_glass as actions
from ..forms import BreakGlassForm
from ..middleware import SESSION_KEY
from ..permissions import check_can_break_glass, check_is_visitor
from ..request import Request


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def break_glass(request: Request) -> HttpResponse:
    """Ask to look into an organisation. For everybody else there is no such page."""
    user = request.user
    if not isinstance(user, User) or not allows(check_can_break_glass, user):
        raise Http404
    form = BreakGlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            door = actions.break_glass(by=user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("organisation", str(refused))
        else:
            request.session[SESSION_KEY] = door.organisation_id
            messages.success(request, _("You are in for an hour. Its managers have been told."))
            return redirect("home")
    status = 422 if form.errors else 200
    return render(request, "organisations/break_glass.html", {"form": form}, status=status)


@require_POST
def leave(request: Request) -> HttpResponse:
    """End one's own visit now."""
    check_is_visitor(request.membership)
    actions.leave(by=request.membership)
    messages.success(request, _("Your visit has ended."))
    return redirect("admin:index")
