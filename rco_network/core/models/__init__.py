from .audit_event import AuditEvent
from .audit_seal import AuditSeal
from .job import Job
from .record_change import RecordChange

__all__ = ["AuditEvent", "AuditSeal", "Job", "RecordChange"]
