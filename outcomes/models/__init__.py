from .framework import Domain, Framework
from .outcome import Outcome
from .service_domain import ServiceDomain

__all__ = ["Domain", "Framework", "Outcome", "ServiceDomain"]
