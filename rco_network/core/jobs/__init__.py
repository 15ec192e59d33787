"""Background work: asked for in a row, run by whichever worker is awake, done once."""

from .ask import ask
from .registry import JobFailed, handles
from .run import Run

__all__ = ["JobFailed", "Run", "ask", "handles"]
