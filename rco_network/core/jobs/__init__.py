"""Background work: asked for in a row, run by whichever worker is awake, done once."""

from .asking import ask
from .registry import JobDelayed, JobFailed, handles
from .run import Run

__all__ = ["JobDelayed", "JobFailed", "Run", "ask", "handles"]
