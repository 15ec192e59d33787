"""The editions that a new report stands beside: those whose days overlap with its own."""

from rco_network.core.disclosure import Claim

from .figures.across import claims_of
from .figures.stored import from_json
from .models import Edition, Report

# The newest ones; more would make a reader's sums no easier, and the check slower.
MOST_EDITIONS = 12


def claims_before(report: Report) -> list[Claim]:
    """Return the numbers of people that earlier editions of the organisation say of these days.

    In a scope of the organisation. The edition that the report puts right is left out, and those
    that one put right: a correction is told openly, as “was 212, now 209”.
    """
    beside = (
        Edition.objects.for_organisation(report.organisation_id)
        .filter(period_start__lte=report.period_end, period_end__gte=report.period_start)
        .exclude(pk__in=_put_right(report))
        .select_related("report")
        .order_by("-issued_at")[:MOST_EDITIONS]
    )
    return [
        claim
        for edition in beside
        for claim in claims_of(
            from_json(edition.document), edition.report.behind or {}, edition.code
        )
    ]


def _put_right(report: Report) -> list[int]:
    chain, edition = [], report.restates
    while edition is not None:
        chain.append(edition.pk)
        edition = edition.restates
    return chain
