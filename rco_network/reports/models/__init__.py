from .report import Report, ReportFile

__all__ = ["Report", "ReportFile"]
