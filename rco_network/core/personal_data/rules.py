"""What goes by itself when its time is over. Each app's `retention.py` registers its rules.

The nightly job (services/actions/retention_run.py) asks each rule what is due, announces it a
fortnight ahead where the period says so, and applies it.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from .periods import PERIODS


@dataclass(frozen=True)
class Due:
    """One record whose time is over on `due_on`; `name` for those who may see it."""

    pk: int
    uuid: UUID
    due_on: date
    name: str


class FindDue(Protocol):
    """Finds what is due on a day, in the organisation's scope with the right ERASE."""

    def __call__(
        self, organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
    ) -> list[Due]: ...


@dataclass(frozen=True)
class Rule:
    """One thing that happens when a period is over.

    `says` tells what, of a number, by ngettext_lazy: "12 people's records are made anonymous".
    `apply` does it, in a scope with the right ERASE, and returns how many rows of which model.
    """

    key: str
    period: str
    subject_type: str
    says: Any
    due: FindDue
    apply: Callable[[Any, list[Due]], Counter[str]]

    @property
    def is_announced(self) -> bool:
        """Whether nothing goes without a fortnight's notice."""
        return PERIODS[self.period].announced

    def in_words(self, number: int) -> str:
        """Say what happens to so many: "12 people's records are made anonymous"."""
        return str(self.says % {"number": number})


_rules: dict[str, Rule] = {}


def add_rule(rule: Rule) -> Rule:
    """Register a rule. ValueError for a key that is taken or a period that is not there."""
    if rule.key in _rules or rule.period not in PERIODS:
        raise ValueError(f"The rule {rule.key!r} is there twice, or has no period.")
    _rules[rule.key] = rule
    return rule


def rules() -> dict[str, Rule]:
    """Return every rule by its key."""
    from .questions import declarations

    declarations()  # reads every retention.py
    return dict(_rules)
