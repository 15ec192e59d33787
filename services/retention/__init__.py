"""What is held about the people who come, why, how long, and how it goes.

The declarations stand beside this file; here is what the clock does by them.
"""

from collections import Counter
from typing import Any

from django.utils.translation import ngettext_lazy

from organisations.models import Organisation
from rco_network.core.enums import ErasureKind
from rco_network.core.personal_data.rules import Due, Rule, add_rule
from rco_network.core.tenancy import scope

from ..actions.coarsening import drop_details
from ..actions.due import contact_due, details_due, people_due
from ..actions.erasure import SUBJECT, erase, last_came
from ..actions.import_files import forget_old_files
from ..actions.outbox import forget_receipts
from ..models import ContactDetails, Participant
from . import files, people, week  # noqa: F401 (each declares)


def _make_anonymous(organisation: Any, found: list[Due]) -> Counter[str]:
    went = Counter[str]()
    for one in found:
        went += erase(one.pk, organisation, kind=ErasureKind.PERIOD, by=None)
    return went


def _make_coarser(organisation: Any, found: list[Due]) -> Counter[str]:
    locked = Participant.objects.for_organisation(organisation).select_for_update(of=("self",))
    for person in locked.filter(pk__in=[one.pk for one in found]):
        drop_details(person, last_came(person))
    return Counter()


def _forget_contact(organisation: Any, found: list[Due]) -> Counter[str]:
    ways = ContactDetails.objects.for_organisation(organisation)
    gone, _ = ways.filter(participant_id__in=[one.pk for one in found]).delete()
    return Counter({ContactDetails._meta.label_lower: gone})


add_rule(
    Rule(
        key="people",
        period="service_record",
        subject_type=SUBJECT,
        says=ngettext_lazy(
            "%(number)s person's record is made anonymous",
            "%(number)s people's records are made anonymous",
            "number",
        ),
        due=people_due,
        apply=_make_anonymous,
    )
)
add_rule(
    Rule(
        key="details",
        period="monitoring",
        subject_type=SUBJECT,
        says=ngettext_lazy(
            "%(number)s person's year of birth, postcode, household and further languages go",
            "%(number)s people's years of birth, postcodes, households and further languages go",
            "number",
        ),
        due=details_due,
        apply=_make_coarser,
    )
)
add_rule(
    Rule(
        key="contact",
        period="contact",
        subject_type=SUBJECT,
        says=ngettext_lazy(
            "%(number)s person's contact details go",
            "%(number)s people's contact details go",
            "number",
        ),
        due=contact_due,
        apply=_forget_contact,
    )
)


def forget_files() -> int:
    """Delete old files and receipts of every organisation, each in a scope of its own.

    Returns how many looked. The installation itself sees no such row: row security lets only the
    organisation's scope.
    """
    with scope(installation=True):
        organisation_ids = list(Organisation.objects.values_list("pk", flat=True))
    for organisation_id in organisation_ids:
        with scope(organisation_ids=[organisation_id]):
            forget_old_files(organisation_id)
            forget_receipts(organisation_id)
    return len(organisation_ids)
