"""Thin doors for the clock."""

from celery import shared_task
from django.utils import timezone

from .actions.reminders import remind_everywhere

# Not in the night: a mail that makes a phone light up can wait for the morning.
FIRST_HOUR = 8


@shared_task(name="volunteering.remind")
def remind() -> None:
    """Every hour from eight: remind once of each check and training that runs out."""
    now = timezone.localtime()
    if now.hour >= FIRST_HOUR:
        remind_everywhere(now.date())
