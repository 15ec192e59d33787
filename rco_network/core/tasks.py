"""Thin doors for Celery: ids in, nothing out, safe to run twice."""

from uuid import UUID

from celery import shared_task
from django.conf import settings

from . import seals
from .jobs.asking import wake_waiting
from .jobs.run import run
from .mail import sending


@shared_task(name="core.run_job")
def run_job(job_uuid: str) -> None:
    """Do one job."""
    run(UUID(job_uuid))


@shared_task(name="core.wake_waiting_jobs")
def wake_waiting_jobs() -> None:
    """Every few seconds: nudge what waits, take back what a dead worker held."""
    wake_waiting(older_than=settings.JOB_SWEEP_SECONDS + 5, silent_for=settings.JOB_SILENT_SECONDS)


@shared_task(name="core.send_mail")
def send_mail() -> None:
    """Send what is due: after each commit that posted a mail, and every few seconds."""
    sending.send_waiting()


@shared_task(name="core.forget_ended_mail")
def forget_ended_mail() -> None:
    """Remove the empty rows of mails that ended long ago."""
    sending.forget_ended()


@shared_task(name="core.verify_trail")
def verify_trail() -> None:
    """Every night: log how far each chain of the trail goes, and what does not fit."""
    seals.log_heads()
