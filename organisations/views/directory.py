"""The directory of the network, and who stands in a forum."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rco_network.core import languages
from rco_network.core.access import allows

from ..actions import members
from ..enums import Kind, Right
from ..forms import DirectorySearch
from ..models import Organisation
from ..permissions import (
    can_edit,
    check_can_change_members,
    check_can_join,
    check_can_read_trail,
)
from ..request import Request

PAGE = 30


@require_safe
def organisations(request: Request) -> HttpResponse:
    """Every organisation by name, a page at a time by key."""
    form = DirectorySearch(request.GET)
    if not form.is_valid():
        return render(request, "organisations/organisations.html", {"form": form}, status=400)
    asked = form.cleaned_data
    found = Organisation.objects.matching(asked["q"]).order_by("name", "pk")
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    if asked["after"]:
        found = found.after(get_object_or_404(Organisation, uuid=asked["after"]))
    page = list(found[: PAGE + 1])
    more = page[PAGE:]
    kept = {name: asked[name] for name in ("q", "kind") if asked[name]}
    context = {
        "form": form,
        "organisations": page[:PAGE],
        "is_narrowed": bool(kept),
        "is_later_page": bool(asked["after"]),
        "first_url": f"?{urlencode(kept)}",
        "next_url": f"?{urlencode({**kept, 'after': page[PAGE - 1].uuid})}" if more else "",
    }
    return render(request, "organisations/organisations.html", context)


@require_safe
def organisation(request: Request, uuid: UUID) -> HttpResponse:
    """What the network knows of one organisation."""
    shown = get_object_or_404(Organisation.objects.with_profile(), uuid=uuid)
    mine = request.membership
    looks_after_members = mine.has_right(Right.MANAGE_MEMBERS)
    forums = [stand.forum for stand in shown.forum_memberships.all()]
    is_member = any(forum.pk == mine.organisation_id for forum in forums)
    context = {
        "organisation": shown,
        "forums": forums,
        "languages": sorted(languages.said(row.code) for row in shown.languages_served.all()),
        "is_mine": shown.pk == mine.organisation_id,
        "is_forum": shown.kind == Kind.FORUM,
        "can_edit": can_edit(mine, shown),
        "reads_trail": shown.pk == mine.organisation_id and allows(check_can_read_trail, mine),
        "can_remove_member": looks_after_members and is_member,
        "can_add_member": looks_after_members
        and not is_member
        and allows(check_can_join, mine.organisation, shown),
    }
    return render(request, "organisations/organisation.html", context)


@require_POST
def member_add(request: Request, uuid: UUID) -> HttpResponse:
    """Take an organisation into one's own forum."""
    member = get_object_or_404(Organisation, uuid=uuid)
    check_can_change_members(request.membership)
    members.add_member(by=request.membership, member=member)
    messages.success(request, _("%(name)s is a member of your forum.") % {"name": member.name})
    return redirect("organisation", uuid)


@require_POST
def member_remove(request: Request, uuid: UUID) -> HttpResponse:
    """End a membership of one's own forum."""
    check_can_change_members(request.membership)
    in_my_forum = Organisation.objects.members_of(request.membership.organisation_id)
    member = get_object_or_404(in_my_forum, uuid=uuid)
    members.remove_member(by=request.membership, member=member)
    messages.success(
        request, _("%(name)s is no longer a member of your forum.") % {"name": member.name}
    )
    return redirect("organisation", uuid)
