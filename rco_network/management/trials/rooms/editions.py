"""Reports in preparation and issued: who makes them, who reads them, and the open check."""

import hashlib
from dataclasses import replace
from datetime import date

from django.utils import timezone

from funding.models import Award
from organisations.models import Organisation
from rco_network.core.models import Job
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.ground import of_award
from rco_network.reports.figures.stored import to_json
from rco_network.reports.models import (
    Contribution,
    Edition,
    EditionFile,
    EditionReader,
    EditionSeal,
    OwnFigure,
    Report,
    RowsBehind,
)
from services.models import Correction, PeriodLock

from ..door import doors_of
from ..ground import World
from ..marks import Kind as K
from ..marks import mark
from ..visitors import CASEWORK, EVERYBODY, MANAGERS, MEMBERS, OFFICERS, V

AWARD, REPORT, EDITION = "funding.Award", "reports.Report", "reports.Edition"
OWN_FIGURE = "reports.OwnFigure"
_COORDINATOR = frozenset({V.COORDINATOR})
_READERS = CASEWORK | OFFICERS
_MAKES = "who makes reports prepares them"

DOORS = {
    **doors_of(
        MANAGERS | OFFICERS, "the recipient makes, the funder reads", "award-reports", of=AWARD
    ),
    **doors_of(CASEWORK | _COORDINATOR, "colleagues know what was issued", "reports"),
    **doors_of(MANAGERS, _MAKES, "report report-progress report-print", of=REPORT, methods="GET"),
    **doors_of(MANAGERS, _MAKES, "report-words", of=REPORT),
    **doors_of(
        MANAGERS,
        "who makes reports sends them on, and approves where nobody else could",
        "report-send report-approve report-give-back",
        of=REPORT,
        methods="POST",
        also=frozenset({403}),
    ),
    **doors_of(
        _READERS,
        "its own organisation and whoever it was handed to",
        "edition edition-print",
        of=EDITION,
        methods="GET",
    ),
    **doors_of(
        _READERS,
        "its own organisation and whoever it was handed to",
        "edition-file",
        of=EDITION,
        methods="GET",
        fixed={"ending": "csv"},
    ),
    **doors_of(
        _READERS,
        "definition for its readers, rows for its own organisation",
        "trace",
        of=EDITION,
        methods="GET",
        fixed={"ref": "1"},
    ),
    **doors_of(MANAGERS, "who makes reports puts them right", "edition-restate", of=EDITION),
    **doors_of(
        _COORDINATOR, "the forum's coordinator, of its members", "overview-report place-report"
    ),
    **doors_of(MANAGERS, _MAKES, "own-figures"),
    **doors_of(MANAGERS, _MAKES, "own-figure-remove", of=OWN_FIGURE, methods="POST"),
    **doors_of(MEMBERS, "a code is typed from paper", "trace-code", methods="GET"),
    **doors_of(MEMBERS, "what the figures mean", "figures", methods="GET"),
    **doors_of(EVERYBODY, "whether a file is genuine is open to everybody", "genuine"),
}


def lay(world: World, today: date) -> None:
    """Write a draft, and two editions, each handed to one funder."""
    funder = world.organisations["funder"]
    name = f"{mark(world.name, K.REPORT_UNSHARED)} figure"
    own = OwnFigure.objects.create(organisation=world.rco, name=name, base="people", gender="woman")
    world.keep(own, world.rco)
    for payer, kind, is_issued in (
        ("funder", K.REPORT_FUNDER, True),
        ("council", K.REPORT_COUNCIL, True),
        ("council", K.REPORT_UNSHARED, False),
    ):
        giver = world.organisations[payer]
        award = world.rows[("funding.Award", giver.pk)]
        report = _report(world, award, today, mark(world.name, kind))
        if is_issued:
            edition = _issue(world, report, giver)
            world.keep(edition, giver, *([world.rco] if giver is funder else []))
            _part(world, edition, kind)
        else:
            world.keep(report, world.rco)
    _correct(world, today)


def _correct(world: World, today: date) -> None:
    """Why something was changed since the editions; and days of long ago that a report closed."""
    now, by = timezone.now(), world.users[V.MANAGER]
    long_ago = date(2001, 1, 1)
    PeriodLock.objects.create(
        organisation=world.rco,
        first_on=long_ago,
        last_on=long_ago,
        because="LONGAGO",
        locked_at=now,
        locked_by=by,
    )
    session = world.rows[("services.Session", world.rco.pk)]
    Correction.objects.create(
        organisation=world.rco,
        by=by,
        at=now,
        reason=f"{mark(world.name, K.REPORT_UNSHARED)} was told later",
        subject_type="services.session",
        subject_uuid=session.uuid,
        first_on=today,
        last_on=today,
    )


def _part(world: World, edition: Edition, kind: K) -> None:
    """What a member is told of its own part; under a code that no address is filled with."""
    Contribution.objects.create(
        organisation=world.rco,
        maker_id=edition.organisation_id,
        edition=edition,
        code=f"P{edition.code}",
        outline={"title": f"{mark(world.name, kind)} part", "numbers": {}},
    )


def _report(world: World, award: Award, today: date, word: str) -> Report:
    manager, now = world.users[V.MANAGER], timezone.now()
    award = Award.objects.select_related("funder", "recipient").get(pk=award.pk)
    made = build_document(
        kind="award",
        organisation=award.recipient,
        ground=of_award(award, award.starts_on or today, today),
        language="en",
        made_at=now,
        with_keys=True,
    )
    document = replace(made.document, title=f"{word} report")
    report = Report.objects.create(
        organisation=world.rco,
        award=award,
        funder_id=award.funder_id,
        period_start=document.period_start,
        period_end=document.period_end,
        asked_by=manager,
        document=to_json(document),
        behind=made.behind,
        words=made.words,
        made_at=now,
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


def _issue(world: World, report: Report, giver: Organisation) -> Edition:
    manager, now = world.users[V.MANAGER], timezone.now()
    digest = hashlib.sha256(report.uuid.bytes).hexdigest()
    code = f"{report.pk:06d}"
    edition = Edition.objects.create(
        organisation=world.rco,
        report=report,
        code=code,
        document=(report.document or {}) | {"code": code},
        fingerprint=digest,
        period_start=report.period_start,
        period_end=report.period_end,
        issued_at=now,
        issued_by=manager,
    )
    Report.objects.filter(pk=report.pk).update(approver=manager, approved_at=now)
    EditionReader.objects.create(
        organisation=world.rco,
        edition=edition,
        reader=giver,
        award=report.award,
        handed_at=now,
    )
    for ending in ("pdf", "csv", "json"):
        content = f"{(report.document or {})['title']} {ending} file".encode()
        sha256 = hashlib.sha256(content).hexdigest()
        kind = {"pdf": "application/pdf", "csv": "text/csv", "json": "application/json"}[ending]
        EditionFile.objects.create(
            organisation=world.rco,
            edition=edition,
            content_type=kind,
            content=content,
            sha256=sha256,
        )
        EditionSeal.objects.create(code=code, sha256=sha256)
    first: dict[str, list[int]] = next(iter((report.behind or {}).values()), {})
    RowsBehind.objects.bulk_create(
        RowsBehind(organisation=world.rco, edition=edition, ref=1, record_type=kind, keys=keys)
        for kind, keys in first.items()
    )
    return edition
