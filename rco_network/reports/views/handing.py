"""Write once: an edition answers what another funder is owed, who accepts such a report."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations.request import Request

from ..actions.hand import hand_on
from ..figures.stored import from_json
from ..forms.sending import HandForm
from ..permissions import check_can_send
from ..returns import answered_too
from .editions import edition_of


def edition_hand(request: Request, code: str) -> HttpResponse:
    """Say for whom the edition was made, and hand it to another funder as it is."""
    found = edition_of(request.membership, code)
    check_can_send(request.membership, found)
    dues = answered_too(found)
    form = HandForm(request.POST or None, dues=dues)
    if request.method == "POST" and form.is_valid():
        hand_on(by=request.membership, edition=found, return_due=form.cleaned_data["return_due"])
        messages.success(request, _("Handed over. It counts as received."))
        return redirect("edition", code=code)
    document = from_json(found.document)
    context = {"edition": found, "document": document, "form": form, "dues": dues}
    return render(request, "reports/hand.html", context, status=422 if form.is_bound else 200)
