"""Where an invitation's link leads. Looking changes nothing; only a pressed button does."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rco_network.accounts.models import User

from ..actions import invitations
from ..forms import NewPersonForm
from ..middleware import SESSION_KEY
from ..models import Invitation


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: as a new person, or signed in with the address that was asked."""
    invitation = invitations.find_by_token(token)
    if invitation is None:
        return _gone(request)
    if request.user.is_authenticated:
        return _for_signed_in(request, invitation)
    if _has_account(invitation.email):
        query = urlencode({"next": request.path})
        context = {"invitation": invitation, "query": query}
        return render(request, "organisations/invitation_sign_in.html", context)
    return _for_new_person(request, invitation)


def _gone(request: HttpRequest) -> HttpResponse:
    """Wrong, used, withdrawn and run out look the same."""
    return render(request, "organisations/invitation_gone.html", status=404)


def _has_account(email: str) -> bool:
    return (
        User.objects.filter(email__iexact=email).exists()
        or EmailAddress.objects.filter(email__iexact=email, verified=True).exists()
    )


def _is_for(user: Any, email: str) -> bool:
    """Whether a signed-in person has shown before that the address is theirs."""
    return EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists()


def _for_signed_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not _is_for(request.user, invitation.email):
        return render(request, "organisations/invitation_other_person.html", status=403)
    if request.method != "POST":
        return render(request, "organisations/invitation_accept.html", {"invitation": invitation})
    user: Any = request.user
    if invitations.accept(user=user, invitation=invitation) is None:
        return _gone(request)
    return _welcome(request, invitation, redirect("home"))


def _for_new_person(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NewPersonForm(request.POST or None, email=invitation.email)
    if request.method != "POST" or not form.is_valid():
        context = {"invitation": invitation, "form": form}
        status = 422 if form.errors else 200
        return render(request, "organisations/invitation_new.html", context, status=status)
    user = invitations.accept_as_new_person(invitation=invitation, **form.cleaned_data)
    if user is None:
        return _gone(request)
    return _welcome(request, invitation, perform_login(request, user, redirect_url="/"))


def _welcome(request: HttpRequest, invitation: Invitation, response: HttpResponse) -> HttpResponse:
    """Act for the new organisation from the next page on."""
    request.session[SESSION_KEY] = invitation.organisation_id
    messages.success(request, _("Welcome to %(name)s.") % {"name": invitation.organisation.name})
    return response
