"""Everybody who may come to the door, from nobody at all to the one who runs the installation."""

from enum import StrEnum


class Visitor(StrEnum):
    """One who asks for pages. All but the last belong to the first of the two networks."""

    ANONYMOUS = "anonymous"
    DISABLED = "disabled account"
    ENDED = "ended membership"
    LOGGER = "logger"
    WORKER = "worker"
    MANAGER = "manager"
    LEAD = "safeguarding lead"
    COORDINATOR = "coordinator"
    OFFICER = "officer of a funder"
    COUNCIL = "officer of a council"
    ADMINISTRATOR = "administrator"
    STRANGER = "manager of another organisation"


V = Visitor
EVERYBODY = frozenset(V)
NOT_IN = frozenset({V.ANONYMOUS, V.DISABLED})
SIGNED_IN = EVERYBODY - NOT_IN
# Those who act for an organisation today.
MEMBERS = SIGNED_IN - {V.ENDED, V.ADMINISTRATOR}
OF_AN_RCO = frozenset({V.LOGGER, V.WORKER, V.MANAGER, V.LEAD, V.STRANGER})
# The lead of the trial is a worker with the duty: what a worker may, the lead may.
CASEWORK = OF_AN_RCO - {V.LOGGER}
MANAGERS = frozenset({V.MANAGER, V.STRANGER})
OFFICERS = frozenset({V.OFFICER, V.COUNCIL})
IN_CHARGE = MANAGERS | OFFICERS | {V.COORDINATOR}
