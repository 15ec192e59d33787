"""The Celery application. It only wakes workers: the truth of a job is its row (core/jobs)."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rco_network.settings.base")

app = Celery("rco_network")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Somebody waits for a page, nobody for a job: on one machine pages come first.
NICENESS = 19


@worker_process_init.connect
def make_way(**kwargs: Any) -> None:
    """Let a worker's process stand back where a page is being made."""
    os.nice(NICENESS)
