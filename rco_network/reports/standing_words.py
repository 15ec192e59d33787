"""A draft as it stands now: its figures, its author's words, and who may still be heard in it."""

from .figures.document import with_words
from .figures.shape import ReportDocument
from .figures.stored import from_json
from .figures.voices import still_said
from .models import Report


def as_it_stands(report: Report) -> ReportDocument:
    """Return a draft's document with its words of now, without voices that were taken back.

    In a scope of its organisation.
    """
    document = with_words(from_json(report.document or {}), report.words)
    return still_said(
        document, report.organisation_id, reader=report.funder_id, used_in=report.called
    )
