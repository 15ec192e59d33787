"""What is written down about a child: guardians, consents, the day school, the register's words."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ...models import Participant
from ..models import Carer, Child, ChildConsent, MainstreamSchool


@transaction.atomic
def keep_register_words(*, by: StaffMembership, child: Child, changed: Iterable[str]) -> Child:
    """Say what the register must know of a child; `changed` names the fields for the trail."""
    child.save()
    audit.record(
        "school.register_words_changed", by=by, subject=child.participant, fields=sorted(changed)
    )
    return child


@transaction.atomic
def keep_carer(*, by: StaffMembership, carer: Carer) -> Carer:
    """Add or change a guardian, or who may collect; added once however often it is sent."""
    is_new = True
    if carer.pk is None:
        carer, is_new = add_once(carer)
    else:
        carer.save()
    if is_new:
        audit.record(
            "school.carer_kept",
            by=by,
            subject=carer.participant,
            is_guardian=carer.is_guardian,
            may_collect=carer.may_collect,
        )
    return carer


@transaction.atomic
def remove_carer(*, by: StaffMembership, carer: Carer) -> None:
    """Take a guardian, or who may collect, off a child."""
    audit.record("school.carer_removed", by=by, subject=carer.participant)
    Carer.objects.filter(pk=carer.pk).delete()


@transaction.atomic
def give_consent(*, by: StaffMembership, consent: ChildConsent) -> ChildConsent:
    """Write down that a guardian agreed. The database refuses a second one to the same thing."""
    consent.recorded_by_id = by.user_id
    kept, is_new = add_once(consent)
    if is_new:
        audit.record("school.consent_given", by=by, subject=kept.participant, to=kept.to)
    return kept


@transaction.atomic
def withdraw_consent(*, by: StaffMembership, consent: ChildConsent) -> ChildConsent:
    """Take a consent back, from today on. Taken back twice is taken back once."""
    if consent.withdrawn_on is None:
        consent.withdrawn_on = timezone.localdate()
        consent.save(update_fields=["withdrawn_on"])
        audit.record("school.consent_withdrawn", by=by, subject=consent.participant, to=consent.to)
    return consent


@transaction.atomic
def keep_mainstream(*, by: StaffMembership, school: MainstreamSchool) -> MainstreamSchool:
    """Name a child's day school, with the guardian who agreed to it."""
    school.save()
    audit.record("school.mainstream_kept", by=by, subject=school.participant)
    return school


@transaction.atomic
def remove_mainstream(*, by: StaffMembership, child: Participant) -> None:
    """Forget the day school: the guardian took it back, or the child left it."""
    if MainstreamSchool.objects.filter(participant=child).delete()[0]:
        audit.record("school.mainstream_removed", by=by, subject=child)
