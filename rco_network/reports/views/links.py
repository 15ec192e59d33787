"""Links to an edition for readers without an account, and what they open."""

from uuid import UUID

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from organisations.request import Request
from rco_network.core.exports import attachment
from rco_network.core.mail import states_of

from ..actions.links import by_token, note_opening, send_link, take_file, withdraw_link
from ..figures.stored import from_json
from ..forms.sending import LinkForm
from ..models import EditionLink
from ..permissions import check_can_send
from .editions import edition_of


def edition_links(request: Request, code: str) -> HttpResponse:
    """Who was sent a link to the edition, and the form that sends one."""
    found = edition_of(request.membership, code)
    check_can_send(request.membership, found)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        send_link(by=request.membership, edition=found, **form.cleaned_data)
        messages.success(request, _("The link is on its way."))
        return redirect("edition-links", code=code)
    links = list(EditionLink.objects.filter(edition=found).select_related("sent_by")[:50])
    mails = states_of(link.uuid for link in links)
    for link in links:
        link.mail_state, link.mail_failure = mails.get(link.uuid, ("", ""))
    context = {"edition": found, "form": form, "links": links}
    return render(request, "reports/links.html", context, status=422 if form.is_bound else 200)


@require_POST
def link_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Let a link open nothing any more."""
    own = EditionLink.objects.for_organisation(request.membership.organisation_id)
    link = get_object_or_404(own.select_related("edition"), uuid=uuid)
    withdraw_link(by=request.membership, link=link)
    messages.success(request, _("The link opens nothing any more."))
    return redirect("edition-links", code=link.edition.code)


@never_cache
@login_not_required
@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The cover of an edition, for whoever holds the link."""
    if not _may_ask(request):
        return ratelimit.respond_429(request)
    with by_token(token) as link:
        if link is None:
            return _opens_nothing(request)
        if request.method == "GET":
            note_opening(link)
        edition = link.edition
        context = {
            "link": link,
            "token": token,
            "edition": edition,
            "document": from_json(edition.document),
            "is_restated": type(edition).objects.filter(restates=edition).exists(),
            "has_pdf": edition.files.filter(content_type="application/pdf").exists(),
        }
        return render(request, "reports/by_link.html", context)


@never_cache
@login_not_required
@require_POST
def by_link_file(request: HttpRequest, token: str) -> HttpResponse:
    """The edition's PDF, as often as the link gives it. Asked for by a button: a mail program
    that looks at links in advance takes none."""
    if not _may_ask(request):
        return ratelimit.respond_429(request)
    with by_token(token) as link:
        kept = take_file(link) if link else None
        if link is None:
            return _opens_nothing(request)
        if kept is None:
            return redirect("by-link", token=token)
        name = f"report-{link.edition.code}.pdf"
        return attachment(bytes(kept.content), name=name, content_type=kept.content_type)


def _may_ask(request: HttpRequest) -> bool:
    """Counted for every link alike, those that open something and those that do not."""
    limit = {"app": "allauth.account", "action": "report_link", "limit_get": True}
    return ratelimit.consume(request, **limit) is not None


def _opens_nothing(request: HttpRequest) -> HttpResponse:
    """Made up, withdrawn and over: all the same."""
    return render(request, "reports/by_link_gone.html", status=404)
