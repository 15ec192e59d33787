"""One person's other records: which are theirs, which may be, which are somebody else's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisations.request import Request
from rco_network.core.access import Refused

from ..actions.links import link_records, linked_to, not_to_offer, tell_apart
from ..calculations import Likely, likely_duplicates
from ..models import Participant
from ..permissions import check_can_change_people
from .person import open_person

MOST_OFFERED = 8


def candidates_of(person: Participant) -> list[Likely]:
    """Return who may be the same person and of whom nothing was decided, likeliest first."""
    return likely_duplicates(
        person.organisation_id,
        person.name,
        person.year_of_birth,
        MOST_OFFERED,
        outward_postcode=person.outward_postcode,
        household_id=person.household_id,
        apart_from=not_to_offer(person),
    )


@require_safe
def same_person(request: Request, uuid: UUID) -> HttpResponse:
    """The records that are or may be of the same person. Changes nothing."""
    check_can_change_people(request.membership)
    person = open_person(request, uuid)
    context = {
        "participant": person,
        "linked": linked_to(person),
        "candidates": candidates_of(person),
    }
    return render(request, "services/same_person.html", context)


@require_POST
def same_person_link(request: Request, uuid: UUID) -> HttpResponse:
    """Let another record count as the same person. Nothing is merged."""
    person, other = _both(request, uuid)
    try:
        link_records(by=request.membership, participant=person, other=other)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("They count as one person now. Both keep their history."))
    return redirect("same-person", uuid=uuid)


@require_POST
def same_person_apart(request: Request, uuid: UUID) -> HttpResponse:
    """Say that another record is somebody else's; a link comes apart by it."""
    person, other = _both(request, uuid)
    tell_apart(by=request.membership, participant=person, other=other)
    messages.success(request, _("They are two people. Nobody is asked about them again."))
    return redirect("same-person", uuid=uuid)


def _both(request: Request, uuid: UUID) -> tuple[Participant, Participant]:
    check_can_change_people(request.membership)
    person = open_person(request, uuid)
    rows: Any = Participant.objects.visible_to(request.membership).known().exclude(pk=person.pk)
    return person, get_object_or_404(rows, uuid=_uuid(request.POST.get("other", "")))


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        return UUID(int=0)
