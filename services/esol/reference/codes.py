"""Codes like those of the Individualised Learner Record, and how the rates are defined.

Gathered in November 2026. The codes and the definitions are from memory where `FROM_MEMORY` says
so: whoever sends figures to a funder checks them against the year's own specification first.
"""

from django.utils.translation import gettext_noop as _

COMPLETION: dict[str, str] = {
    "1": "Continuing",
    "2": "Completed the learning activities",
    "3": "Withdrawn",
    "6": "Temporarily withdrawn (agreed break in learning)",
}
OUTCOME: dict[str, str] = {
    "1": "Achieved",
    "2": "Partial achievement",
    "3": "No achievement",
    "8": "Learning activities complete, outcome not yet known",
}
RATES: dict[str, str] = {
    "attendance": _("hours attended / hours possible"),
    "retention": _("learners completing / learners who started (excluding transfers)"),
    "pass": _("learners achieving / learners completing"),
    "achievement": _("learners achieving / learners who started (= retention x pass)"),
}
FROM_MEMORY: dict[str, str] = {
    "completion_status": "memory (ILR CompStatus)",
    "outcome": "memory (ILR Outcome)",
    "retention": "memory (DfE QAR method, simplified)",
    "pass": "memory",
    "achievement": "memory",
}
