"""Counting people once across a forum's members: agreed, withdrawn, and who agreed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.models import Organisation
from organisations.request import Request
from rco_network.core.personal_data.lengths import months_later
from rco_network.core.tenancy.counting import counting
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions.agreements import agree_to_share, withdraw_sharing
from ..forms.agreements import AgreementForm
from ..matching.people import DifferentPeople, different_people
from ..models import SharingAgreement
from ..permissions import check_can_agree_to_share, check_can_see_who_agreed
from ..reference.sharing_words import WORDS

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def sharing(request: Request) -> HttpResponse:
    """The organisation's agreements with its forums, and the words of a new one."""
    check_can_agree_to_share(request.membership)
    own = request.membership.organisation
    forums = Organisation.objects.filter(
        forum_members__member=own, forum_members__left_on=None
    ).order_by("name")
    rows = SharingAgreement.objects.for_organisation(own).select_related("forum")
    standing = list(rows.filter(withdrawn_at=None).order_by("forum__name"))
    open_forums = forums.exclude(pk__in=[one.forum_id for one in standing])
    form = AgreementForm(request.POST or None, forums=open_forums)
    if form.is_valid() and attempt(
        form,
        agree_to_share,
        by=request.membership,
        forum=form.cleaned_data["forum"],
        agreement=form.instance,
    ):
        messages.success(request, gettext("Agreed. The codes are being made."))
        return redirect("sharing")
    context = {
        "form": form,
        "standing": standing,
        "withdrawn": rows.exclude(withdrawn_at=None).order_by("-withdrawn_at")[:10],
        "can_agree": open_forums.exists(),
        "has_forum": forums.exists(),
        "words": WORDS,
        "today": timezone.localdate(),
    }
    return render(request, "reports/sharing.html", context, status=failed_status(form))


@require_POST
def sharing_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """End an agreement: its codes are deleted before the page comes back."""
    check_can_agree_to_share(request.membership)
    rows = SharingAgreement.objects.for_organisation(request.membership.organisation_id)
    agreement = get_object_or_404(locked_if_sent(request, rows), uuid=uuid)
    withdraw_sharing(by=request.membership, agreement=agreement)
    messages.success(request, gettext("Withdrawn. The codes are deleted."))
    return redirect("sharing")


@require_safe
def sharing_members(request: Request) -> HttpResponse:
    """Who of a forum's members agreed, and how many different people they had in a year."""
    check_can_see_who_agreed(request.membership)
    forum = request.membership.organisation
    rows = SharingAgreement.objects.filter(forum=forum).order_by("created_at")
    newest: dict[int, Any] = {one.organisation_id: one for one in rows}
    members = list(Organisation.objects.members_of(forum).order_by("name"))
    today = timezone.localdate()
    start, end = _last_year(today)
    listed = [(one, newest.get(one.pk)) for one in members]
    context = {
        "members": listed,
        "agreed": sum(1 for _, one in listed if one and one.stands_on(today)),
        "today": today,
        "start": start,
        "end": end,
        "found": _counted(request, members, start, end),
    }
    return render(request, "reports/sharing_members.html", context)


def _last_year(today: date) -> tuple[date, date]:
    """The twelve full months before this one."""
    first = today.replace(day=1)
    return months_later(first, -12), first - timedelta(days=1)


def _counted(
    request: Request, members: list[Organisation], start: date, end: date
) -> DifferentPeople:
    own = request.membership
    with counting(user_id=own.user_id, organisation_ids=[one.pk for one in members]):
        return different_people(members, start, end, forum=own.organisation_id)
