"""What a new report stands beside: the editions whose days overlap with its own.

A report on several organisations also stands beside the drafts: its author may not know what is
hidden in them, while an organisation that reports on its own work knows it anyway.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import JSONField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from rco_network.core.disclosure import Claim, find

from .enums import NETWORK
from .figures.across import GivesAway, claims_of
from .figures.stored import from_json
from .models import Edition, Report

# Of the rows behind a report's numbers, people where they stand alone: no claim is made of others
# (figures/across.py), and attendances would be most of a worker's memory.
_PEOPLE_BEHIND: RawSQL = RawSQL(
    "(select jsonb_object_agg(behind.key, behind.value) "
    "from reports_report counted, jsonb_each(counted.behind) as behind "
    "where counted.id = reports_edition.report_id "
    "and behind.value ? 'services.participant' "
    "and behind.value - 'services.participant' = '{}')",
    (),
    output_field=JSONField(),
)
_PEOPLE_BEHIND_DRAFT: RawSQL = RawSQL(
    "(select jsonb_object_agg(behind.key, behind.value) "
    "from jsonb_each(reports_report.behind) as behind "
    "where behind.value ? 'services.participant' "
    "and behind.value - 'services.participant' = '{}')",
    (),
    output_field=JSONField(),
)
# The newest ones; more would make a reader's sums no easier, and the check slower.
MOST_EDITIONS = 12
# More of those that anybody can make at will: twelve small ones push no other out of sight.
MOST_DRAFTS = 48


def claims_before(report: Report) -> list[Claim]:
    """Return the numbers of people that earlier editions of the organisation say of these days.

    In a scope of the organisation. The edition that the report puts right is left out, and those
    that one put right: a correction is told openly, as “was 212, now 209”. So are drafts of the
    very same days, which are counted again when somebody logged late.
    """
    editions = [
        claim
        for edition in _beside(report).annotate(people=_PEOPLE_BEHIND)[:MOST_EDITIONS]
        for claim in claims_of(from_json(edition.document), edition.people or {}, edition.code)
    ]
    drafts = [
        claim
        for pk, document, people in _drafts_beside(report)
        for claim in claims_of(from_json(document), people or {}, f"draft {pk}")
    ]
    return editions + drafts


def check_beside_newer(report: Report) -> None:
    """Hold a report against editions that were issued since it was counted, one report at a time.

    Two drafts of overlapping days may be counted before either is issued. In a scope of the
    organisation, in the transaction that issues. Raises GivesAway with the way on.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('reports.issue'), %s)", [report.organisation_id]
        )
    if not _beside(report).filter(issued_at__gte=report.made_at).exists():
        return
    own = claims_of(from_json(report.document or {}), report.behind or {})
    if found := find(claims_before(report), own):
        raise GivesAway(
            _(
                "Since this report was counted, another one on some of the same days was issued. "
                "%(what)s Make the report again: it will hide what it must."
            )
            % {"what": found[0].sentence}
        )


def _beside(report: Report) -> QuerySet[Edition]:
    return (
        Edition.objects.for_organisation(report.organisation_id)
        .filter(period_start__lte=report.period_end, period_end__gte=report.period_start)
        .exclude(pk__in=_put_right(report))
        .order_by("-issued_at")
    )


def _drafts_beside(report: Report) -> Iterable[tuple[int, Any, Any]]:
    """Key, document and people behind of the drafts that the author of a report on several
    organisations may have read, the newest of each stretch of days."""
    if report.kind not in NETWORK:
        return ()
    same = ("kind", "place_id", "period_start", "period_end")
    newest = (
        Report.objects.for_organisation(report.organisation_id)
        .filter(kind__in=NETWORK, edition=None, made_at__isnull=False)
        .filter(period_start__lte=report.period_end, period_end__gte=report.period_start)
        .exclude(**{name: getattr(report, name) for name in same})
        .order_by(*same, "-made_at")
        .distinct(*same)
    )
    return (
        Report.objects.for_organisation(report.organisation_id)
        .filter(pk__in=newest.values("pk"))
        .annotate(people=_PEOPLE_BEHIND_DRAFT)
        .order_by("-made_at")
        .values_list("pk", "document", "people")[:MOST_DRAFTS]
    )


def _put_right(report: Report) -> list[int]:
    chain, edition = [], report.restates
    while edition is not None:
        chain.append(edition.pk)
        edition = edition.restates
    return chain
