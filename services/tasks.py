"""What the worker has to know: importing the handlers registers them."""

from celery import shared_task

from .actions import import_jobs
from .retention import forget_files

__all__ = ["forget_uploaded_files", "import_jobs"]


@shared_task(name="services.forget_uploaded_files")
def forget_uploaded_files() -> None:
    """Every hour: nobody's list of names lies about for longer than a day."""
    forget_files()
