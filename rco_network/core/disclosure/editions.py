"""What several editions together give away: one number less another is a number too.

A report on a quarter and one on the half year, or on one service and on all, count people of whom
some are the same. Numbers are given here as sets of opaque person keys, so that it is known which
of them nest; no name, no model, no date.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from .claims import Claim
from .policy import Policy, in_force
from .readers import Sensitive, Standing


@dataclass(frozen=True)
class Finding:
    """Something about few people that can be worked out once the new edition is there.

    `name` is what: a hidden number, or one number without another; `sources` are the names of the
    numbers from which; `least` and `most` what it is narrowed to; `sentence` says it to a manager,
    without the number.
    """

    name: str
    sources: tuple[str, ...]
    least: int
    most: int
    sentence: str


def find(
    before: Iterable[Claim], new: Iterable[Claim], *, policy: Policy | None = None
) -> list[Finding]:
    """Return what the new edition would reveal, by itself or with the earlier ones.

    What the earlier editions give away without it is not its doing and is left out.
    """
    rule = policy or in_force()
    before, new = list(before), list(new)
    now = Standing(before, new, rule)
    return [_told(now, each) for each in now.exposed()]


def coarsen(
    before: Iterable[Claim], new: Iterable[Claim], *, policy: Policy | None = None
) -> set[str] | None:
    """Return the names of further new numbers to hide so that `find` finds nothing, smallest
    first; an empty set where nothing has to be hidden, None where only refusing helps."""
    rule = policy or in_force()
    before, new = list(before), list(new)
    found: set[str] = set()
    exposed = None
    while True:
        now = Standing(before, [_hidden(c, found) for c in new], rule)
        exposed = now.exposed(exposed)
        if not exposed:
            return found
        more = now.to_hide(exposed)
        if not more or more <= found:
            return None
        found |= more


def _hidden(claim: Claim, names: Collection[str]) -> Claim:
    return replace(claim, shown=None) if claim.name in names else claim


def _told(now: Standing, what: Sensitive) -> Finding:
    """Put into words what can be worked out, and from what."""
    least, most = now.range_of(what)
    sources = now.sources(what)
    few = now.rule.threshold
    listed = _listed(sources)
    if what.part is None:
        name = what.whole.name
        said = gettext(
            "“%(name)s” is hidden because fewer than %(few)s people are in it. Together with "
            "%(sources)s a reader could work it out."
        ) % {"name": name, "few": few, "sources": listed}
    else:
        name = gettext("“%(whole)s” without “%(part)s”") % {
            "whole": what.whole.name,
            "part": what.part.name,
        }
        said = gettext(
            "Everybody in “%(part)s” is also in “%(whole)s”. A reader who takes one number from "
            "the other learns of a group of fewer than %(few)s people."
        ) % {"part": what.part.name, "whole": what.whole.name, "few": few}
    return Finding(name, sources, least, most, said)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
