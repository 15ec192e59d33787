from .pack import Pack
from .report import Report, ReportFile
from .takeout import Takeout, TakeoutPart

__all__ = ["Pack", "Report", "ReportFile", "Takeout", "TakeoutPart"]
