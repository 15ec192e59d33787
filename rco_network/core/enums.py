from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


# The one table of allowed moves of a job.
JOB_MOVES: dict[str, frozenset[str]] = {
    JobState.WAITING: frozenset({JobState.RUNNING}),
    JobState.RUNNING: frozenset({JobState.WAITING, JobState.DONE, JobState.FAILED}),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset({JobState.WAITING}),
}


class MailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Purpose(models.TextChoices):
    """What a file goes out for. Asked before every file with personal data in it."""

    OWN_RECORDS = "own_records", _("For our own records")
    FUNDER = "funder", _("For a funder")
    PERSON = "person", _("For the person it is about")
    AUTHORITY = "authority", _("For an authority that may ask by law")
    CORRECTING = "correcting", _("To correct it and bring it back")
    PUBLIC = "public", _("To publish it")


class ChangeKind(models.TextChoices):
    """What a trigger saw happen to a row."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Removed")


class ErasureKind(models.TextChoices):
    """How much of somebody went, and why."""

    ASKED = "asked", _("Erased because the person asked")
    PERIOD = "period", _("Made anonymous because the time was over")
    LEFT = "left", _("Account of a colleague who left")


class HoldReason(models.TextChoices):
    """Why a record is kept longer than its time."""

    CLAIM = "claim", _("A claim or a complaint is open")
    ASKED = "asked", _("The person asked us to keep it")
    FUNDER = "funder", _("A funder is still checking")
    AUTHORITY = "authority", _("An authority asked us to keep it")
    RETURNING = "returning", _("The person is coming back")
