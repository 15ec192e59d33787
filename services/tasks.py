"""What the worker has to know: importing the handlers registers them."""

from celery import shared_task
from django.utils import timezone

from rco_network.accounts.signing_out import forget_ended_sessions

from .actions import import_jobs
from .actions.retention_run import ask_everywhere
from .actions.waiting import lapse_everywhere
from .retention import forget_files

__all__ = ["forget_uploaded_files", "import_jobs", "lapse_offers", "let_go"]

# The small hours, when nobody waits for a page.
FIRST_HOUR = 2


@shared_task(name="services.forget_uploaded_files")
def forget_uploaded_files() -> None:
    """Every hour: nobody's list of names lies about for longer than a day."""
    forget_files()


@shared_task(name="services.let_go")
def let_go() -> None:
    """Every hour from two in the morning: ask for today's run of retention, once a day.

    Hourly, so that a night in which the server was off is made up for in the morning.
    """
    now = timezone.localtime()
    if now.hour >= FIRST_HOUR:
        ask_everywhere(now.date())
        forget_ended_sessions()


@shared_task(name="services.lapse_offers")
def lapse_offers() -> None:
    """Every hour: note offers of places whose last day is over."""
    lapse_everywhere(timezone.localdate())
