"""The Celery application. It only wakes workers: the truth of a job is its row (core/jobs)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rco_network.settings.base")

app = Celery("rco_network")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
