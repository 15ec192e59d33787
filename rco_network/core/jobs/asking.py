"""Asking for a job: a row now, a nudge to a worker after the commit."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ..models import Job
from ..tenancy import scope

logger = logging.getLogger(__name__)


def ask(kind: str, *, by: Any, organisation: Any, subject: Any, key: str) -> Job:
    """Write the job into the running transaction and wake a worker once that is committed.

    `key` says what makes two requests the same one: asking again returns the job that is there.
    `by` is None where the clock asks.
    """
    job, is_new = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "organisation_id": organisation.pk,
            "asked_by_id": getattr(by, "user_id", None),
            "subject_uuid": subject.uuid,
            "woken_at": timezone.now(),
        },
    )
    if is_new:
        transaction.on_commit(lambda: wake(job.uuid), robust=True)
    return job


def wake(job_uuid: UUID) -> None:
    """Tell the broker. A broker that is away costs seconds: the sweeper asks again."""
    from ..tasks import run_job

    try:
        run_job.apply_async(args=[str(job_uuid)], retry=False)
    except Exception as error:
        logger.warning("The broker did not answer (%s); the sweeper will.", type(error).__name__)


def wake_waiting(*, older_than: float, silent_for: float) -> int:
    """Re-queue what nobody is working on; return how many jobs were woken.

    A waiting job is woken again `older_than` seconds after its last nudge; a running one whose
    worker has been silent for `silent_for` seconds loses its lease and waits again.
    """
    from .moves import release_silent

    now = timezone.now()
    with scope(installation=True):
        release_silent(before=now - timedelta(seconds=silent_for))
        forgotten = Job.objects.filter(
            state="waiting", woken_at__lt=now - timedelta(seconds=older_than)
        )
        uuids = list(forgotten.order_by("id").values_list("uuid", flat=True)[:200])
        Job.objects.filter(uuid__in=uuids).update(woken_at=now)
    for job_uuid in uuids:
        wake(job_uuid)
    return len(uuids)
