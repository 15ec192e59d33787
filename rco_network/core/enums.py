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
