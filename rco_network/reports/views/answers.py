"""A reader's answer to an edition."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations.request import Request

from ..actions.answer import answer_edition
from ..enums import Answer
from ..forms.answering import AnswerForm
from ..permissions import check_can_answer
from .editions import edition_of


def edition_answer(request: Request, code: str) -> HttpResponse:
    """Accept the edition, or send it back with a sentence."""
    found = edition_of(request.membership, code)
    check_can_answer(request.membership, found)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = answer_edition(by=request.membership, edition=found, **form.cleaned_data)
        is_back = answer.kind == Answer.SENT_BACK
        messages.success(request, _("Sent back.") if is_back else _("Accepted."))
        return redirect("edition", code=code)
    context = {"edition": found, "form": form}
    return render(request, "reports/answer.html", context, status=422 if form.is_bound else 200)
