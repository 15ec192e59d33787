"""What the worker has to know: importing the handlers registers them."""

from celery import shared_task

from .actions import make_report, packs, takeouts

__all__ = ["forget_packs", "make_report", "packs", "takeouts"]


@shared_task(name="reports.forget_packs")
def forget_packs() -> None:
    """Every hour: delete what was collected a day ago, for a person or for the organisation."""
    packs.forget_packs()
    takeouts.forget_takeouts()
