"""Fetching a matter, and trying what may be refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.shortcuts import get_object_or_404

from organisations.models import StaffMembership
from organisations.request import Request
from rco_network.core.access import Refused
from services.forms.guards import attempt, locked_if_sent
from services.models import Participant

from ..actions.work import note_refusal
from ..calculations import AboveLevel
from ..forms.people import uuid_in
from ..models import Matter
from ..permissions import check_can_advise
from ..shown import referral_address


def open_matter(request: Request, uuid: UUID, *, is_locked: bool = False) -> Matter:
    """The matter; Http404 for all who do not read it, as for one that never was."""
    check_can_advise(request.membership)
    rows = Matter.objects.for_organisation(request.membership.organisation_id)
    rows = rows.select_related("participant")
    found: Matter = get_object_or_404(
        locked_if_sent(request, rows) if is_locked else rows, uuid=uuid
    )
    return found


def person_asked(request: Request) -> Participant | None:
    """The participant from whose page somebody came, if they did. Http404 for others."""
    wanted = uuid_in(request.POST.get("participant") or request.GET.get("participant"))
    if wanted is None:
        return None
    rows = Participant.objects.visible_to(request.membership).known()
    found: Participant = get_object_or_404(rows, uuid=wanted)
    return found


def tried(
    form: forms.BaseForm,
    action: Callable[..., Any],
    *,
    by: StaffMembership,
    person: Participant | None = None,
    **kwargs: Any,
) -> Any:
    """Call the action; what is refused becomes the form's error and None is returned.

    Work above a registration is written down, and the form knows where to refer to
    (`form.refer_url`).
    """
    try:
        return attempt(form, action, by=by, **kwargs)
    except AboveLevel as above:
        matter = kwargs.get("matter")
        known = matter if matter is not None and matter.pk else None
        note_refusal(by=by, subject=known, level=str(above.verdict.needs_level))
        form.is_above_level = True  # type: ignore[attr-defined]
        form.refer_url = referral_address(person)  # type: ignore[attr-defined]
        form.add_error(None, str(above))
    except Refused as refused:
        form.add_error(None, str(refused))
    return None
