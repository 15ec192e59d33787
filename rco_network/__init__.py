"""The installation: settings, the ground floor (core), who signs in (accounts), reports."""

# Imported here so that `shared_task` finds this app and not Celery's default one.
from .celery import app as celery_app

__all__ = ["celery_app"]
