"""Editions at once, without the jobs that draw their files."""

import hashlib
from dataclasses import replace
from datetime import date
from itertools import count

from django.utils import timezone

from rco_network.reports.actions.hand import hand
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.ground import of_award
from rco_network.reports.figures.stored import to_json
from rco_network.reports.models import Edition, EditionFile, Report

from ..factories import acting

_numbers = count(1)


def issue(manager, award, *, return_due=None, start=date(2026, 1, 1), end=date(2026, 6, 30)):
    """An edition on the award, handed to its funder in answer to the return."""
    now, number = timezone.now(), next(_numbers)
    code = f"WAY{number:03d}"
    with acting(manager):
        made = build_document(
            kind="award",
            organisation=award.recipient,
            ground=of_award(award, start, end),
            language="en-gb",
            made_at=now,
        )
        document = to_json(replace(made.document, code=code))
        own = {
            "organisation_id": manager.organisation_id,
            "period_start": start,
            "period_end": end,
            "document": document,
        }
        report = Report.objects.create(
            **own,
            award=award,
            funder_id=award.funder_id,
            return_due=return_due,
            asked_by_id=manager.user_id,
            made_at=now,
            approved_at=now,
        )
        edition = Edition.objects.create(
            **own,
            report=report,
            code=code,
            fingerprint="0" * 64,
            issued_at=now,
            issued_by_id=manager.user_id,
        )
        for kind in ("application/pdf", "text/csv"):
            content = f"{code} {kind}".encode()
            EditionFile.objects.create(
                organisation_id=manager.organisation_id,
                edition=edition,
                content_type=kind,
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
            )
        hand(
            by=manager, edition=edition, reader=award.funder_id, award=award, return_due=return_due
        )
    return edition
