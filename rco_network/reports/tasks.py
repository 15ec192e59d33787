"""What the worker has to know: importing the handlers registers them."""

from celery import shared_task
from django.utils import timezone

from .actions import dossiers, issue_report, make_report, match_codes, packs, takeouts

__all__ = [
    "ask_match_codes",
    "forget_packs",
    "issue_report",
    "make_report",
    "packs",
    "takeouts",
]


@shared_task(name="reports.forget_packs")
def forget_packs() -> None:
    """Every hour: delete what was collected a day ago, for a person or for the organisation."""
    packs.forget_packs()
    takeouts.forget_takeouts()
    dossiers.forget_dossiers()


@shared_task(name="reports.ask_match_codes")
def ask_match_codes() -> None:
    """Every hour: codes once a day, and anew as soon as somebody is to be left out of them."""
    match_codes.ask_everywhere(timezone.now())
