"""The one door through which something is written into the trail."""

import re
from collections.abc import Collection
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from .enums import Purpose
from .models import AuditEvent
from .tenancy import current_scope, scope

# A state, a field's name, a code of a register: never a sentence, never a name with a space.
_CODE = re.compile(r"[A-Za-z0-9_:.\-]{0,60}")
_ACTION = re.compile(r"[a-z][a-z0-9_. ]{2,59}")
MOST_IN_A_LIST = 200


class ContentRefused(ValueError):
    """Something that could be what a person wrote was about to enter the trail."""


def record(
    action: str,
    *,
    by: Any,
    subject: Any = None,
    organisation: Any = None,
    user: Any = None,
    **detail: Any,
) -> AuditEvent:
    """Write that `by` (a staff membership, or None for the installation) did `action`.

    `subject` is a record with a `uuid`; if its model says `HIDES_ITS_TRAIL = True`, the event is
    read by who acted and by those alone who can see that record. `user` is who acted where there
    is no membership (signing in). `detail` holds counts, field names, states and days, never what
    a field contains: anything else raises ContentRefused. Belongs in the transaction of what it
    records, and goes back with it. Before any scope, or for an organisation outside of it, it
    opens the scope that it needs.
    """
    if not _ACTION.fullmatch(action):
        raise ContentRefused("An action is a few small words, such as “report shared”.")
    organisation_id = getattr(organisation, "pk", None) or getattr(by, "organisation_id", None)
    event = AuditEvent(
        action=action,
        organisation_id=organisation_id,
        actor_id=getattr(by, "user_id", None) or getattr(user, "pk", None),
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_uuid=getattr(subject, "uuid", None),
        detail={name: _checked(name, value) for name, value in detail.items()},
        is_confidential=getattr(subject, "HIDES_ITS_TRAIL", False),
    )
    if _may_write(organisation_id):
        event.save(force_insert=True)
        return event
    mine = [organisation_id] if organisation_id else []
    with scope(user_id=event.actor_id, organisation_ids=mine, installation=True):
        event.save(force_insert=True)
    return event


def of_person(action: str, *, user: Any, **detail: Any) -> list[AuditEvent]:
    """Write what somebody did with their account (signing in, a second factor) before any `by`.

    It stands in the trail of every organisation in which they work, since its managers answer for
    that account, and of a person who works nowhere, or is not known (None), in the installation's.
    """
    # Looked up for nobody too, so that the time it takes does not tell who is known.
    somebody: Any = user or get_user_model()(pk=0)
    with scope(user_id=somebody.pk):
        current = somebody.memberships.filter(ended_at=None).order_by("organisation_id")
        places = list(current.values_list("organisation_id", flat=True))
    if not places:
        return [record(action, by=None, user=user, **detail)]
    return [record(action, by=_In(place, user.pk), **detail) for place in places]


def viewed(subject: Any, *, by: Any, why: str) -> AuditEvent:
    """Write that `by` looked at a restricted record: call it in the view that shows one.

    `why` is the code of the reason that let them in, such as "named", "manager", "lead".
    """
    return record("record viewed", by=by, subject=subject, why=why)


def exported(
    what: str, *, by: Any, purpose: str, kind: str, subject: Any = None, rows: int | None = None
) -> AuditEvent:
    """Write that a file went out: what (a code), as which kind of file, what for, how many rows.

    `purpose` is one of Purpose, stated by the person (core.exports.asked_purpose) wherever the
    file holds personal data. Raises ContentRefused for another.
    """
    if purpose not in Purpose.values:
        raise ContentRefused("A file goes out for one of the purposes of core.enums.Purpose.")
    return record(
        "file exported", by=by, subject=subject, what=what, kind=kind, purpose=purpose, rows=rows
    )


class _In:
    """Somebody in one of their organisations, where only their account is known."""

    def __init__(self, organisation_id: int, user_id: int) -> None:
        self.organisation_id = organisation_id
        self.user_id = user_id


def _may_write(organisation_id: int | None) -> bool:
    now = current_scope()
    if now is None:
        return False
    return (
        now.is_installation if organisation_id is None else organisation_id in now.organisation_ids
    )


def _checked(name: str, value: Any) -> Any:
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and _CODE.fullmatch(value):
        return value
    is_list = isinstance(value, Collection) and not isinstance(value, str | bytes | dict)
    if is_list and len(value) <= MOST_IN_A_LIST:
        return [_checked(name, one) for one in value]
    raise ContentRefused(
        f"{name!r} cannot enter the trail: it holds numbers, days, field names and short codes, "
        "never what somebody wrote."
    )
