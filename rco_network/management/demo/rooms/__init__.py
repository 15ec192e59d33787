"""What the rooms hold in the demonstration: one file a room, for the organisations with a story."""

from collections.abc import Callable
from datetime import date
from random import Random

from .advice import furnish_advice
from .counting import furnish_counting
from .esol import furnish_esol
from .layouts import furnish_layouts
from .questions import furnish_questions
from .referrals import furnish_referrals
from .register import furnish_register
from .stories import furnish_stories
from .supplementary import furnish_supplementary
from .volunteering import furnish_volunteering
from .way import furnish_way
from .week import furnish_week

# Key of the organisation, keys of its staff memberships' users (worker first), chance, the day.
Furnisher = Callable[[int, list[int], Random, date], None]

FURNISHERS: tuple[Furnisher, ...] = (
    furnish_week,
    furnish_register,
    furnish_esol,
    furnish_supplementary,
    furnish_volunteering,
    furnish_advice,
    furnish_referrals,
    furnish_way,
    furnish_counting,
    furnish_questions,
    furnish_stories,
    furnish_layouts,
)


def furnish(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let each room of the organisation be used for a while before `today`."""
    for furnisher in FURNISHERS:
        furnisher(organisation, users, rng, today)
