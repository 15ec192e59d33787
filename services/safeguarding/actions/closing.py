"""The end of a concern, its return, and its way to somebody else."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import Organisation, StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused

from ..calculations import forums_with_readers, keep_until, readers_elsewhere
from ..emails import tell_about_something_to_read
from ..enums import EntryKind, State
from ..models import Concern, Entry
from ..permissions import check_can_handle, check_move
from .record import write


@transaction.atomic
def close(
    *, by: StaffMembership, concern: Concern, reason: str, year_of_birth: int | None = None
) -> Concern:
    """Close a concern with a reason; a child's is kept until they are 25.

    Raises Refused when it is closed already.
    """
    check_can_handle(by)
    check_move(concern, State.CLOSED)
    concern.state = State.CLOSED
    concern.keep_until = keep_until(timezone.localdate(), year_of_birth)
    concern.save(update_fields=["state", "keep_until"])
    write(concern, EntryKind.CLOSED, by=by, text=reason)
    audit.record("concern closed", by=by, subject=concern, keep_until=concern.keep_until)
    return concern


@transaction.atomic
def reopen(*, by: StaffMembership, concern: Concern, reason: str) -> Concern:
    """Open a closed concern again. Raises Refused when it is open."""
    check_can_handle(by)
    check_move(concern, State.OPEN)
    concern.state = State.OPEN
    concern.save(update_fields=["state"])
    write(concern, EntryKind.REOPENED, by=by, text=reason)
    audit.record("concern reopened", by=by, subject=concern)
    return concern


@transaction.atomic
def hand_over(*, by: StaffMembership, concern: Concern, to: Organisation, reason: str) -> None:
    """Give a concern, with its whole record, to the leads of a forum: here nobody sees it then.

    Raises Refused for an organisation to which it cannot go.
    """
    check_can_handle(by)
    if to not in forums_with_readers(concern.organisation_id, concern.kept_from):
        raise Refused(_("It cannot go there: nobody there could read it."))
    write(concern, EntryKind.HANDED_OVER, by=by, text=reason)
    audit.record("concern handed over", by=by, subject=concern)
    concern.organisation, concern.named = to, []
    concern.save(update_fields=["organisation", "named"])
    tell_about_something_to_read(readers_elsewhere(to.pk, kept_from=concern.kept_from))


@transaction.atomic
def remove(*, by: StaffMembership, concern: Concern) -> None:
    """Remove a concern and its record for good, once the time to keep it is over.

    The database refuses it earlier. Raises Refused then, with the day.
    """
    check_can_handle(by)
    if not concern.may_be_removed:
        raise Refused(
            _("This record must still be kept. It can be removed when its day has passed.")
        )
    audit.record("concern removed", by=by, subject=concern)
    Entry.objects.filter(concern=concern).delete()
    Concern.objects.filter(pk=concern.pk).delete()
