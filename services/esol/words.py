"""How levels and profiles are said and drawn, on the room's pages and on the wing's."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .calculations.profiles import ORDER, Profile
from .enums import Level, Mode
from .models import ClassLevel


def level_in_words(level: ClassLevel | None) -> str:
    """Return "Entry 1 (A1)" or "Entry 1 (A1) to Entry 2 (A2)", "" where nobody said."""
    if level is None:
        return ""
    low, high = Level(level.lowest).label, Level(level.highest).label
    return str(low) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def short_levels(profile: Profile) -> str:
    """Return the levels of a profile in one line: "Speaking and listening Entry 2 (A2) · …"."""
    return " · ".join(
        f"{Mode(mode).label}: {Level(profile.levels[mode]).label}"
        for mode in Mode.values
        if mode in profile.levels
    )


def bars_of(profile: Profile) -> list[dict[str, Any]]:
    """Return three bars, one a mode, on the scale of all levels; words say what the bar does."""
    top = len(ORDER)
    rows = []
    for mode in Mode.values:
        level = profile.levels.get(mode, "")
        rows.append(
            {
                "label": Mode(mode).label,
                "text": Level(level).label if level else _("Not assessed"),
                "day": profile.days.get(mode),
                "width": f"{(ORDER[level] + 1) / top * 100:.0f}" if level else "",
            }
        )
    return rows


def spread_in_words(profile: Profile) -> str:
    """Say whether a profile is even or spiky, "" where there is nothing to compare."""
    if len(profile.levels) < 2:
        return ""
    if profile.spread == 0:
        return _("An even profile: every part at the same level.")
    return ngettext(
        "A spiky profile: %(n)s level between the strongest part and the weakest.",
        "A spiky profile: %(n)s levels between the strongest part and the weakest.",
        profile.spread,
    ) % {"n": profile.spread}
