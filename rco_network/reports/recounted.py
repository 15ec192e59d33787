"""A printed number counted again today: what it would say, and which rows came and went."""

from dataclasses import dataclass, replace

from django.utils import translation

from organisations.models import StaffMembership

from .enums import ReportKind
from .figures.behind import rows_behind
from .figures.document import count_figures
from .figures.kinds import KINDS
from .figures.numbering import Place, places
from .figures.stored import from_json
from .grounds import ground_of
from .models import Edition, RowsBehind
from .permissions import can_make


@dataclass(frozen=True)
class Recounted:
    """`text` as it would be printed today; how many rows of the organisation came and went."""

    text: str
    added: int
    gone: int

    @property
    def is_same(self) -> bool:
        """Whether the very same rows are counted."""
        return not (self.added or self.gone)


def recounted(by: StaffMembership, edition: Edition, place: Place) -> Recounted | None:
    """Count the number again, for whoever may make such reports of the edition's organisation.

    None for everybody else, and for a number that is not told any more.
    """
    if edition.organisation_id != by.organisation_id or not can_make(by, edition.document["kind"]):
        return None
    if edition.report.kind in (ReportKind.OVERVIEW, ReportKind.PLACE):
        return None  # The rows are the members', and only they can say which came and went.
    spec = KINDS[edition.report.kind].offered.get(place.figure.key)
    if spec is None:
        return None
    document = from_json(edition.document)
    with translation.override(document.language):
        ground = ground_of(edition.report, by=by)
        facts, figures = count_figures(ground, (spec,), with_keys=True)
        now = replace(document, figures=figures)
        found = next((p for p in places(now) if p.address == place.address), None)
        if found is None:
            return None
        behind = rows_behind(now, facts).get(place.address, {})
        text = found.cell.text
    before = {
        one.record_type: set(one.keys)
        for one in RowsBehind.objects.filter(edition=edition, ref=place.cell.ref)
    }
    records = behind.keys() | before.keys()
    after = {record: set(behind.get(record, ())) for record in records}
    return Recounted(
        text,
        added=sum(len(after[r] - before.get(r, set())) for r in records),
        gone=sum(len(before.get(r, set()) - after[r]) for r in records),
    )
