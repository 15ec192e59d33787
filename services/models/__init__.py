from .attendance import Attendance, HeadCount
from .attendance_import import AttendanceImport
from .contact import ContactDetails, Note
from .group import Enrolment, Group
from .group_staff import GroupStaff
from .household import Household
from .name_key import NameKey
from .participant import Participant
from .restriction import NamedPerson, Restriction
from .service import Service
from .session import Session

__all__ = [
    "Attendance",
    "AttendanceImport",
    "ContactDetails",
    "Enrolment",
    "Group",
    "GroupStaff",
    "HeadCount",
    "Household",
    "NameKey",
    "NamedPerson",
    "Note",
    "Participant",
    "Restriction",
    "Service",
    "Session",
]
