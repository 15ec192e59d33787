"""Laying who pays for what, and what they were told of it."""

import hashlib
from datetime import date, timedelta

from django.utils import timezone

from funding.models import AttributionRule, Award, ReturnDue
from rco_network.core.models import Job
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.stored import to_json
from rco_network.reports.models import Report, ReportFile

from .ground import World
from .marks import Kind as K
from .marks import mark
from .visitors import Visitor as V


def lay_awards(world: World, today: date) -> None:
    for payer, kind in (("funder", K.AWARD_FUNDER), ("council", K.AWARD_COUNCIL)):
        giver = world.organisations[payer]
        award = Award.objects.create(
            funder=giver,
            recipient=world.rco,
            title=f"{mark(world.name, kind)} award",
            purpose=f"{mark(world.name, kind)} purpose",
            amount=30_000,
            starts_on=today - timedelta(days=300),
            ends_on=today + timedelta(days=60),
            identifier=f"360G-{mark(world.name, kind)}-1",
        )
        rule = AttributionRule.objects.create(organisation=world.rco, award=award)
        due = ReturnDue.objects.create(
            organisation=world.rco,
            award=award,
            funder=giver,
            due_on=today + timedelta(days=9),
            period_start=today - timedelta(days=300),
            period_end=today,
        )
        for row in (award, rule, due):
            world.keep(row, giver, *([world.rco] if payer == "funder" else []))
            other_payer = V.COUNCIL if payer == "funder" else V.OFFICER
            world.rows[(f"near:{row._meta.label}", other_payer.name)] = row


def lay_reports(world: World, today: date) -> None:
    funder = world.organisations["funder"]
    for payer, kind, is_shared in (
        ("funder", K.REPORT_FUNDER, True),
        ("council", K.REPORT_COUNCIL, True),
        ("council", K.REPORT_UNSHARED, False),
    ):
        giver = world.organisations[payer]
        award = world.rows[("funding.Award", giver.pk)]
        report = _report(world, award, today, mark(world.name, kind), is_shared)
        if is_shared:
            world.keep(report, giver, *([world.rco] if giver is funder else []))


def _report(world: World, award: Award, today: date, word: str, is_shared: bool) -> Report:
    manager, now = world.users[V.MANAGER], timezone.now()
    award = Award.objects.select_related("funder", "recipient").get(pk=award.pk)
    document = build_document(
        award=award,
        period_start=award.starts_on or today,
        period_end=today,
        language="en",
        made_at=now,
    )
    report = Report.objects.create(
        organisation=world.rco,
        award=award,
        funder_id=award.funder_id,
        period_start=document.period_start,
        period_end=document.period_end,
        asked_by=manager,
        document=to_json(document) | {"title": f"{word} report"},
        made_at=now,
        shared_at=now if is_shared else None,
    )
    for content_type in ("application/pdf", "text/csv"):
        content = f"%PDF-1.7 {word} file".encode()
        ReportFile.objects.create(
            organisation=world.rco,
            report=report,
            content_type=content_type,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
        )
    report.job = Job.objects.create(
        kind="reports.make",
        organisation=world.rco,
        asked_by=manager,
        subject_uuid=report.uuid,
        key=f"reports.make:{report.uuid}",
        state="done",
        ended_at=now,
    )
    report.save(update_fields=["job"])
    world.keep(report.job, world.rco)
    return report
