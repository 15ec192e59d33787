"""How the state of a job moves: every change is one conditional UPDATE, so runs cannot race."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import JOB_MOVES, JobState
from ..models import Job

# A job that killed its worker this often is not tried again.
MOST_ATTEMPTS = 5
# How long a delayed job waits after its first, second, ... try; after the last one it has failed.
DELAYS = [timedelta(minutes=minutes) for minutes in (0.25, 1, 4, 15, 30, 60, 60, 60)]
GAVE_UP = _(
    "This could not be finished after several tries. Please tell the person who runs the site"
)


def _move(rows: Any, to: str, **changes: Any) -> int:
    origins = [state for state, targets in JOB_MOVES.items() if to in targets]
    return rows.filter(state__in=origins).update(state=to, **changes)


def claim(job_uuid: UUID) -> Job | None:
    """Take a waiting job for this run; None when another run has it or it is over."""
    lease = uuid4()
    taken = _move(
        Job.objects.filter(uuid=job_uuid, state=JobState.WAITING),
        JobState.RUNNING,
        lease=lease,
        heartbeat_at=timezone.now(),
        attempts=F("attempts") + 1,
    )
    return Job.objects.get(uuid=job_uuid) if taken else None


def report(job: Job, **changes: Any) -> bool:
    """Beat, with progress; False when the lease is no longer this run's."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease)
    return bool(mine.update(heartbeat_at=timezone.now(), **changes))


def finish(job: Job) -> bool:
    """Mark as done in the transaction of the effect; False when the lease was lost."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease)
    return bool(
        _move(mine, JobState.DONE, lease=None, progress=100, step="", ended_at=timezone.now())
    )


def fail(job: Job, sentence: str) -> bool:
    """Mark as failed, with a sentence for the person who asked."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease)
    return bool(
        _move(mine, JobState.FAILED, lease=None, failure=sentence[:300], ended_at=timezone.now())
    )


def release(job: Job, *, wait: timedelta = timedelta()) -> bool:
    """Give a job back after an error that may pass; the sweeper will wake it after `wait`."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease)
    return bool(_move(mine, JobState.WAITING, lease=None, woken_at=timezone.now() + wait))


def release_silent(*, before: datetime) -> int:
    """Take the lease from runs that have not beaten since `before`; return how many."""
    silent = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=before)
    given_up = _move(
        silent.filter(attempts__gte=MOST_ATTEMPTS),
        JobState.FAILED,
        lease=None,
        failure=GAVE_UP + ".",
        ended_at=timezone.now(),
    )
    # Woken in the past, so that the same sweep nudges it at once.
    return given_up + _move(silent, JobState.WAITING, lease=None, woken_at=before)
