from .audit_event import AuditEvent
from .audit_seal import AuditSeal
from .erasure import Erasure
from .job import Job
from .mail import Mail
from .record_change import RecordChange
from .retention import Announcement, Hold, KeptFor, RetentionRun

__all__ = [
    "Announcement",
    "AuditEvent",
    "AuditSeal",
    "Erasure",
    "Hold",
    "Job",
    "KeptFor",
    "Mail",
    "RecordChange",
    "RetentionRun",
]
