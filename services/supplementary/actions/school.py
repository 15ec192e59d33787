"""Setting up the school: terms, what classes are about, scales, the quality framework's file."""

from typing import Any

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..models import QualityItem, Scale, SchoolClass, Term


@transaction.atomic
def keep_term(*, by: StaffMembership, term: Term) -> Term:
    """Add or change a term; added once however often it is sent."""
    kept, is_new = _kept(term)
    if is_new:
        audit.record("school.term_kept", by=by, subject=kept)
    return kept


@transaction.atomic
def keep_class(*, by: StaffMembership, about: SchoolClass) -> SchoolClass:
    """Say what a class is about and for which ages."""
    about.save()
    audit.record("school.class_kept", by=by, subject=about.group)
    return about


@transaction.atomic
def keep_scale(*, by: StaffMembership, scale: Scale) -> Scale:
    """Add or change a scale; added once however often it is sent."""
    kept, is_new = _kept(scale)
    if is_new:
        audit.record("school.scale_kept", by=by, subject=kept, steps=len(kept.steps))
    return kept


@transaction.atomic
def keep_quality(*, by: StaffMembership, item: QualityItem) -> QualityItem:
    """Write down what is on file for one item of the quality framework."""
    item.save()
    audit.record("school.quality_kept", by=by, item=item.key, expires_on=item.expires_on)
    return item


def _kept(row: Any) -> tuple[Any, bool]:
    """Store a new row once, or a changed one; whether something was written."""
    if row.pk is None:
        return add_once(row)
    row.save()
    return row, True
