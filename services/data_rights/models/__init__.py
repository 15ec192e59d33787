from .consent import Consent, ConsentWording
from .limit import Limit, Objection
from .person_request import PersonRequest

__all__ = ["Consent", "ConsentWording", "Limit", "Objection", "PersonRequest"]
