"""Which work counts towards an award: rules as sentences, and what each of them counts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent

from ..actions.attribution import add_rule, change_rule, remove_rule
from ..calculations import counted_so_far
from ..forms.attribution import RuleForm
from ..models import AttributionRule, Award
from ..permissions import check_can_set_attribution
from .awards import visible_awards


def attribution(request: Request, uuid: UUID) -> HttpResponse:
    """The rules of an award, and what they count together."""
    award = _award(request, uuid)
    rows = AttributionRule.objects.for_organisation(award.recipient_id).filter(award=award)
    rules = list(rows.select_related("service", "place").order_by("id"))
    context = {"award": award, "rules": rules, "counted": counted_so_far(award, rules)}
    return render(request, "funding/attribution.html", context)


def _award(request: Request, uuid: UUID) -> Award:
    award = get_object_or_404(visible_awards(request), uuid=uuid)
    check_can_set_attribution(request.membership, award)
    return award


def rule_new(request: Request, uuid: UUID) -> HttpResponse:
    """Add a rule; "What would it count?" shows that before anything is saved."""
    award = _award(request, uuid)
    form = RuleForm(request.POST or None, award=award)
    if _is_to_be_saved(request, form) and attempt(
        form, add_rule, by=request.membership, award=award, rule=form.instance
    ):
        messages.success(request, _("Added."))
        return redirect("attribution", uuid=uuid)
    return _draw_rule(request, form, _("New rule"))


def rule_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a rule; shows first what it would count, like a new one."""
    rule = _rule(request, uuid)
    form = RuleForm(request.POST or None, instance=rule, award=rule.award)
    if _is_to_be_saved(request, form) and attempt(
        form, change_rule, by=request.membership, rule=rule, changed=form.changed_data
    ):
        messages.success(request, _("Saved."))
        return redirect("attribution", uuid=rule.award.uuid)
    return _draw_rule(request, form, _("Change the rule"))


def _rule(request: Request, uuid: UUID) -> AttributionRule:
    own = AttributionRule.objects.for_organisation(request.membership.organisation_id)
    own = own.select_related("award__funder", "award__recipient", "service", "place")
    rule = get_object_or_404(locked_if_sent(request, own), uuid=uuid)
    check_can_set_attribution(request.membership, rule.award)
    return rule


def _is_to_be_saved(request: Request, form: RuleForm) -> bool:
    return "preview" not in request.POST and form.is_valid()


def _draw_rule(request: Request, form: RuleForm, title: str) -> HttpResponse:
    """Draw the form with what its rule, as it now stands, counts so far."""
    is_readable = form.is_valid() or not form.is_bound
    context = {
        "form": form,
        "award": form.award,
        "title": title,
        "sentence": form.instance.sentence if is_readable else "",
        "counted": counted_so_far(form.award, [form.instance]) if is_readable else None,
    }
    return render(request, "funding/rule_form.html", context, status=failed_status(form))


@require_POST
def rule_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Remove a rule; reports already made stay as they were."""
    rule = _rule(request, uuid)
    award = rule.award
    remove_rule(by=request.membership, rule=rule)
    messages.success(request, _("Removed. Reports already made stay as they were."))
    return redirect("attribution", uuid=award.uuid)
