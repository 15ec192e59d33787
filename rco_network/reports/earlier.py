"""What a new report stands beside: the editions whose days overlap with its own.

A report on several organisations also stands beside the drafts: its author may not know what is
hidden in them, while an organisation that reports on its own work knows it anyway.
"""

from django.db import connection
from django.db.models import JSONField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from rco_network.core.disclosure import Claim, find
from rco_network.core.jobs import JobDelayed

from .enums import NETWORK
from .figures.across import GivesAway, claims_of
from .figures.stored import from_json
from .models import Edition, Report

# Of the rows behind a report's numbers, people where they stand alone: no claim is made of others
# (figures/across.py), and attendances would be most of a worker's memory.
_ALONE = (
    "(select jsonb_object_agg(behind.key, behind.value) from {rows} "
    "behind.value ? 'services.participant' and behind.value - 'services.participant' = '{{}}')"
)
_OF_DRAFT = "jsonb_each(reports_report.behind) as behind where"
_OF_EDITION = (
    "reports_report counted, jsonb_each(counted.behind) as behind "
    "where counted.id = reports_edition.report_id and"
)
# The newest ones; more would make a reader's sums no easier, and the check slower.
MOST_EDITIONS = 12
# More where the author gains by it: twelve small reports push no other out of sight.
MOST_DRAFTS = 48


def claims_before(report: Report) -> list[Claim]:
    """Return the numbers of people that earlier editions of the organisation say of these days.

    In a scope of the organisation. The edition that the report puts right is left out, and those
    that one put right: a correction is told openly, as “was 212, now 209”. So are drafts of the
    very same days, which are counted again when somebody logged late.
    """
    most = MOST_DRAFTS if report.kind in NETWORK else MOST_EDITIONS
    editions = [
        claim
        for edition in _beside(report).annotate(people=_people_behind(_OF_EDITION))[:most]
        for claim in claims_of(from_json(edition.document), edition.people or {}, edition.code)
    ]
    found = _drafts_beside(report).annotate(people=_people_behind(_OF_DRAFT))
    drafts = [
        claim
        for pk, document, people in found.values_list("pk", "document", "people")[:MOST_DRAFTS]
        for claim in claims_of(from_json(document or {}), people or {}, f"draft {pk}")
    ]
    return editions + drafts


def check_beside_newer(report: Report) -> None:
    """Hold a report against editions that were issued since it was counted, one report at a time.

    Two drafts of overlapping days may be counted before either is issued. In a scope of the
    organisation, in the transaction that issues. Raises GivesAway with the way on.
    """
    _one_at_a_time(report)
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


def drafts_seen(report: Report) -> frozenset[int]:
    """Return the keys of the drafts that a report is held against; none for one's own work."""
    return frozenset(_drafts_beside(report).values_list("pk", flat=True))


def check_no_other_draft(report: Report, seen: frozenset[int]) -> None:
    """Raise JobDelayed where a draft was kept since `seen` was asked, before this one was counted.

    Two that are counted at once know nothing of each other: the second is counted again. In the
    transaction that keeps it.
    """
    if report.kind in NETWORK:
        _one_at_a_time(report)
        if drafts_seen(report) - seen:
            raise JobDelayed(_("Another report was made meanwhile. This one is counted again."))


def _people_behind(rows: str) -> RawSQL:
    return RawSQL(_ALONE.format(rows=rows), (), output_field=JSONField())  # noqa: S611


def _one_at_a_time(report: Report) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('reports.issue'), %s)", [report.organisation_id]
        )


def _beside(report: Report) -> QuerySet[Edition]:
    return (
        Edition.objects.for_organisation(report.organisation_id)
        .filter(period_start__lte=report.period_end, period_end__gte=report.period_start)
        .exclude(pk__in=_put_right(report))
        .order_by("-issued_at")
    )


def _drafts_beside(report: Report) -> QuerySet[Report]:
    """The drafts that the author of a report on several organisations may have read, the newest
    of each stretch of days."""
    if report.kind not in NETWORK:
        return Report.objects.none()
    same = ("kind", "place_id", "period_start", "period_end")
    own = Report.objects.for_organisation(report.organisation_id)
    newest = (
        own.filter(kind__in=NETWORK, edition=None, made_at__isnull=False)
        .filter(period_start__lte=report.period_end, period_end__gte=report.period_start)
        .exclude(**{name: getattr(report, name) for name in same})
        .order_by(*same, "-made_at")
        .distinct(*same)
    )
    return own.filter(pk__in=newest.values("pk")).order_by("-made_at")


def _put_right(report: Report) -> list[int]:
    chain, edition = [], report.restates
    while edition is not None:
        chain.append(edition.pk)
        edition = edition.restates
    return chain
