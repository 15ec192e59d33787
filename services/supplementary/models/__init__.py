from .attainment import Attainment, Scale
from .carer import Carer
from .child import Child, MainstreamSchool
from .consent import ChildConsent
from .quality import QualityItem
from .term import SchoolClass, Term

__all__ = [
    "Attainment",
    "Carer",
    "Child",
    "ChildConsent",
    "MainstreamSchool",
    "QualityItem",
    "Scale",
    "SchoolClass",
    "Term",
]
