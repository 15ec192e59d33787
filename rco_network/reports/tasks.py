"""What the worker has to know: importing the handlers registers them."""

from .actions import make_report

__all__ = ["make_report"]
