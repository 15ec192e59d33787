from django.db import models


class JobState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


# The one table of allowed moves of a job.
JOB_MOVES: dict[str, frozenset[str]] = {
    JobState.WAITING: frozenset({JobState.RUNNING}),
    JobState.RUNNING: frozenset({JobState.WAITING, JobState.DONE, JobState.FAILED}),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset({JobState.WAITING}),
}


class MailState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class Purpose(models.TextChoices):
    """What a file goes out for. Asked before every file with personal data in it."""

    OWN_RECORDS = "own_records", "For our own records"
    FUNDER = "funder", "For a funder"
    PERSON = "person", "For the person it is about"
    AUTHORITY = "authority", "For an authority that may ask by law"
    CORRECTING = "correcting", "To correct it and bring it back"
    PUBLIC = "public", "To publish it"


class ChangeKind(models.TextChoices):
    """What a trigger saw happen to a row."""

    ADDED = "added", "Added"
    CHANGED = "changed", "Changed"
    REMOVED = "removed", "Removed"


class ErasureKind(models.TextChoices):
    """How much of somebody went, and why."""

    ASKED = "asked", "Erased because the person asked"
    PERIOD = "period", "Made anonymous because the time was over"
    LEFT = "left", "Account of a colleague who left"


class HoldReason(models.TextChoices):
    """Why a record is kept longer than its time."""

    CLAIM = "claim", "A claim or a complaint is open"
    ASKED = "asked", "The person asked us to keep it"
    FUNDER = "funder", "A funder is still checking"
    AUTHORITY = "authority", "An authority asked us to keep it"
    RETURNING = "returning", "The person is coming back"
