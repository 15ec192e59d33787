"""What is said of one address: who comes in there, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .visitors import Visitor


@dataclass(frozen=True)
class Door:
    """Who comes in (`who`), by which methods, and why.

    `of`: the model whose ids the address takes, as rows of the ground name it. `sends`: form
    fields that carry ids, by model. `fixed`: parts of the address that are no ids. `is_open`: rows
    of other organisations are shown as one's own are, for the reason given. `also`: answers, apart
    from the usual ones, to those who come in.
    """

    who: frozenset[Visitor]
    why: str
    of: str = ""
    methods: str = "GET POST"
    is_open: bool = False
    fixed: Mapping[str, str] = field(default_factory=dict)
    also: frozenset[int] = frozenset()
    sends: Mapping[str, str] = field(default_factory=dict)


def doors_of(who: Iterable[Visitor], why: str, names: str, **more: object) -> dict[str, Door]:
    """Return one door for each of the names, all alike."""
    return {name: Door(frozenset(who), why, **more) for name in names.split()}  # type: ignore[arg-type]
