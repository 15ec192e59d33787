"""What is held about the people who come: who they are, how to reach them, who sees it."""

from typing import Any

from django.db.models import Q

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
    name=identifies("To call the person by the name they want.", becomes=ERASED_NAME),
    name_key=identifies("To find the name however it is spelt."),
    main_language=said(
        "To speak with the person, and to see who is reached.", special=True, **_COUNTED
    ),
    other_languages=identifies("To speak with the person.", special=True, period="monitoring"),
    year_of_birth=said("To offer what fits the age.", **_COUNTED, period="monitoring"),
    age_band=said("The age, where the year of birth is not known.", **_COUNTED),
    gender=said("To see whether everybody is reached.", **_COUNTED),
    outward_postcode=identifies(
        "To see from which part of town people come.", purpose="monitoring", period="monitoring"
    ),
    district=said("To see from which part of town people come.", **_COUNTED),
    household=identifies("To see who belongs together.", period="monitoring"),
    person_id=said("Which records are of one person, so that nobody is counted twice."),
    joined_on=said("Since when the person comes.", goes=STAYS),
    left_on=said("When the person stopped coming.", goes=STAYS),
    added_by=who(),
)
declare(
    "services.household",
    plain="id uuid organisation created_at",
    participant="members",
    purpose="services",
    period="service_record",
    row=REMOVED,
    remark="It goes with the last of its members.",
    erased_in=8,
    name=identifies("What the household is called, to see who belongs together."),
)
declare(
    "services.namekey",
    called="Word to find the name by",
    plain="id organisation participant place spans",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    word=identifies("A word of the name, to find it."),
    sound=identifies("How that word sounds, to find it however it is spelt."),
)
declare(
    "services.linkdecision",
    plain="id uuid organisation created_at first second",
    participant=_either,
    purpose="services",
    period="service_record",
    row=REMOVED,
    answer=said("Whether two records are of one person, so that nobody is counted twice."),
    decided_by=who(),
    decided_at=said("When that was decided."),
)
declare(
    "services.relationship",
    plain="id uuid organisation created_at first second",
    participant=_either,
    purpose="services",
    period="service_record",
    row=REMOVED,
    first_is=identifies("Who is whose parent, partner or carer, to see who belongs together."),
    second_is=identifies("The same, seen from the other side."),
)
declare(
    "services.needs",
    plain="id uuid organisation created_at participant",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    reads=said("In which languages to write to the person.", special=True),
    needs_interpreter=said("Whether an interpreter is needed."),
    interpreter_language=said("For which language.", special=True),
    access=said("What to arrange so that the person can take part.", special=True),
    access_words=identifies("The same, in words.", special=True),
)
declare(
    "services.contactdetails",
    plain="id organisation uuid created_at participant",
    participant="participant",
    purpose="contact",
    period="contact",
    row=REMOVED,
    phone=identifies("To call or text, where the person said that is safe."),
    email=identifies("To write, where the person said that is safe."),
    address=identifies("To send a letter, where the person said that is safe."),
    reach=identifies("When and through whom to reach them."),
    before_contact=identifies("What to know first, so that nobody is put in danger."),
    language=said("In which language to write.", special=True),
    may_call=said("Whether calling is safe."),
    may_leave_voicemail=said("Whether leaving a message is safe."),
    may_text=said("Whether a text message is safe."),
    may_email=said("Whether an e-mail is safe."),
    may_send_letters=said("Whether a letter is safe."),
)
declare(
    "services.note",
    plain="id organisation uuid created_at participant",
    participant="participant",
    clock="written_at",
    purpose="services",
    period="service_record",
    row=REMOVED,
    kind=said("What sort of note it is.", special=True),
    text=identifies("What a colleague noted, to help the person further.", special=True),
    written_by=who(),
    written_at=said("When it was noted."),
)
declare(
    "services.restriction",
    plain="id organisation participant",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    restricted_by=who(),
    restricted_at=said("Since when only named colleagues see the record."),
)
declare(
    "services.namedperson",
    called="Colleague who sees a restricted record",
    plain="id organisation participant",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    membership=who("Which colleague sees the record all the same."),
)
