"""An organisation that advises, with two advisers, a supervisor and people."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from organisations.enums import Duty, Role
from organisations.models import Organisation, StaffMembership
from rco_network.core.tenancy import scope
from services.advice.models import AdviserRegistration, Matter
from services.models import Participant
from tests import factories as make

MARK = "Zzmarkedwordzz"


@dataclass
class Ground:
    rco: Organisation
    manager: StaffMembership
    adviser: StaffMembership
    other: StaffMembership
    worker: StaffMembership
    logger: StaffMembership
    stranger: StaffMembership
    person: Participant
    friend: Participant


def lay():
    rco = make.make_organisation()
    own = {"organisation": rco}
    ground = Ground(
        rco,
        manager=make.make_membership(Role.MANAGER, **own),
        adviser=make.make_membership(Role.WORKER, **own),
        other=make.make_membership(Role.WORKER, **own),
        worker=make.make_membership(Role.WORKER, **own),
        logger=make.make_membership(Role.LOGGER, **own),
        stranger=make.make_membership(Role.MANAGER),
        person=None,
        friend=None,
    )
    for one in (ground.adviser, ground.other):
        change(one, duties=[Duty.ADVISER])
    with make.acting(ground.worker):
        ground.person = make.make_participant(rco, name="Selam Haile")
        ground.friend = make.make_participant(rco, name="Yonas Tekle")
    return ground


def change(membership, **fields):
    with scope(installation=True):
        StaffMembership.objects.filter(pk=membership.pk).update(**fields)
    for name, value in fields.items():
        setattr(membership, name, value)
    return membership


def register(ground, adviser, level=2, category="both", days=200):
    with make.acting(ground.manager):
        return AdviserRegistration.objects.create(
            organisation=ground.rco,
            membership=adviser,
            level=level,
            category=category,
            expires_on=timezone.localdate() + timedelta(days=days),
            seen_on=date(2026, 1, 5),
            seen_by=ground.manager.user,
        )


def ask(client, person, **fields):
    """Send the form that opens a matter, as the page would."""
    page = client.get(f"/advice/matters/new/?participant={person.uuid}")
    adviser = page.context["form"]["adviser"].initial
    sent = {
        "key": str(uuid.uuid4()),
        "participant": str(person.uuid),
        "subject": "BEN-01",
        "level": "ADV",
        "adviser": adviser or "",
        "opened_on": str(timezone.localdate()),
    }
    return client.post("/advice/matters/new/", sent | fields)


def opened(as_member, adviser, person, **fields):
    """Open a matter through the page; return it as the database has it."""
    answer = ask(as_member(adviser), person, **fields)
    assert answer.status_code == 302, answer.content.decode()
    with make.acting(adviser):
        return Matter.objects.latest("pk")


def seen_by(membership, model=Matter):
    with make.acting(membership):
        return set(model.objects.values_list("pk", flat=True))


def step(**fields):
    return {
        "key": str(uuid.uuid4()),
        "text": "Rang the work coach.",
        "level": "ADV",
        "subject": "BEN-01",
        "channel": "phone",
        "minutes": "15",
        "done_on": str(timezone.localdate()),
    } | fields
