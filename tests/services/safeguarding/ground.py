"""An organisation with everybody who must, and who must not, see a concern."""

import uuid
from dataclasses import dataclass, fields

from organisations.enums import Duty, Kind, Role
from organisations.models import ForumMembership, Organisation, StaffMembership
from rco_network.core.tenancy import scope
from services.safeguarding.models import Concern
from tests import factories as make

MARK = "Zzmarkedwordzz"


@dataclass
class Ground:
    """`manager` answers for `worker`, who answers for `logger`; `lead` answers to nobody."""

    rco: Organisation
    forum: Organisation
    manager: StaffMembership
    worker: StaffMembership
    logger: StaffMembership
    lead: StaffMembership
    raiser: StaffMembership
    coordinator: StaffMembership
    forum_lead: StaffMembership
    officer: StaffMembership
    stranger: StaffMembership

    def everybody(self):
        """Every membership by its name here."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return {k: v for k, v in found.items() if isinstance(v, StaffMembership)}


def lay():
    rco, forum = make.make_organisation(), make.make_organisation(Kind.FORUM)
    own = {"organisation": rco}
    ground = Ground(
        rco,
        forum,
        manager=make.make_membership(Role.MANAGER, **own),
        worker=make.make_membership(Role.WORKER, **own),
        logger=make.make_membership(Role.LOGGER, **own),
        lead=make.make_membership(Role.WORKER, **own),
        raiser=make.make_membership(Role.LOGGER, **own),
        coordinator=make.make_membership(Role.COORDINATOR, forum),
        forum_lead=make.make_membership(Role.COORDINATOR, forum),
        officer=make.make_membership(Role.OFFICER),
        stranger=make.make_membership(Role.MANAGER),
    )
    for lead in (ground.lead, ground.forum_lead, ground.stranger):
        change(lead, duties=[Duty.SAFEGUARDING_LEAD])
    change(ground.worker, answers_to=ground.manager)
    change(ground.logger, answers_to=ground.worker)
    with scope(installation=True):
        ForumMembership.objects.create(forum=forum, member=rco, joined_on="2026-01-01")
    return ground


def change(membership, **values):
    """Change a membership where it is stored and here."""
    for name, value in values.items():
        setattr(membership, name, value)
    with scope(installation=True):
        membership.save(update_fields=list(values))
    return membership


def typed(**more):
    """What somebody sends who raises a concern."""
    return {
        "key": str(uuid.uuid4()),
        "about": f"{MARK} about",
        "what": f"{MARK} what",
        "happened": f"{MARK} when",
        "place": f"{MARK} where",
        "done": f"{MARK} done",
        "way": "own",
        **more,
    }


def raised(as_member, by, *colleagues, **more):
    """Raise a concern through the page; return its key."""
    about = {"colleagues": [str(c.uuid) for c in colleagues]}
    page = as_member(by).post("/concerns/new/", typed(**about, **more))
    assert page.status_code == 302, page.content.decode()
    with make.acting(by):
        from services.safeguarding.models import Receipt

        return Receipt.objects.order_by("-received_at")[0].uuid


def seen_by(membership):
    """The concerns that exist for somebody, by the database's own word."""
    fresh = again(membership)
    with make.acting(fresh):
        return set(Concern.objects.values_list("pk", flat=True))


def again(membership):
    """The membership as it is stored now."""
    with scope(installation=True):
        return StaffMembership.objects.select_related("user", "organisation").get(pk=membership.pk)
