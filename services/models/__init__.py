from .attendance import Attendance, HeadCount
from .attendance_import import AttendanceImport
from .group import Enrolment, Group
from .household import Household
from .name_key import NameKey
from .participant import Participant
from .service import Service
from .session import Session

__all__ = [
    "Attendance",
    "AttendanceImport",
    "Enrolment",
    "Group",
    "HeadCount",
    "Household",
    "NameKey",
    "Participant",
    "Service",
    "Session",
]
