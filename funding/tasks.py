"""Thin doors for the clock."""

from celery import shared_task
from django.utils import timezone

from .actions.reminders import remind_everywhere
from .actions.schedule import make_returns_ahead

# Not in the night: a mail that makes a phone light up can wait for the morning.
FIRST_HOUR = 8


@shared_task(name="funding.returns")
def returns() -> None:
    """Every hour from eight: make the returns that schedules ask for, and remind of those due."""
    now = timezone.localtime()
    if now.hour >= FIRST_HOUR:
        make_returns_ahead(now.date())
        remind_everywhere(now.date())
