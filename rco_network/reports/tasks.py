"""What the worker has to know: importing the handlers registers them."""

from celery import shared_task

from .actions import make_report, packs

__all__ = ["forget_packs", "make_report", "packs"]


@shared_task(name="reports.forget_packs")
def forget_packs() -> None:
    """Every hour: delete what was collected for somebody a day ago."""
    packs.forget_packs()
