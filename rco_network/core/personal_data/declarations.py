"""The words of a declaration, and where all of them are kept.

    declare(
        "services.household",
        plain="id uuid organisation created_at",
        participant="members",
        purpose="services",
        period="service_record",
        row=REMOVED,
        name=identifies("What the household is called, to see who belongs together."),
    )

`plain` names fields that say nothing about a person; each other field is an argument.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_noop as _

# How a value goes. What has another word in `becomes` becomes that.
BLANKED = "blanked"
COARSENED = "coarsened"
STAYS = "stays"

# How a row goes with its person.
REMOVED = "removed"
ANONYMOUS = "kept without saying who"
BY_LAW = "kept by law"

_UNSET: Any = object()

# From a participant (or an account) to the rows about them: a lookup, or a function that gives a Q.
Path = str | Callable[[Any], Any]


@dataclass(frozen=True)
class Personal:
    """One field with personal data. `why` is a sentence that is shown to people.

    `identifies`: whoever reads it may know who it is; the reporting role does not get it.
    `special`: tells of origin, belief, health or the like by inference (UK GDPR Art. 9).
    `becomes`: the value that stays where the row does. Purpose and period are the model's unless
    given.
    """

    why: str
    identifies: bool = False
    special: bool = False
    goes: str = BLANKED
    becomes: Any = _UNSET
    purpose: str = ""
    period: str = ""
    about_staff: bool = False

    @property
    def has_own_value(self) -> bool:
        """Whether it says itself what it becomes."""
        return self.becomes is not _UNSET


@dataclass(frozen=True)
class Declaration:
    """What one model holds. `participant` and `staff` lead from its rows to whom they are about.

    `called` is what people call one row. `clock` names the field whose latest value starts the
    period of the person's records.
    `withheld` says to whom rows are not simply given out, "" where they are. `erased_in` orders
    what goes: lower numbers first. A row of a table that `holds` keeps its person's records from
    going by themselves.
    """

    model: str
    plain: frozenset[str]
    fields: Mapping[str, Personal]
    participant: Path | None = None
    staff: Path | None = None
    purpose: str = ""
    period: str = ""
    row: str = ANONYMOUS
    clock: str = ""
    withheld: str = ""
    remark: str = ""
    called: str = ""
    holds: bool = False
    erased_in: int = 5

    @property
    def is_about_people(self) -> bool:
        """Whether any field is personal."""
        return bool(self.fields)


_declared: dict[str, Declaration] = {}


def declare(
    model: str,
    *,
    plain: str = "",
    participant: Path | None = None,
    staff: Path | None = None,
    purpose: str = "",
    period: str = "",
    row: str = ANONYMOUS,
    clock: str = "",
    withheld: str = "",
    remark: str = "",
    called: str = "",
    holds: bool = False,
    erased_in: int = 5,
    fields: Mapping[str, Personal] | None = None,
    **more: Personal,
) -> Declaration:
    """Say what a model ("services.participant") holds. ValueError when it was said already.

    `fields` takes those whose names are taken here (`purpose`, `period`, ...).
    """
    if model in _declared:
        raise ValueError(f"{model} is declared twice.")
    filled = {
        name: replace(one, purpose=one.purpose or purpose, period=one.period or period)
        for name, one in {**(fields or {}), **more}.items()
    }
    _declared[model] = Declaration(
        model=model,
        plain=frozenset(plain.split()),
        fields=filled,
        participant=participant,
        staff=staff,
        purpose=purpose,
        period=period,
        row=row,
        clock=clock,
        withheld=withheld,
        remark=remark,
        called=called,
        holds=holds,
        erased_in=erased_in,
    )
    return _declared[model]


def identifies(why: str, **more: Any) -> Personal:
    """A field that says who it is: a name, a way to reach somebody, free text, an exact place."""
    return Personal(why, identifies=True, **more)


def said(why: str, **more: Any) -> Personal:
    """A field about a person that does not say by itself who it is, and may be counted."""
    return Personal(why, **more)


def who(
    why: str = _("Which colleague did it, so that others can ask them."), **more: Any
) -> Personal:
    """A colleague's account on a row: it stays, and says "Former colleague" in the end."""
    more = {"purpose": "staff", "period": "staff_file", "goes": STAYS} | more
    return Personal(why, identifies=True, about_staff=True, **more)


def all_declared() -> dict[str, Declaration]:
    """Return every declaration made so far, by model."""
    return dict(_declared)


class _Asked:
    """Whether the apps were asked for their declarations."""

    done = False


asked = _Asked()
