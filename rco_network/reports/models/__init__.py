from .match_code import MatchCode
from .pack import Pack
from .report import Report, ReportFile
from .sharing_agreement import SharingAgreement
from .takeout import Takeout, TakeoutPart

__all__ = [
    "MatchCode",
    "Pack",
    "Report",
    "ReportFile",
    "SharingAgreement",
    "Takeout",
    "TakeoutPart",
]
