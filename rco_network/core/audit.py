"""The one door through which something is written into the trail."""

from typing import Any

from .models import AuditEvent


def record(action: str, *, by: Any, subject: Any = None, organisation: Any = None, **detail: Any):
    """Write that `by` (a staff membership, or None for the installation) did `action`.

    `subject` is a record with a `uuid`. `detail` holds counts, field names and states, never what
    a field contains. Belongs in the transaction of what it records, and goes back with it.
    """
    organisation_id = getattr(organisation, "pk", None) or getattr(by, "organisation_id", None)
    return AuditEvent.objects.create(
        action=action,
        organisation_id=organisation_id,
        actor_id=getattr(by, "user_id", None),
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_uuid=getattr(subject, "uuid", None),
        detail=detail,
    )
