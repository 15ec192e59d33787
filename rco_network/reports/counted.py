"""A report counted and worded: by the job that makes it, and for the preview of a layout."""

from django.utils import timezone, translation

from organisations.models import StaffMembership

from .earlier import claims_before
from .figures.across import guarded
from .figures.document import Made, build_document
from .figures.voices import voices_of
from .grounds import ground_of
from .models import Report


def count_report(report: Report, *, by: StaffMembership, with_keys: bool = True) -> Made:
    """Count and word a report as it was asked for, in a scope of its organisation.

    It is held against earlier editions of the same days either way; for that the keys of the rows
    are needed, and without such editions they are left out where nobody asks for them. Raises
    Refused where the colleague may not count it (GivesAway where it would tell of few people).
    """
    ground = ground_of(report, by=by)
    before = claims_before(report)
    is_heard = report.has_voices and (report.layout or {}).get("voices", True)
    with translation.override(report.language):
        voices = (
            voices_of(ground, reader=report.funder_id, used_in=report.called) if is_heard else ()
        )
    return build_document(
        kind=report.kind,
        organisation=report.organisation,
        ground=ground,
        language=report.language,
        made_at=timezone.now(),
        place=report.place,
        reader=report.funder,
        own_figures=report.own_figures,
        layout=report.layout,
        with_keys=with_keys or bool(before),
        guard=guarded(before) if with_keys or before else None,
        voices=voices,
    )
