"""What somebody agreed to, the words that are read to them, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions.consents import keep_wording, record_consent, withdraw_consent
from ..enums import AgreesTo
from ..forms.consents import ConsentForm, WordingForm
from ..models import Consent, ConsentWording
from ..permissions import check_can_answer, check_can_record
from .person import own_participant


@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: Request, uuid: UUID, to: str) -> HttpResponse:
    """Read the words to somebody, and write down that they agreed."""
    person = own_participant(request, uuid)
    check_can_record(request.membership)
    if to not in AgreesTo.values:
        raise Http404
    form = ConsentForm(request.POST or None, participant=person, to=AgreesTo(to))
    if form.is_valid() and attempt(
        form, record_consent, by=request.membership, consent=form.instance
    ):
        messages.success(request, _("Written down."))
        return redirect("person-data", uuid=uuid)
    context = {"form": form, "participant": person, "to": AgreesTo(to).label}
    page = "services/data_rights/consent_form.html"
    return render(request, page, context, status=failed_status(form))


@require_POST
def consent_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take a consent back for somebody, from this moment on."""
    own = Consent.objects.for_organisation(request.membership.organisation_id)
    found = locked_if_sent(request, own.select_related("participant"))
    consent = get_object_or_404(found, uuid=uuid)
    check_can_record(request.membership)
    withdraw_consent(by=request.membership, consent=consent)
    messages.success(request, _("Taken back. From now on it is used nowhere."))
    return redirect("person-data", uuid=consent.participant.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def consent_words(request: Request) -> HttpResponse:
    """The organisation's own words for each consent, language by language."""
    check_can_answer(request.membership)
    organisation_id = request.membership.organisation_id
    form = WordingForm(request.POST or None, organisation_id=organisation_id)
    if _kept(request, form):
        return redirect("consent-words")
    own = ConsentWording.objects.for_organisation(organisation_id).order_by("to", "language")
    context = {"form": form, "wordings": own}
    page = "services/data_rights/consent_words.html"
    return render(request, page, context, status=failed_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def consent_words_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change the words for one consent in one language."""
    own = ConsentWording.objects.for_organisation(request.membership.organisation_id)
    wording = get_object_or_404(locked_if_sent(request, own), uuid=uuid)
    check_can_answer(request.membership)
    form = WordingForm(
        request.POST or None, instance=wording, organisation_id=wording.organisation_id
    )
    if _kept(request, form):
        return redirect("consent-words")
    page = "services/data_rights/consent_words_edit.html"
    return render(request, page, {"form": form, "wording": wording}, status=failed_status(form))


def _kept(request: Request, form: WordingForm) -> bool:
    if not form.is_valid():
        return False
    kept = attempt(form, keep_wording, by=request.membership, wording=form.instance)
    if kept:
        messages.success(request, _("Kept. Who agreed before keeps the words they were read."))
    return bool(kept)
