"""One run of one job by one worker."""

import logging
import threading
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.utils import InterfaceError, OperationalError

from ..access import Refused
from ..models import Job
from ..tenancy import scope
from . import moves
from .registry import JobDelayed, JobFailed, asker_scope, handler_for

logger = logging.getLogger(__name__)

BEAT_SECONDS = 5.0


class LeaseLost(Exception):
    """Another run was given the job; this one must write nothing."""


class Run:
    """What a handler is given: the job, and a way to say how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def progress(self, per_cent: int, step: str) -> None:
        """Show how far the job is. Call between transactions, so that others can see it."""
        with scope(installation=True):
            if not moves.report(self.job, progress=per_cent, step=step):
                raise LeaseLost


def run(job_uuid: UUID) -> bool:
    """Do a waiting job; return whether this call finished it.

    Safe to call twice and from two workers: the claim is one conditional UPDATE. A worker that
    dies leaves a lease which the sweeper takes back.
    """
    with scope(installation=True):
        job = moves.claim(job_uuid)
    if job is None:
        return False
    stop = threading.Event()
    heart = threading.Thread(target=_beat, args=(job, stop), daemon=True)
    heart.start()
    try:
        effect = handler_for(job.kind)(Run(job))
        with asker_scope(job.asked_by_id, job.organisation_id):
            effect()
            if not moves.finish(job):
                raise LeaseLost
    except (JobFailed, Refused) as refusal:
        return _end(job, str(refusal))
    except JobDelayed as delay:
        return _delay(job, str(delay))
    except LeaseLost:
        logger.warning("Job %s was taken over by another run.", job.uuid)
        return False
    except (OperationalError, InterfaceError) as error:
        return _try_later(job, error)
    except Exception as error:
        logger.exception("Job %s (%s) failed.", job.uuid, job.kind)
        return _end(job, f"Something went wrong on our side ({type(error).__name__}). Try again.")
    finally:
        stop.set()
        heart.join(timeout=BEAT_SECONDS)
    return True


def _end(job: Job, sentence: str) -> bool:
    with scope(installation=True):
        moves.fail(job, sentence)
    return False


def _delay(job: Job, sentence: str) -> bool:
    if job.attempts > len(moves.DELAYS):
        return _end(job, sentence)
    logger.warning("Job %s (%s) waits: %s", job.uuid, job.kind, sentence)
    with scope(installation=True):
        moves.release(job, wait=moves.DELAYS[job.attempts - 1])
    return False


def _try_later(job: Job, error: Exception) -> bool:
    """The database went away: if it is back the job waits again, else the sweeper sees to it."""
    logger.warning("Job %s will be tried again (%s).", job.uuid, type(error).__name__)
    connection.close()
    try:
        if job.attempts >= moves.MOST_ATTEMPTS:
            return _end(job, moves.GAVE_UP + ".")
        with scope(installation=True):
            moves.release(job)
    except DatabaseError:
        connection.close()
    return False


def _beat(job: Job, stop: threading.Event) -> None:
    """Say every few seconds, on a connection of its own, that the worker is alive."""
    try:
        while not stop.wait(BEAT_SECONDS):
            try:
                with scope(installation=True):
                    if not moves.report(job):
                        return
            except DatabaseError:
                connection.close()
    finally:
        connection.close()
