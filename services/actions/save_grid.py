"""Saving a grid: each column is a register of its own, saved as any other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..models import Group
from .periods import PeriodClosed
from .register_sheet import RegisterRefused, Sheet
from .save_register import Saved, save_register


@dataclass
class SavedGrid:
    """The registers that were saved, and what was refused, by day; `closed` are among these."""

    saved: list[Saved] = field(default_factory=list)
    refused: list[tuple[date, str]] = field(default_factory=list)
    closed: list[PeriodClosed] = field(default_factory=list)

    @property
    def with_conflicts(self) -> list[Saved]:
        """Return the registers in which somebody else had marked the same people differently."""
        return [one for one in self.saved if one.has_conflicts]


def save_grid(*, by: Any, group: Group, sheets: Iterable[Sheet], because: str = "") -> SavedGrid:
    """Save each sheet by `save_register`, once however often it is sent.

    `because` says why days that an issued report counts are changed.

    A register that is refused does not keep the others from being saved. Each is in the trail by
    itself.
    """
    result = SavedGrid()
    for sheet in sheets:
        sheet.because = because
        try:
            result.saved.append(save_register(by=by, group=group, sheet=sheet))
        except PeriodClosed as refusal:
            result.closed.append(refusal)
            result.refused.append((sheet.held_on, str(refusal)))
        except RegisterRefused as refusal:
            result.refused.append((sheet.held_on, str(refusal)))
    return result
