"""Which copies are kept: the newest of each hour, day, week and month, so many of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .manifest import DUMP, STAMP


@dataclass(frozen=True)
class Rule:
    """How many hours, days, weeks and months have a copy of their own."""

    hourly: int = 24
    daily: int = 7
    weekly: int = 5
    monthly: int = 3

    @classmethod
    def of(cls, text: str) -> "Rule":
        """Read BACKUP_KEEP, four numbers: "24 7 5 3". Raises ValueError for anything else."""
        numbers = [int(word) for word in text.split()]
        if len(numbers) != 4 or min(numbers) < 0 or not any(numbers):
            raise ValueError("BACKUP_KEEP is four numbers: hours, days, weeks, months.")
        return cls(*numbers)


def kept(moments: Iterable[datetime], rule: Rule) -> set[datetime]:
    """Return which of these are kept. The newest always is."""
    newest_first = sorted(moments, reverse=True)
    periods = (
        (rule.hourly, "%Y%m%d%H"),
        (rule.daily, "%Y%m%d"),
        (rule.weekly, "%G%V"),
        (rule.monthly, "%Y%m"),
    )
    keep = set(newest_first[:1])
    for number, form in periods:
        newest_of: dict[str, datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(moment.strftime(form), moment)
        keep |= set(list(newest_of.values())[:number])
    return keep


def prune(folder: Path, rule: Rule) -> list[str]:
    """Remove the copies that had their time, every file of each; return their names.

    Only files that carry a backup's moment as their name are ever touched.
    """
    named: dict[datetime, str] = {}
    for path in folder.glob(f"*{DUMP}"):
        name = path.name.removesuffix(DUMP)
        try:
            named[datetime.strptime(name, STAMP).replace(tzinfo=UTC)] = name
        except ValueError:
            continue
    gone = sorted(named[moment] for moment in set(named) - kept(named, rule))
    for name in gone:
        for path in folder.glob(f"{name}.*"):
            path.unlink()
    return gone
