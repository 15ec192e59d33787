"""The way of reports to their readers: schedules, answers, links, dossiers."""

from datetime import date, timedelta
from uuid import uuid5

from django.utils import timezone

from funding.models import Award, ReturnSchedule
from organisations.actions.invitations import hash_of
from rco_network.core.models import Job
from rco_network.reports.enums import Answer
from rco_network.reports.models import Dossier, Edition, EditionAnswer, EditionLink

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind as K
from ..marks import mark
from ..visitors import CASEWORK, EVERYBODY, MANAGERS, OFFICERS, V

AWARD, EDITION, LINK = "funding.Award", "reports.Edition", "reports.EditionLink"
DOSSIER = "reports.Dossier"
_EITHER = "either side says when reports are due"
_COORDINATOR = frozenset({V.COORDINATOR})
_COLLECTS = CASEWORK | OFFICERS | _COORDINATOR

DOORS: dict[str, Door] = {
    **doors_of(MANAGERS | OFFICERS, _EITHER, "award-schedule", of=AWARD),
    **doors_of(
        OFFICERS,
        "the funder says what it accepts",
        "award-accepts-others",
        of=AWARD,
        methods="POST",
    ),
    **doors_of(OFFICERS, "whoever it was handed to answers", "edition-answer", of=EDITION),
    **doors_of(MANAGERS, "who makes reports sends them", "edition-links edition-hand", of=EDITION),
    **doors_of(
        MANAGERS, "who makes reports takes a link back", "link-withdraw", of=LINK, methods="POST"
    ),
    **doors_of(
        EVERYBODY,
        "whoever holds the link; the trial's ground has none that opens",
        "by-link",
        of="token",
        methods="GET",
        is_open=True,
        also=frozenset({404}),
    ),
    **doors_of(
        EVERYBODY,
        "whoever holds the link; the trial's ground has none that opens",
        "by-link-file",
        of="token",
        methods="POST",
        is_open=True,
        also=frozenset({404}),
    ),
    **doors_of(MANAGERS | OFFICERS, "both sides see what is due", "returns", methods="GET"),
    **doors_of(MANAGERS, "who makes reports asks for them", "returns-draft", methods="POST"),
    **doors_of(MANAGERS, "who makes reports watches them", "returns-progress", methods="GET"),
    **doors_of(_COLLECTS, "who reads issued reports", "dossiers"),
    **doors_of(MANAGERS, "whoever asked", "dossier dossier-progress", of=DOSSIER, methods="GET"),
    **doors_of(MANAGERS, "whoever asked", "dossier-file", of=DOSSIER, methods="POST"),
}


def lay(world: World, today: date) -> None:
    """Write a schedule, an answer of the funder, a link, and an archive of the manager's."""
    funder, manager, now = world.organisations["funder"], world.users[V.MANAGER], timezone.now()
    award = Award.objects.given_by(funder).get(recipient=world.rco)
    schedule = ReturnSchedule.objects.create(
        organisation=world.rco,
        funder=funder,
        award=award,
        first_on=today + timedelta(days=30),
    )
    edition = Edition.objects.get(readers__reader=funder)
    link = EditionLink.objects.create(
        organisation=world.rco,
        edition=edition,
        address=f"{mark(world.name, K.REPORT_UNSHARED).lower()}@board.example",
        token_hash=hash_of(f"{world.name}-link"),
        sent_by=manager,
        expires_at=now + timedelta(days=7),
    )
    dossier = _dossier(world, edition)
    answer = EditionAnswer.objects.create(
        organisation=world.rco,
        edition=edition,
        reader=funder,
        kind=Answer.SENT_BACK,
        note=f"{mark(world.name, K.REPORT_FUNDER)} is missing",
        at=now,
        by=world.users[V.OFFICER],
    )
    world.keep(schedule, funder, world.rco)
    world.keep(answer, funder, world.rco)
    for row in (link, dossier):
        world.keep(row, world.rco)


def _dossier(world: World, edition: Edition) -> Dossier:
    manager, now = world.users[V.MANAGER], timezone.now()
    dossier = Dossier.objects.create(
        organisation=world.rco,
        asked_by=manager,
        purpose="funder",
        codes=[edition.code],
        expires_at=now + timedelta(days=1),
        made_at=now,
    )
    dossier.job = Job.objects.create(
        kind="reports.dossier",
        organisation=world.rco,
        asked_by=manager,
        subject_uuid=dossier.uuid,
        key=f"reports.dossier:{uuid5(dossier.uuid, 'job')}",
        state="done",
        ended_at=now,
    )
    dossier.save(update_fields=["job"])
    world.keep(dossier.job, world.rco)
    return dossier
