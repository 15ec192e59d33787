"""What members are told of a forum's edition: which numbers count their rows."""

from collections.abc import Iterator, Mapping

from django.utils import translation
from django.utils.formats import date_format

from ..figures.numbering import Place, places
from ..figures.shape import ReportDocument
from ..models import Contribution, Edition, Report

# Keys of rows by record, each with the organisation that logged it.
Owners = Mapping[str, Mapping[int, int]]


def contributions(
    report: Report, document: ReportDocument, edition: Edition, owners: Owners
) -> Iterator[Contribution]:
    """Yield, for each organisation with rows in the edition, what the numbers mean that count
    them; no number itself, since that counts others too."""
    numbers: dict[int, dict[str, object]] = {}
    for place in places(document):
        told = _told(place)
        for record, keys in (report.behind or {}).get(place.address, {}).items():
            for owner in {owners.get(record, {}).get(key) for key in keys} - {None}:
                numbers.setdefault(int(owner or 0), {})[str(place.cell.ref)] = told
    with translation.override(document.language):
        days = (date_format(day, "j F Y") for day in (document.period_start, document.period_end))
        period = " – ".join(days)
    for owner, found in numbers.items():
        yield Contribution(
            organisation_id=owner,
            maker_id=edition.organisation_id,
            edition=edition,
            code=edition.code,
            outline={
                "title": document.title,
                "period": period,
                "place": document.place_name,
                "made_at": document.made_at.isoformat(),
                "numbers": found,
            },
        )


def _told(place: Place) -> dict[str, object]:
    figure = place.figure
    return {"label": place.label, "definition": figure.definition, "facts": list(figure.facts)}
