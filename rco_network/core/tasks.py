"""Thin doors for Celery: ids in, nothing out, safe to run twice."""

from uuid import UUID

from celery import shared_task
from django.conf import settings

from .jobs.asking import wake_waiting
from .jobs.run import run


@shared_task(name="core.run_job")
def run_job(job_uuid: str) -> None:
    """Do one job."""
    run(UUID(job_uuid))


@shared_task(name="core.wake_waiting_jobs")
def wake_waiting_jobs() -> None:
    """Every few seconds: nudge what waits, take back what a dead worker held."""
    wake_waiting(older_than=settings.JOB_SWEEP_SECONDS + 5, silent_for=settings.JOB_SILENT_SECONDS)
