from .attribution_rule import AttributionRule
from .award import Award
from .return_due import ReturnDue

__all__ = ["AttributionRule", "Award", "ReturnDue"]
