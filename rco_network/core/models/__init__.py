from .audit_event import AuditEvent
from .job import Job

__all__ = ["AuditEvent", "Job"]
