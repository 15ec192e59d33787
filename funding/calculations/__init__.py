"""What is worked out of awards: which work counts, for whom else it counts, what it costs."""

from .attribution import Counted, Sharing, awards_sharing, counted_so_far, sessions_counting
from .costs import Cost, Costs, costs
from .overlap import Both, Claim, Overlap, everything, overlap

__all__ = [
    "Both",
    "Claim",
    "Cost",
    "Costs",
    "Counted",
    "Overlap",
    "Sharing",
    "awards_sharing",
    "costs",
    "counted_so_far",
    "everything",
    "overlap",
    "sessions_counting",
]
