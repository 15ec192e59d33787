"""Who reads a concern besides its leads, and from whom it is kept."""

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused

from ..calculations import forums_with_readers, readers
from ..emails import tell_about_something_to_read
from ..enums import EntryKind
from ..models import Concern
from ..permissions import check_can_handle
from .record import write


@transaction.atomic
def name_person(*, by: StaffMembership, concern: Concern, person: StaffMembership) -> Concern:
    """Let a colleague read the concern and write under it. Twice is once.

    Raises Refused, without saying which it is, for somebody whom it is about, who answers to such
    a person, or who does not work here now.
    """
    check_can_handle(by)
    if person.user_id in concern.named:
        return concern
    able = readers(concern.organisation_id, kept_from=concern.kept_from, named=[person.user_id])
    if person.user_id not in able or person.organisation_id != concern.organisation_id:
        raise Refused(_("This person cannot be named on this concern. Nothing was changed."))
    concern.named = sorted({*concern.named, person.user_id})
    concern.save(update_fields=["named"])
    write(concern, EntryKind.NAMED, by=by, text=str(person.user))
    audit.record("concern person named", by=by, subject=concern)
    tell_about_something_to_read({person.user_id})
    return concern


@transaction.atomic
def take_off(*, by: StaffMembership, concern: Concern, person: StaffMembership) -> Concern:
    """Take a named colleague off: they see nothing of it from their next page on."""
    check_can_handle(by)
    if person.user_id in concern.named:
        concern.named = [pk for pk in concern.named if pk != person.user_id]
        concern.save(update_fields=["named"])
        write(concern, EntryKind.UNNAMED, by=by, text=str(person.user))
        audit.record("concern person taken off", by=by, subject=concern)
    return concern


@transaction.atomic
def keep_from(*, by: StaffMembership, concern: Concern, person: StaffMembership) -> Concern:
    """Say that the concern is also about this colleague: they and their team lose sight at once.

    Raises Refused when nobody would be left to read it, here or in a forum.
    """
    check_can_handle(by)
    if person.user_id in concern.kept_from:
        return concern
    kept_from = sorted({*concern.kept_from, person.user_id})
    named = [pk for pk in concern.named if pk != person.user_id]
    stay = readers(concern.organisation_id, kept_from=kept_from, named=named)
    if not stay and not forums_with_readers(concern.organisation_id, kept_from):
        raise Refused(
            _(
                "Then nobody would be left who can read this. Ask your forum to name a "
                "safeguarding "
                "lead, or tell the safeguarding team of your council."
            )
        )
    # Written while whoever says it can still read it: they may be the next who cannot.
    write(concern, EntryKind.ALSO_ABOUT, by=by, text=str(person.user))
    audit.record("concern about a colleague too", by=by, subject=concern)
    concern.kept_from, concern.named = kept_from, named
    concern.colleagues = "\n".join([*concern.colleague_names, str(person.user)])
    concern.save(update_fields=["kept_from", "named", "colleagues"])
    return concern
