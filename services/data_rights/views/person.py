"""One person's data: what they agreed to, what they asked, and what may be done about it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organisations.request import Request
from rco_network.core import languages
from services.models import Participant

from ..enums import AgreesTo, Answer
from ..models import Consent, Limit, Objection, PersonRequest
from ..permissions import can_answer, can_record, check_can_see_rights


def own_participant(request: Request, uuid: UUID) -> Participant:
    """Return one of the organisation's people, or answer 404. Refuses who sees no participant."""
    check_can_see_rights(request.membership)
    own = Participant.objects.for_organisation(request.membership.organisation_id)
    return get_object_or_404(own.select_related("household"), uuid=uuid)


@require_safe
def person_data(request: Request, uuid: UUID) -> HttpResponse:
    """What this person agreed to and asked for, and what they can ask."""
    person = own_participant(request, uuid)
    context = {
        "participant": person,
        "consents": _consents(person),
        "requests": _requests(person),
        "limit": Limit.objects.filter(participant=person).first(),
        "objections": Objection.objects.filter(participant=person).order_by("since"),
        "can_record": can_record(request.membership),
        "can_answer": can_answer(request.membership),
    }
    return render(request, "services/data_rights/person.html", context)


def _consents(person: Participant) -> list[dict[str, Any]]:
    """Each thing that one can agree to, with the newest consent where there is one."""
    newest: dict[str, Consent] = {}
    for consent in Consent.objects.filter(participant=person).order_by("pk"):
        newest[consent.to] = consent
    return [
        {
            "to": to,
            "label": AgreesTo(to).label,
            "consent": newest.get(to),
            "stands": to in newest and newest[to].withdrawn_on is None,
            "language": languages.said(newest[to].language) if to in newest else "",
            "direction": languages.direction(newest[to].language) if to in newest else "ltr",
        }
        for to in AgreesTo.values
    ]


def _requests(person: Participant) -> list[PersonRequest]:
    rows = PersonRequest.objects.filter(participant=person).select_related("answered_by")
    return sorted(rows, key=lambda row: (row.answer != Answer.OPEN, -row.pk))
