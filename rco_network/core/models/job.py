"""The truth of a background job: a row, written in the transaction that asked for it."""

import uuid

from django.conf import settings
from django.db import models

from ..enums import JobState
from ..tenancy import OwnedManager, RowSecurity
from ..tenancy.constraints import INSTALLATION, USER, mine


class Job(models.Model):
    """Celery only wakes a worker; this row says what is to be done, for whom, and how far it is.

    `lease` names the run that holds the job; a run whose lease was taken away by the sweeper
    finds that out before it writes anything. `key` makes asking twice ask once.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField(max_length=60)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Nobody where the clock asked.",
    )
    subject_uuid = models.UUIDField(help_text="The record that the job is about.")
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    step = models.CharField(max_length=120, blank=True)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent.")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, editable=False)
    failure = models.CharField(max_length=300, blank=True, help_text="A sentence for people.")
    asked_at = models.DateTimeField(auto_now_add=True)
    woken_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = OwnedManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["state", "heartbeat_at"],
                name="job_open",
                condition=models.Q(state__in=[JobState.WAITING, JobState.RUNNING]),
            )
        ]
        constraints = [
            # What rows of an organisation point at.
            models.UniqueConstraint(fields=["organisation", "id"], name="core_job_owned"),
            models.CheckConstraint(
                name="job_lease_while_running",
                condition=models.Q(state=JobState.RUNNING, lease__isnull=False)
                | (~models.Q(state=JobState.RUNNING) & models.Q(lease__isnull=True)),
            ),
            models.CheckConstraint(
                name="job_failure_says_why",
                condition=~models.Q(state=JobState.FAILED) | ~models.Q(failure=""),
            ),
            models.CheckConstraint(
                name="job_progress_is_per_cent", condition=models.Q(progress__lte=100)
            ),
            RowSecurity(
                name="core_job_rows",
                read=f"({mine('organisation_id')} or asked_by_id = {USER} or {INSTALLATION})",
                write=f"({mine('organisation_id')} or {INSTALLATION})",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to wait for it."""
        return self.state in (JobState.WAITING, JobState.RUNNING)
