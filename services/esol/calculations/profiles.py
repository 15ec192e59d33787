"""How far somebody is by mode, and how that fits a class."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..enums import Level, Mode
from ..models import Assessment, ClassLevel

ORDER: dict[str, int] = {level: place for place, level in enumerate(Level.values)}
# From how many levels away a class is the wrong one for somebody, in any mode.
FAR = 2


@dataclass
class Profile:
    """The newest level of each mode that was ever looked at, and on which day."""

    levels: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has assessed this person."""
        return not self.levels

    @property
    def spread(self) -> int:
        """How many levels lie between the strongest and the weakest mode."""
        places = [ORDER[level] for level in self.levels.values()]
        return max(places) - min(places) if places else 0

    def add(self, assessment: Assessment) -> None:
        """Take an assessment into account; the newest has to come first."""
        for mode in Mode.values:
            if assessment.level(mode) and mode not in self.levels:
                self.levels[mode] = assessment.level(mode)
                self.days[mode] = assessment.held_on


def profile_of(assessments: Iterable[Assessment]) -> Profile:
    """Return the profile of one person from their assessments, the newest first."""
    profile = Profile()
    for one in assessments:
        profile.add(one)
    return profile


def profiles_of(organisation_id: int, people: Any) -> dict[int, Profile]:
    """Return profiles by the key of the person (`people`: keys or a query), in one query.

    Who was never assessed is not among them.
    """
    rows = Assessment.objects.for_organisation(organisation_id).filter(participant__in=people)
    found: dict[int, Profile] = {}
    for one in rows.order_by("participant", "-held_on", "-id").defer("notes"):
        found.setdefault(one.participant_id, Profile()).add(one)
    return found


def distance(profile: Profile, level: ClassLevel) -> int:
    """Return how many levels the farthest mode lies below or above what the class is for."""
    low, high = ORDER[level.lowest], ORDER[level.highest]
    places = [ORDER[one] for one in profile.levels.values()]
    return max((max(low - place, place - high, 0) for place in places), default=0)


def is_far(profile: Profile, level: ClassLevel | None) -> bool:
    """Whether the class is the wrong one for somebody with this profile."""
    return level is not None and distance(profile, level) >= FAR


def spread_of(profiles: Iterable[Profile]) -> Mapping[str, Counter[str]]:
    """Return how many people stand at which level, by mode."""
    counts: dict[str, Counter[str]] = {mode: Counter() for mode in Mode.values}
    for profile in profiles:
        for mode, level in profile.levels.items():
            counts[mode][level] += 1
    return counts
