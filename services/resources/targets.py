"""What a file can bring in: the one list of targets, which the rooms add theirs to.

A target says which fields its rows have and how a sheet of them is read; everything before that
(the file, its sheets, its headings, what somebody said of them) and after it (the page, the job,
taking it back) is the same for all. A room declares its own in its `resources/` and imports that
from `apps.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from organisations.enums import Right
from organisations.models import StaffMembership

from .fields import Field

if TYPE_CHECKING:
    from .mapping import Mapping
    from .reading import Choices, Reading
    from .source import Sheet

Read = Callable[["Sheet", "Mapping", "Choices"], "Reading"]
ATTENDANCES = "attendances"


@dataclass(frozen=True)
class Target:
    """A kind of sheet. Targets of one `family` bring in the same and are laid out differently.

    `needs`: of each of these sets of fields one must have a column. `is_wide`: besides, a column
    a date. `right` is needed beside the right to import. `refuses` looks at a column's cells and
    answers with a sentence when they must not come in at all.
    """

    key: str
    family: str
    label: str | Promise
    layout: str | Promise
    says: str | Promise
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    read: Read = field(compare=False)
    right: Right = Right.IMPORT
    is_wide: bool = False
    examples: tuple[tuple[str, ...], ...] = ()
    refuses: Callable[[str, list[str]], str] | None = field(default=None, compare=False)

    def field(self, key: str) -> Field:
        """Return one of its fields. Raises KeyError."""
        return {one.key: one for one in self.fields}[key]

    def missing(self, places: Any) -> list[Field]:
        """Return the fields that have no column and need one, in the order of the example."""
        return [self.field(keys[0]) for keys in self.needs if not set(keys) & set(places)]


_targets: dict[str, Target] = {}


def add_target(target: Target) -> Target:
    """Let files bring this in."""
    if target.key in _targets:
        raise ValueError(f"{target.key} is declared twice.")
    _targets[target.key] = target
    return target


def target_for(key: str) -> Target:
    """Return the target of that key. Raises KeyError."""
    return _targets[key]


def find_target(key: str) -> Target | None:
    """Return the target of that key, None where there is none."""
    return _targets.get(key)


def targets_of(family: str) -> list[Target]:
    """Return the ways in which sheets of a family are laid out, the commonest first."""
    return [target for target in _targets.values() if target.family == family]


def families_for(membership: StaffMembership) -> list[Target]:
    """Return the first target of each family that this colleague may bring in."""
    first: dict[str, Target] = {}
    for target in _targets.values():
        if membership.has_right(target.right):
            first.setdefault(target.family, target)
    return list(first.values())


@cache
def meanings(key: str) -> dict[str, str]:
    """Headings in the form in which they are compared, mapped to fields of this target."""
    fields = reversed(target_for(key).fields)
    return {spelling: field.key for field in fields for spelling in field.spellings}
