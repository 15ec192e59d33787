"""Which earlier numbers a report is held against."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rco_network.reports.earlier import claims_before
from rco_network.reports.enums import ReportKind
from rco_network.reports.models import Report

from ..factories import acting, make_membership

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "editions"),
    [
        (ReportKind.AWARD, 12),
        (ReportKind.YEAR, 12),
        (ReportKind.OVERVIEW, 48),
        (ReportKind.PLACE, 48),
    ],
)
def test_how_many_of_the_newest_editions_a_report_is_held_against(kind, editions):
    """More on the network: who makes it reads no member's rows, and gains by many small ones."""
    by = make_membership()
    report = Report(
        kind=kind,
        organisation=by.organisation,
        period_start=date(2026, 1, 1),
        period_end=date(2026, 3, 31),
    )
    with acting(by), CaptureQueriesContext(connection) as asked:
        assert claims_before(report) == []
    (sql,) = [one["sql"] for one in asked if "reports_edition" in one["sql"].split("FROM")[1]]
    assert sql.endswith(f"LIMIT {editions}")
