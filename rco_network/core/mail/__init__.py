"""The way out for every mail: a row now, sent by a job after the commit, to one person each.

Nothing else in the product talks to a mail server; tests/core/test_mail.py holds it to that.
"""

from .letters import Letter, all_letters, letter, spoken_in
from .outbox import MAIL, cancel, post, states_of
from .permission import may_be_written_to, must_allow
from .writing import write

__all__ = [
    "MAIL",
    "Letter",
    "all_letters",
    "cancel",
    "letter",
    "may_be_written_to",
    "must_allow",
    "post",
    "spoken_in",
    "states_of",
    "write",
]
