from .check import ConflictCheck
from .document import Document
from .enquiry import Enquiry
from .matter import Deadline, Matter, MatterAdviser, Step
from .outcome import MatterOutcome
from .party import PartyKey, ThirdParty
from .registration import AdviserRegistration, Exemption
from .rule import GuardRule

__all__ = [
    "AdviserRegistration",
    "ConflictCheck",
    "Deadline",
    "Document",
    "Enquiry",
    "Exemption",
    "GuardRule",
    "Matter",
    "MatterAdviser",
    "MatterOutcome",
    "PartyKey",
    "Step",
    "ThirdParty",
]
