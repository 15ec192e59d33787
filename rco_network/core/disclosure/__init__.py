"""Small numbers are people: which numbers may be printed. The rule's one home, for screen, PDF,
CSV and API alike.

The rule
--------
A number of 1 to threshold - 1 people is not printed (5 by default; 10 under the "10-5" rule), and
neither are the other numbers, smallest first, without which it could be worked out. All hidden
numbers look alike. "Worked out" means: narrowed, by someone who solves for it, to less than the
protected range of 1 to threshold - 1 (from 0 where zeros are protected too). That reader has every
number printed, knows which numbers add up to which, that no number is negative, that a hidden one
is at least 1 where zeros are printed, and how numbers are rounded. A table in which no choice of
numbers is enough is withheld whole.

Under the 10-5 rule what is printed is rounded to the nearest 5: conventional and therefore
deterministic, each number and each total on its own. Random rounding was decided against: the same
number is printed in many places (page, PDF, CSV, the next edition), and a new draw each time would
let a reader average the chance away, while a draw kept for ever needs a secret and a register.
Conventional rounding gives the same answer each time and can be explained in a sentence; it
protects little by itself, so hidden numbers are checked with the rounding known.

Between editions the same holds for what was hidden in any of them. Besides, what one number has
more than another that is part of it must not be known to be somebody and to be few: it could be
nobody, or as many as are printed. If it is not so, more of the new edition is hidden, first single
numbers, then a breakdown, and at last it is refused. A reader is taken to know who could be in
which number by its definition, and of answers to different questions only the totals they share.

What the rule does not cover: someone who has the program and inverts its choice of what else to
hide may exclude single values of a hidden number; and what members of a group know of themselves.

Sources
-------
- ONS, "Comparison of post-tabular statistical disclosure control methods",
  https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates/
  methodologies/comparisonofposttabularstatisticaldisclosurecontrolmethods: the 10-5 rule (counts
  under ten suppressed, the others rounded to the nearest five).
- Government Statistical Service, "GSS/GSR Disclosure Control Guidance for Tables Produced from
  Administrative Sources": threshold rule, secondary suppression over margins and linked tables,
  zeros, disclosure by differencing between editions.
- UK Longitudinal Linkage Collaboration (UK LLC), "Statistical Disclosure Control",
  https://guidebook.ukllc.ac.uk/docs/user_guide/sdc: a threshold of 10 that zeros fall under
  (threshold 10 with zeros protected here), masking along rows and columns so that nothing can be
  calculated back, percentages of fewer people likewise, means of 10 people or more.
- Cox (1980), "Suppression methodology and statistical disclosure control", Journal of the American
  Statistical Association 75: intervals of hidden cells by linear programming.
"""

from .claims import Claim
from .editions import Finding, coarsen, find
from .linked import Together, protect_together, protect_two_way
from .method import hidden_note, method_text, rounding_note
from .policy import (
    ONS_10_5,
    THRESHOLD_5,
    Policy,
    Zeros,
    choices,
    in_force,
    is_small,
    named,
    threshold,
)
from .shares import may_print_mean, may_print_part, may_print_share, numerators, share, shares
from .tables import Published, PublishedTwoWay, protect, protect_each

__all__ = [
    "ONS_10_5",
    "THRESHOLD_5",
    "Claim",
    "Finding",
    "Policy",
    "Published",
    "PublishedTwoWay",
    "Together",
    "Zeros",
    "choices",
    "coarsen",
    "find",
    "hidden_note",
    "in_force",
    "is_small",
    "may_print_mean",
    "may_print_part",
    "may_print_share",
    "method_text",
    "named",
    "numerators",
    "protect",
    "protect_each",
    "protect_together",
    "protect_two_way",
    "rounding_note",
    "share",
    "shares",
    "threshold",
]
