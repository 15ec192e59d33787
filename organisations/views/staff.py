"""Colleagues: who they are, what they may do, who was asked to come."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rco_network.accounts.reauthentication import recently_proved
from rco_network.accounts.second_factor import who_has_second_factor
from rco_network.core.access import Refused, allows
from rco_network.core.mail import states_of

from ..actions import invitations
from ..actions import staff as actions
from ..enums import ROLES_OF
from ..forms import AnswersToForm, DutiesForm, InvitationForm, RoleForm
from ..middleware import SESSION_KEY
from ..models import Invitation, OpenedDoor, StaffMembership
from ..permissions import check_can_manage_staff, duties_of, lacks_lead
from ..request import Request
from .colleague import colleague_of


@require_safe
def staff(request: Request) -> HttpResponse:
    """Everyone here; for those in charge, who was invited and did not answer yet too."""
    mine = request.membership
    can_manage = allows(check_can_manage_staff, mine)
    colleagues = list(
        StaffMembership.objects.for_organisation(mine.organisation_id)
        .current()
        .select_related("user")
        .order_by("user__name", "pk")
    )
    context = {
        "colleagues": colleagues,
        "mine": mine,
        "can_manage": can_manage,
        "enrolled": who_has_second_factor(c.user_id for c in colleagues) if can_manage else set(),
        "lacks_lead": can_manage and lacks_lead(mine.organisation, colleagues),
        "invitations": _waiting(mine.organisation_id) if can_manage else [],
        "doors": _doors(mine.organisation_id) if can_manage else [],
    }
    return render(request, "organisations/staff.html", context)


def _doors(organisation_id: int) -> list[OpenedDoor]:
    """The last visits by those who run the installation, newest first."""
    opened = OpenedDoor.objects.filter(organisation_id=organisation_id).order_by("-pk")
    return list(opened.select_related("opened_by", "membership")[:10])


def _waiting(organisation_id: int) -> list[Invitation]:
    """Open invitations, each with the state of its last mail."""
    waiting = list(Invitation.objects.for_organisation(organisation_id).waiting().order_by("-pk"))
    states = states_of(invitation.uuid for invitation in waiting)
    for invitation in waiting:
        state = states.get(invitation.uuid, ("", ""))
        invitation.mail_state, invitation.mail_failure = state
    return waiting


@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request) -> HttpResponse:
    """Ask somebody by e-mail to join."""
    check_can_manage_staff(request.membership)
    organisation = request.membership.organisation
    form = InvitationForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(
                by=request.membership, organisation=organisation, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("staff")
    status = 422 if form.errors else 200
    return render(request, "organisations/invite.html", {"form": form}, status=status)


def _invitation(request: Request, uuid: UUID) -> Invitation:
    waiting = Invitation.objects.for_organisation(request.membership.organisation_id).waiting()
    found = get_object_or_404(waiting, uuid=uuid)
    check_can_manage_staff(request.membership)
    return found


@recently_proved
@require_POST
def invitation_resend(request: Request, uuid: UUID) -> HttpResponse:
    """Send a new link; the old one stops working."""
    invitations.resend(by=request.membership, invitation=_invitation(request, uuid))
    messages.success(request, _("A new invitation is on its way. Older links stop working."))
    return redirect("staff")


@require_POST
def invitation_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitations.withdraw(by=request.membership, invitation=_invitation(request, uuid))
    messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
    return redirect("staff")


@recently_proved
@require_safe
def staff_member(request: Request, uuid: UUID) -> HttpResponse:
    """One colleague: the role, and the way to end their place here."""
    return _member_page(request, colleague_of(request, uuid))


def _member_page(
    request: Request, colleague: StaffMembership, form: RoleForm | None = None, refusal: str = ""
) -> HttpResponse:
    organisation = request.membership.organisation
    context = {
        "colleague": colleague,
        "form": form or RoleForm(organisation=organisation, role=colleague.role),
        "has_choice": len(ROLES_OF[organisation.kind]) > 1,
        "duties_form": DutiesForm(colleague=colleague) if duties_of(organisation) else None,
        "answers_to_form": AnswersToForm(colleague=colleague),
        "is_me": colleague.pk == request.membership.pk,
        "refusal": refusal,
    }
    status = 422 if refusal or (form and form.errors) else 200
    return render(request, "organisations/staff_member.html", context, status=status)


@recently_proved
@require_POST
def staff_role(request: Request, uuid: UUID) -> HttpResponse:
    """Give a colleague another role."""
    colleague = colleague_of(request, uuid)
    form = RoleForm(request.POST, organisation=request.membership.organisation, role=colleague.role)
    if not form.is_valid():
        return _member_page(request, colleague, form)
    try:
        actions.change_role(by=request.membership, membership=colleague, **form.cleaned_data)
    except Refused as refused:
        return _member_page(request, colleague, form, str(refused))
    messages.success(
        request,
        _("%(user)s is %(role)s now.")
        % {"user": colleague.user, "role": colleague.get_role_display().lower()},
    )
    return redirect("staff")


@recently_proved
@require_POST
def staff_duties(request: Request, uuid: UUID) -> HttpResponse:
    """Say what a colleague looks after: who the safeguarding leads are."""
    colleague = colleague_of(request, uuid)
    form = DutiesForm(request.POST, colleague=colleague)
    if not form.is_valid():
        return _member_page(request, colleague, refusal=_("Choose the duties from the list."))
    actions.change_duties(by=request.membership, membership=colleague, **form.cleaned_data)
    messages.success(request, _("The duties of %(user)s are saved.") % {"user": colleague.user})
    return redirect("staff")


@recently_proved
@require_POST
def staff_answers_to(request: Request, uuid: UUID) -> HttpResponse:
    """Say who looks after a colleague's work."""
    colleague = colleague_of(request, uuid)
    form = AnswersToForm(request.POST, colleague=colleague)
    if not form.is_valid():
        return _member_page(request, colleague, refusal=_("Choose a colleague from the list."))
    try:
        actions.change_answers_to(
            by=request.membership, membership=colleague, answers_to=form.chosen
        )
    except Refused as refused:
        return _member_page(request, colleague, refusal=str(refused))
    messages.success(request, _("Saved for %(user)s.") % {"user": colleague.user})
    return redirect("staff")


@recently_proved
@require_POST
def staff_end(request: Request, uuid: UUID) -> HttpResponse:
    """End a colleague's place here, from their next page on."""
    colleague = colleague_of(request, uuid)
    try:
        actions.end_membership(by=request.membership, membership=colleague)
    except Refused as refused:
        return _member_page(request, colleague, refusal=str(refused))
    messages.success(request, _("%(user)s no longer works here.") % {"user": colleague.user})
    return redirect("home" if colleague.pk == request.membership.pk else "staff")


@require_POST
def switch_organisation(request: Request) -> HttpResponse:
    """Act for another of one's own organisations from now on."""
    wanted = request.POST.get("organisation", "")
    for membership in request.memberships:
        if str(membership.organisation.uuid) == wanted:
            request.session[SESSION_KEY] = membership.organisation_id
            return redirect("home")
    raise Http404
