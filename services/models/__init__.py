from .attendance import Attendance, HeadCount
from .calendar_feed import CalendarFeed
from .change import Change
from .closure import Closure
from .contact import ContactDetails, Note
from .extra import Extra
from .file_import import FileImport
from .follow_up import FollowUp
from .group import Enrolment, Group
from .group_staff import GroupStaff
from .household import Household
from .import_mapping import ImportMapping
from .imported_rows import ImportedRows
from .leader import Leader
from .mark_conflict import MarkConflict
from .name_key import NameKey
from .outbox import OutboxReceipt
from .participant import Participant
from .period_lock import Correction, PeriodLock
from .person_link import LinkDecision
from .relationship import Needs, Relationship
from .restriction import NamedPerson, Restriction
from .room import Room
from .series import Series
from .service import Service
from .session import Session
from .session_note import SessionNote
from .waiting import Offer, TurnedAway, WaitingPlace

__all__ = [
    "Attendance",
    "CalendarFeed",
    "Change",
    "Closure",
    "ContactDetails",
    "Correction",
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
    "Leader",
    "LinkDecision",
    "MarkConflict",
    "NameKey",
    "NamedPerson",
    "Needs",
    "Note",
    "Offer",
    "OutboxReceipt",
    "Participant",
    "PeriodLock",
    "Relationship",
    "Restriction",
    "Room",
    "Series",
    "Service",
    "Session",
    "SessionNote",
    "TurnedAway",
    "WaitingPlace",
]
