"""What is worked out of awards: which work counts, for whom else it counts, what it costs."""

from .attribution import Counted, Sharing, awards_sharing, counted_so_far, sessions_counting
from .claimed_rows import ClaimedRows, claimed_rows
from .costs import Cost, Costs, costs
from .overlap import Both, Claim, Overlap, everything, overlap

__all__ = [
    "Both",
    "Claim",
    "ClaimedRows",
    "Cost",
    "Costs",
    "Counted",
    "Overlap",
    "Sharing",
    "awards_sharing",
    "claimed_rows",
    "costs",
    "counted_so_far",
    "everything",
    "overlap",
    "sessions_counting",
]
