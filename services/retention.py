"""What is held about the people who come, why, how long, and how it goes."""

from collections import Counter
from typing import Any

from django.db.models import Q

from organisations.models import Organisation
from rco_network.core.enums import ErasureKind
from rco_network.core.personal_data import (
    COARSENED,
    REMOVED,
    STAYS,
    declare,
    identifies,
    said,
    who,
)
from rco_network.core.personal_data.rules import Due, Rule, add_rule
from rco_network.core.tenancy import scope

from .actions.coarsening import drop_details
from .actions.due import contact_due, details_due, people_due
from .actions.erasure import SUBJECT, erase, last_came
from .actions.import_files import forget_old_files
from .actions.outbox import forget_receipts
from .actions.session_notes import notes_that_name
from .calculations import ERASED_NAME
from .models import ContactDetails, Participant

_COUNTED = {"goes": COARSENED, "purpose": "monitoring"}

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


def _either(participant: Any) -> Q:
    return Q(first=participant) | Q(second=participant)


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
declare("services.service", plain="id organisation uuid created_at name kind closed_on")
declare(
    "services.group",
    plain="id organisation uuid created_at service name starts_at minutes room place "
    "counting usual_mark capacity absences_before_call closed_on",
)
declare("services.room", plain="id organisation uuid created_at name capacity is_shared")
declare("services.closure", plain="id organisation uuid created_at name kind first_on last_on")
declare(
    "services.series",
    plain="id organisation uuid created_at group rule first_on last_on starts_at minutes room "
    "bank_holidays keeps_terms",
)
declare(
    "services.change",
    plain="id organisation uuid created_at group series kind day to_day starts_at minutes room "
    "reason",
    purpose="staff",
    period="staff_file",
    note=identifies(
        "Why a session does not take place, which may tell of a colleague.",
        about_staff=True,
        goes=STAYS,
    ),
)
declare(
    "services.leader",
    plain="id organisation series change",
    purpose="staff",
    period="staff_file",
    membership=who("Who leads the sessions of the group."),
    name=identifies("Who leads them, from outside.", about_staff=True, goes=STAYS),
)
declare(
    "services.calendarfeed",
    plain="id organisation uuid created_at membership is_neutral",
    staff="user",
    purpose="staff",
    period="staff_file",
    row=REMOVED,
    user=who("Whose calendar it is."),
    secret_hash=identifies("To know the calendar's secret address again.", about_staff=True),
)
declare(
    "services.enrolment",
    plain="id organisation group participant",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    enrolled_on=said("Since when the person is on the list of a group."),
    left_on=said("Until when they were."),
)
declare(
    "services.session",
    plain="id organisation uuid created_at group service held_on starts_at minutes place version "
    "saved_at",
    purpose="services",
    period="as_long_as_taken_part",
    saved_by=who(),
)
declare(
    "services.markconflict",
    called="Two marks that differ",
    plain="id organisation uuid created_at session participant there_at sent_at",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    remark="It goes as soon as a colleague has decided which mark is right.",
    there=said("Which mark somebody had made."),
    sent=said("Which other mark was sent by somebody who had not seen the first."),
    there_by=who(),
    sent_by=who(),
)
declare(
    "services.outboxreceipt",
    called="Entry that a phone sent",
    plain="id organisation key kind received_at",
    purpose="services",
    period="phone_entry",
    answer=identifies(
        "What the phone was told of its entry, should it ask again.", about_staff=True, goes=STAYS
    ),
    sent_by=who(),
)
declare("services.headcount", plain="id organisation session people women men children")
declare(
    "services.attendance",
    plain="id organisation session participant",
    participant="participant",
    clock="held_on",
    purpose="accountability",
    period="service_record",
    remark="It stays as a mark of somebody, so that the figures stay true.",
    held_on=said("On which day the person was expected.", goes=STAYS),
    mark=said("Whether they came.", goes=STAYS),
)
declare(
    "services.fileimport",
    plain="id organisation uuid created_at family size sha256 state encoding encoding_choices "
    "new_groups_service new_groups_start needs_mapping check_round leaves_out_refused saved_rows "
    "saved_at history_id undone_at job",
    purpose="services",
    period="uploaded_file",
    remark="Names stand in the file as it came, so that it goes whole and for everybody.",
    name=identifies("What the file was called.", goes=STAYS, period="as_long_as_taken_part"),
    content=identifies("The file, until it is saved or thrown away."),
    check_result=identifies("What would be saved."),
    refusals=identifies("Which cells could not be read."),
    mapping=identifies("Which column is which, and what words in the file mean."),
    answers=identifies("Who of the file is somebody known already."),
    fates=identifies("What becomes of the first rows."),
    problem=identifies("Why the file could not be read."),
    uploaded_by=who(),
    undone_by=who(),
)
declare("services.importedrows", plain="id organisation file_import record_type kind ids was")
declare("services.importmapping", plain="id organisation family headings mapping said_at")
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
    "services.extra",
    plain="id organisation session participant",
    participant="participant",
    purpose="accountability",
    period="service_record",
    remark="It stays as given to somebody, so that the sums stay true.",
    kind=said("What helped the person to come.", special=True, goes=STAYS),
    number=said("How many meals, children or times.", goes=STAYS),
    pounds=said("What it cost.", goes=STAYS),
)
declare(
    "services.sessionnote",
    plain="id organisation session",
    participant=notes_that_name,
    purpose="services",
    period="service_record",
    row=REMOVED,
    remark="It is about a session; one in which the person's name stands goes with them.",
    erased_in=4,
    text=identifies("What to know about a session.", special=True),
)
declare(
    "services.waitingplace",
    plain="id organisation uuid created_at participant service group",
    participant="participant",
    clock="asked_on",
    purpose="services",
    period="service_record",
    row=REMOVED,
    erased_in=6,
    asked_on=said("Since when the person waits."),
    obstacle=said("What kept the person from coming.", special=True),
    state=said("Whether they still wait."),
    ended_on=said("When the waiting ended."),
    added_by=who(),
)
declare(
    "services.offer",
    plain="id organisation uuid created_at place participant group",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    offered_on=said("When a place was offered."),
    last_day=said("Until when it could be taken."),
    answer=said("What the person said."),
    answered_on=said("When they said it."),
    out_of_turn=said("Why they were asked before others."),
    offered_by=who(),
)
declare(
    "services.turnedaway",
    plain="id organisation uuid created_at service participant people",
    participant="participant",
    clock="happened_on",
    purpose="accountability",
    period="service_record",
    remark="It stays as a mark of somebody, so that the figures stay true.",
    why=said("Why the person could not be helped.", special=True, goes=STAYS),
    happened_on=said("When that was.", goes=STAYS),
    recorded_by=who(),
)
declare(
    "services.followup",
    plain="id organisation participant group",
    participant="participant",
    purpose="services",
    period="service_record",
    row=REMOVED,
    away_on=said("Which absence somebody called about."),
    called_on=said("When they called."),
    called_by=who(),
)
declare(
    "services.groupstaff",
    plain="id organisation group",
    purpose="staff",
    period="staff_file",
    membership=who("Who keeps the register of the group."),
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


def _make_anonymous(organisation: Any, found: list[Due]) -> Counter[str]:
    went = Counter[str]()
    for one in found:
        went += erase(one.pk, organisation, kind=ErasureKind.PERIOD, by=None)
    return went


def _make_coarser(organisation: Any, found: list[Due]) -> Counter[str]:
    people = Participant.objects.for_organisation(organisation).select_for_update(of=("self",))
    for person in people.filter(pk__in=[one.pk for one in found]):
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
        one="person's record is made anonymous",
        many="people's records are made anonymous",
        due=people_due,
        apply=_make_anonymous,
    )
)
add_rule(
    Rule(
        key="details",
        period="monitoring",
        subject_type=SUBJECT,
        one="person's year of birth, postcode, household and further languages go",
        many="people's years of birth, postcodes, households and further languages go",
        due=details_due,
        apply=_make_coarser,
    )
)
add_rule(
    Rule(
        key="contact",
        period="contact",
        subject_type=SUBJECT,
        one="person's contact details go",
        many="people's contact details go",
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
