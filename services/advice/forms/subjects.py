"""Choosing what it is about, in two tiers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..reference.subjects import TIER_1, TIER_2

NOT_YET = ("", _("Choose"))


def tier_1() -> list[tuple[str, Any]]:
    """The headings, most asked for by newcomers first; the rest by name."""
    first = ("IMM", "BEN", "HOU", "DEB", "EMP", "HEA", "EDU")
    rest = sorted((code for code in TIER_1 if code not in first), key=TIER_1.__getitem__)
    return [(code, TIER_1[code]) for code in (*first, *rest)]


def tier_2(*, with_headings: bool) -> list[tuple[str, Any]]:
    """Subjects in groups by heading; a heading that has none, or `with_headings`, can be chosen."""
    groups: list[tuple[str, Any]] = []
    for code, name in tier_1():
        own = [(key, label) for key, label in TIER_2.items() if key.startswith(f"{code}-")]
        general = [(code, f"{name}: {_('in general')}")] if with_headings or not own else []
        groups.append((name, [*own, *general]))
    return groups
