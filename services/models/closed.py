"""What of a row is closed with its day, and by which tables (core/closing.py)."""

from typing import Any

# Spread into each ClosedDays: the days that reports closed, and why one changes them.
CLOSED: dict[str, Any] = {"locks": "services.PeriodLock", "corrections": "services.Correction"}
