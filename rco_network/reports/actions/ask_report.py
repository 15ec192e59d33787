"""Asking for a report: a row and a job, in one transaction."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from organisations.models import StaffMembership
from rco_network.core import audit, jobs
from rco_network.core.actions.add_once import add_once

from ..enums import ReportKind
from ..models import Edition, Report

MAKE_REPORT = "reports.make"


@transaction.atomic
def ask_report(
    *,
    by: StaffMembership,
    key: UUID,
    period_start: date,
    period_end: date,
    kind: str = ReportKind.AWARD,
    award: Any = None,
    place: Any = None,
    reader: Any = None,
    language: str = "en-gb",
    return_due: Any = None,
    own_figures: Iterable[Mapping[str, Any]] = (),
    layout: Mapping[str, Any] | None = None,
    restates: Edition | None = None,
    reason: str = "",
) -> Report:
    """Ask for a report on a period, both days included; return its row.

    `key` is made by the page and becomes the report's uuid: a request sent twice is one report.
    `reader` is who reads it first where there is no award; `restates` is the edition that it puts
    right, for a `reason`; `own_figures` are told as OwnFigure.told does, `layout` as Layout.told.
    """
    report, is_new = add_once(
        Report(
            uuid=key,
            organisation_id=by.organisation_id,
            kind=kind,
            award=award,
            funder_id=award.funder_id if award else getattr(reader, "pk", None),
            place=place,
            period_start=period_start,
            period_end=period_end,
            language=language,
            return_due=return_due,
            own_figures=_with_those_of(layout, own_figures),
            layout=layout,
            restates=restates,
            reason=reason,
            asked_by_id=by.user_id,
        )
    )
    if is_new:
        _begin(report, by)
    return report


def _with_those_of(
    layout: Mapping[str, Any] | None, own_figures: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Own figures that were chosen and those that the layout has, each once."""
    chosen = {one["key"]: one for one in own_figures}
    for part in (layout or {}).get("parts", ()):
        if "own" in part:
            chosen.setdefault(part["own"]["key"], part["own"])
    return list(chosen.values())


def _begin(report: Report, by: StaffMembership) -> None:
    key = f"{MAKE_REPORT}:{report.uuid}"
    report.job = jobs.ask(MAKE_REPORT, by=by, organisation=by.organisation, subject=report, key=key)
    report.save(update_fields=["job"])
    audit.record("report asked for", by=by, subject=report)
