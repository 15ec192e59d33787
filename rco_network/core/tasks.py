"""Thin doors for Celery: ids in, nothing out, safe to run twice."""

from uuid import UUID

from celery import shared_task

from .jobs.ask import wake_waiting
from .jobs.run import run


@shared_task(name="core.run_job")
def run_job(job_uuid: str) -> None:
    """Do one job."""
    run(UUID(job_uuid))


@shared_task(name="core.wake_waiting_jobs")
def wake_waiting_jobs() -> None:
    """Every few seconds: nudge what waits, take back what a dead worker held."""
    wake_waiting(older_than=20, silent_for=30)
