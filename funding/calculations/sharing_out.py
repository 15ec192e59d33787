"""How a session that counts towards several awards is shared out between them.

The rule's one home. Shares over all awards and what is left for the organisation itself always
add up to the whole.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from django.utils.translation import gettext_noop

# An award's key, and the per cent that its rules state for a session (None: they state none).
Claims = tuple[tuple[int, int | None], ...]

METHOD = (
    gettext_noop(
        "A session that counts towards several awards is shared equally between them, unless the "
        "organisation stated another share on its rules. Where stated shares come to more than the "
        "whole they are all made smaller alike; what they leave goes to the other awards in equal "
        "parts, and without another award to what no award paid for."
    ),
    gettext_noop(
        "Attendances follow their session. A person is shared like all the sessions that they came "
        "to in the period, and so are their outcomes. So the shares of all awards, and what no "
        "award paid for, add up to everything once."
    ),
)


def shares(claims: Claims) -> dict[int, Fraction]:
    """Return each award's part of a session, by its key; together at most 1.

    What is missing to 1 was paid for by no award.
    """
    stated = {award: Fraction(part, 100) for award, part in claims if part is not None}
    total = sum(stated.values(), Fraction(0))
    if total > 1:
        stated = {award: part / total for award, part in stated.items()}
        total = Fraction(1)
    unstated = [award for award, part in claims if part is None]
    return stated | {award: (1 - total) / len(unstated) for award in unstated}


def read(text: str) -> Claims:
    """Return the claims that the statement of overlap.py writes as `12:50,15:`."""
    found = (one.partition(":") for one in text.split(",") if one)
    return tuple((int(award), int(part) if part else None) for award, _, part in found)


def towards(award: int, weights: Mapping[Claims, Fraction]) -> Fraction:
    """Return an award's part of what is weighed by claims (sessions, people, ...)."""
    return sum(
        (weight * shares(claims).get(award, Fraction(0)) for claims, weight in weights.items()),
        Fraction(0),
    )


def left_over(weights: Mapping[Claims, Fraction]) -> Fraction:
    """Return what no award paid for."""
    return sum(
        (
            weight * (1 - sum(shares(claims).values(), Fraction(0)))
            for claims, weight in weights.items()
        ),
        Fraction(0),
    )


def awards_of(claims: Iterable[Claims]) -> frozenset[int]:
    """Return every award that one of these claims."""
    return frozenset(award for one in claims for award, _ in one)
