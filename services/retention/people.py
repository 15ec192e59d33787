"""What is held about the people who come: who they are, how to reach them, who sees it."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from rco_network.core.personal_data import (
    COARSENED,
    REMOVED,
    STAYS,
    declare,
    identifies,
    said,
    who,
)

from ..calculations import ERASED_NAME

_COUNTED = {"goes": COARSENED, "purpose": "monitoring"}


def _either(participant: Any) -> Q:
    return Q(first=participant) | Q(second=participant)


declare(
    "services.participant",
    plain="id uuid organisation created_at erased_at",
    participant="pk",
    clock="joined_on",
    purpose="services",
    period="service_record",
    erased_in=7,
    name=identifies(_("To call the person by the name they want."), becomes=ERASED_NAME),
    name_key=identifies(_("To find the name however it is spelt.")),
    main_language=said(
        _("To speak with the person, and to see who is reached."), special=True, **_COUNTED
    ),
    other_languages=identifies(_("To speak with the person."), special=True, period="monitoring"),
    year_of_birth=said(_("To offer what fits the age."), **_COUNTED, period="monitoring"),
    age_band=said(_("The age, where the year of birth is not known."), **_COUNTED),
    gender=said(_("To see whether everybody is reached."), **_COUNTED),
    outward_postcode=identifies(
        _("To see from which part of town people come."), purpose="monitoring", period="monitoring"
    ),
    district=said(_("To see from which part of town people come."), **_COUNTED),
    household=identifies(_("To see who belongs together."), period="monitoring"),
    person_id=said(_("Which records are of one person, so that nobody is counted twice.")),
    joined_on=said(_("Since when the person comes."), goes=STAYS),
    left_on=said(_("When the person stopped coming."), goes=STAYS),
    added_by=who(),
)
declare(
    "services.household",
    plain="id uuid organisation created_at",
    participant="members",
    purpose="services",
    period="service_record",
    row=REMOVED,
    remark=_("It goes with the last of its members."),
    erased_in=8,
    name=identifies(_("What the household is called, to see who belongs together.")),
)
declare(
    "services.namekey",
    called=_("Word to find the name by"),
    plain="id organisation participant place spans",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    word=identifies(_("A word of the name, to find it.")),
    sound=identifies(_("How that word sounds, to find it however it is spelt.")),
)
declare(
    "services.linkdecision",
    plain="id uuid organisation created_at first second",
    participant=_either,
    purpose="services",
    period="service_record",
    row=REMOVED,
    answer=said(_("Whether two records are of one person, so that nobody is counted twice.")),
    decided_by=who(),
    decided_at=said(_("When that was decided.")),
)
declare(
    "services.relationship",
    plain="id uuid organisation created_at first second",
    participant=_either,
    purpose="services",
    period="service_record",
    row=REMOVED,
    first_is=identifies(_("Who is whose parent, partner or carer, to see who belongs together.")),
    second_is=identifies(_("The same, seen from the other side.")),
)
declare(
    "services.needs",
    plain="id uuid organisation created_at participant",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    reads=said(_("In which languages to write to the person."), special=True),
    needs_interpreter=said(_("Whether an interpreter is needed.")),
    interpreter_language=said(_("For which language."), special=True),
    access=said(_("What to arrange so that the person can take part."), special=True),
    access_words=identifies(_("The same, in words."), special=True),
)
declare(
    "services.contactdetails",
    plain="id organisation uuid created_at participant",
    participant="participant",
    purpose="contact",
    period="contact",
    row=REMOVED,
    phone=identifies(_("To call or text, where the person said that is safe.")),
    email=identifies(_("To write, where the person said that is safe.")),
    address=identifies(_("To send a letter, where the person said that is safe.")),
    reach=identifies(_("When and through whom to reach them.")),
    before_contact=identifies(_("What to know first, so that nobody is put in danger.")),
    language=said(_("In which language to write."), special=True),
    may_call=said(_("Whether calling is safe.")),
    may_leave_voicemail=said(_("Whether leaving a message is safe.")),
    may_text=said(_("Whether a text message is safe.")),
    may_email=said(_("Whether an e-mail is safe.")),
    may_send_letters=said(_("Whether a letter is safe.")),
)
declare(
    "services.note",
    plain="id organisation uuid created_at participant",
    participant="participant",
    clock="written_at",
    purpose="services",
    period="service_record",
    row=REMOVED,
    kind=said(_("What sort of note it is."), special=True),
    text=identifies(_("What a colleague noted, to help the person further."), special=True),
    written_by=who(),
    written_at=said(_("When it was noted.")),
)
declare(
    "services.restriction",
    plain="id organisation participant",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    restricted_by=who(),
    restricted_at=said(_("Since when only named colleagues see the record.")),
)
declare(
    "services.namedperson",
    called=_("Colleague who sees a restricted record"),
    plain="id organisation participant",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    membership=who(_("Which colleague sees the record all the same.")),
)
