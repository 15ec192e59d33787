"""Thin doors for Celery."""

from celery import shared_task
from django.utils import timezone

from .actions.reminders import remind_everywhere

# Mail about work comes in working hours.
FIRST_HOUR = 7


@shared_task(name="advice.remind")
def remind() -> None:
    """Every hour from seven: tell of deadlines and registrations whose day is near, once each."""
    now = timezone.localtime()
    if now.hour >= FIRST_HOUR:
        remind_everywhere(now.date())
