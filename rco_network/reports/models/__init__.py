from .pack import Pack
from .report import Report, ReportFile

__all__ = ["Pack", "Report", "ReportFile"]
