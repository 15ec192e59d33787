"""Keeping the table of levels: each change is a new version, with its source, its day and why."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused

from ..models import GuardRule
from ..permissions import check_can_keep_rules


@transaction.atomic
def change_rule(*, by: StaffMembership, rule: GuardRule, **said: Any) -> GuardRule:
    """Replace a line by a new version. It holds from this moment, in every organisation.

    Raises Refused where somebody else made a newer version meanwhile.
    """
    check_can_keep_rules(by)
    old = GuardRule.objects.select_for_update().get(pk=rule.pk)
    if old.replaced_at is not None:
        raise Refused(
            _(
                "Somebody else changed this line meanwhile. Look at the table as it is now, and "
                "change it again if it is still needed."
            )
        )
    old.replaced_at = timezone.now()
    old.save(update_fields=["replaced_at"])
    new = GuardRule.objects.create(
        line=old.line, version=old.version + 1, made_by_id=by.user_id, **said
    )
    audit.record("guard rule changed", by=by, subject=new, version=new.version)
    return new


@transaction.atomic
def add_rule(*, by: StaffMembership, key: uuid.UUID, **said: Any) -> GuardRule:
    """Add a line to the table, once however often the page is sent."""
    check_can_keep_rules(by)
    line = f"own-{key}"
    new, is_new = GuardRule.objects.get_or_create(
        line=line, version=1, defaults={**said, "made_by_id": by.user_id}
    )
    if is_new:
        audit.record("guard rule added", by=by, subject=new)
    return new
