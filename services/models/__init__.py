from .attendance import Attendance, HeadCount
from .contact import ContactDetails, Note
from .extra import Extra
from .file_import import FileImport
from .follow_up import FollowUp
from .group import Enrolment, Group
from .group_staff import GroupStaff
from .household import Household
from .import_mapping import ImportMapping
from .imported_rows import ImportedRows
from .mark_conflict import MarkConflict
from .name_key import NameKey
from .outbox import OutboxReceipt
from .participant import Participant
from .restriction import NamedPerson, Restriction
from .service import Service
from .session import Session
from .session_note import SessionNote
from .waiting import Offer, TurnedAway, WaitingPlace

__all__ = [
    "Attendance",
    "ContactDetails",
    "Enrolment",
    "Extra",
    "FileImport",
    "FollowUp",
    "Group",
    "GroupStaff",
    "HeadCount",
    "Household",
    "ImportMapping",
    "ImportedRows",
    "MarkConflict",
    "NameKey",
    "NamedPerson",
    "Note",
    "Offer",
    "OutboxReceipt",
    "Participant",
    "Restriction",
    "Service",
    "Session",
    "SessionNote",
    "TurnedAway",
    "WaitingPlace",
]
