"""No trace of a concern for anybody who may not read it: the same pages, rows and files, to the
byte, as in a world without it. Its subjects are the manager and the lead."""

import logging
import re
import uuid

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from organisations.enums import Duty, Role
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from rco_network.management.trials.addresses import addresses
from tests import factories as make

from .ground import MARK, change, lay, raised, typed

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PEOPLE = (
    "manager",
    "lead",
    "worker",
    "logger",
    "bystander",
    "coordinator",
    "forum_lead",
    "officer",
    "stranger",
    "administrator",
)
WORK_HERE = PEOPLE[:5]
# Of the others the access matrix asks every address (management/trials), by marked words.
THE_FIRST = (
    "/",
    "/concerns/",
    "/concerns/new/",
    "/staff/",
    "/organisations/",
    "/trail/",
    "/awards/",
)
pytestmark = pytest.mark.django_db
# What differs from one drawing to the next: tokens, and the keys that forms are given.
_CHANGING = re.compile(
    rb'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"'
    rb'|name="(?:[\w-]*key|k\d+)" value="[\w-]{36}"'
)

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def signed_in(user):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def asked(client, address, method="get", data=None):
    """What a page answers, taken back so that nothing stands on it."""
    with transaction.atomic():
        page = getattr(client, method)(address, data or {})
        body = b"".join(page) if page.streaming else page.content
        transaction.set_rollback(True)
    return page.status_code, page.headers.get("Location", ""), _CHANGING.sub(b"", body)


def seen(client, pages):
    """What somebody can open, by address."""
    found = {page: asked(client, page) for page in pages}
    return {page: answer for page, answer in found.items() if answer[0] == 200}


def rows_of(user_id, membership):
    """Every table as a database shell shows it within this person's signed scope."""
    if membership is None:
        opened = scope(user_id=user_id, installation=True)
    else:
        opened = make.acting(membership)
    found = {}
    with opened, connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind in ('r', 'p', 'v', 'm') and relnamespace = "
            "'public'::regnamespace and has_table_privilege(oid, 'select') order by 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'select t::text from "{table}" t order by 1')  # noqa: S608
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


class World:
    """A network before and after two concerns."""

    def __init__(self):
        self.ground = ground = lay()
        self.second = change(
            make.make_membership(Role.WORKER, ground.rco), duties=[Duty.SAFEGUARDING_LEAD]
        )
        self.bystander = make.make_membership(Role.WORKER, ground.rco)
        change(ground.manager, answers_to=None)
        with make.acting(ground.manager):
            self.person = make.make_participant(ground.rco, name="Amina Example")
            self.group = make.make_group(ground.rco)
            make.enrol(self.group, self.person)
            self.session = make.make_session(
                self.group, timezone.localdate(), present=[self.person]
            )
        self.award = make.make_award(ground.officer.organisation, ground.rco)
        self.members = {name: getattr(ground, name, None) for name in PEOPLE}
        self.members |= {"bystander": self.bystander, "administrator": None}
        self.administrator = make.make_user(is_staff=True, is_superuser=True)
        self.raisers = signed_in(ground.raiser.user)
        self.readers = signed_in(self.second.user)
        self.clients = {
            name: signed_in(member.user if member else self.administrator)
            for name, member in self.members.items()
        }

    def user_id(self, name):
        member = self.members[name]
        return member.user_id if member else self.administrator.pk

    def raise_two(self):
        """One that is worked with, and one about a participant too."""
        ground = self.ground
        subjects = [str(ground.manager.uuid), str(ground.lead.uuid)]
        sent = typed(colleagues=subjects, participant=str(self.person.uuid))
        with make.acting(ground.raiser):
            assert (
                self.raisers.post("/concerns/new/", typed(colleagues=subjects)).status_code == 302
            )
        client = self.readers
        assert client.post("/concerns/new/", sent).status_code == 302
        with make.acting(self.second):
            from services.safeguarding.models import Concern

            self.pk, self.other = Concern.objects.order_by("raised_at").values_list("pk", flat=True)
        key = str(uuid.uuid4())
        for end, data in (
            ("write", {"key": key, "kind": "lado", "text": MARK}),
            ("kind", {"category": "physical"}),
            ("close", {"close-reason": MARK}),
            ("reopen", {"again-reason": MARK}),
        ):
            assert client.post(f"/concerns/{self.pk}/{end}/", data).status_code == 302
        assert client.get(f"/concerns/{self.pk}/").status_code == 200

    def filled(self, address):
        """An address with ids that are real, where there is one of that kind."""
        of = {
            "people": self.person,
            "groups": self.group,
            "sessions": self.session,
            "services": self.group.service,
            "staff": self.bystander,
            "organisations": self.ground.rco,
            "awards": self.award,
        }
        real = of.get(address.split("/")[1], self.person)
        return _UUID.sub(str(real.uuid), address)


@pytest.fixture
def world(db):
    with time_machine.travel(timezone.now(), tick=False):
        yield World()


def written(address):
    """An address with a made-up id, and a word where it takes one."""
    words = {"noun": "participant", "part": "places", "ref": 1}
    return address.filled(
        {
            part: str(uuid.uuid4()) if "uuid" in part else words.get(part, "made-up")
            for part in address.parts
        }
    )


# The installation's pages and those of signing in show no record.
WRITTEN = {
    written(address)
    for address in addresses()
    if not address.route.startswith(("/accounts/", "/admin/"))
}
PAGES = sorted(WRITTEN)


def test_every_page_and_every_row_is_as_in_a_world_without_it(world, caplog):
    caplog.set_level(logging.INFO)
    given = {page: asked(world.clients["manager"], page) for page in map(world.filled, PAGES)}
    # Those that only take forms show nothing to anybody.
    pages = [page for page, answer in given.items() if answer[0] != 405]
    before = {
        name: seen(client, pages if name in WORK_HERE else THE_FIRST)
        for name, client in world.clients.items()
        if name != "manager"
    }
    before["manager"] = {page: answer for page, answer in given.items() if answer[0] == 200}
    assert {"/", "/concerns/", "/staff/", "/trail/"} <= set(before["manager"])
    rows = {name: rows_of(world.user_id(name), m) for name, m in world.members.items()}
    world.raise_two()
    for name, client in world.clients.items():
        for page, was in before[name].items():
            now = asked(client, page)
            assert MARK.encode() not in now[2], (name, page)
            assert now == was, (name, page)
        after = rows_of(world.user_id(name), world.members[name])
        for table, was in rows[name].items():
            assert after[table] == was, (name, table)
    assert MARK not in caplog.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_real_id_and_a_made_up_one_answer_alike(world, method):
    world.raise_two()
    made_up = str(uuid.uuid4())
    own = [page for page in WRITTEN if page.startswith("/concerns/")]
    ends = {_UUID.sub("{}", page) for page in own if _UUID.search(page)}
    assert len(ends) >= 10
    for name, client in world.clients.items():
        for end in ends:
            real, none = (asked(client, end.format(pk), method) for pk in (str(world.pk), made_up))
            assert real[0] in (403, 404, 405), (name, end)
            hide = [
                part.replace(str(world.pk).encode(), b"").replace(made_up.encode(), b"")
                for part in (real[2], none[2])
            ]
            assert (real[:2], hide[0]) == (none[:2], hide[1]), (name, end)


def test_the_lists_of_the_subject_do_not_shrink_or_grow_by_sending_ids(world):
    """A form that carries a concern's id does what a made-up one does."""
    world.raise_two()
    client = world.clients["manager"]
    for pk in (world.pk, uuid.uuid4()):
        assert asked(client, f"/concerns/new/?participant={pk}")[0] == 404
        assert asked(client, f"/history/participant/{pk}/")[0] == 404


def test_no_file_that_leaves_has_it(world):
    sent = {"purpose": "own_records"}
    client = world.clients["manager"]
    before = asked(client, "/trail/file/", "post", sent)
    world.raise_two()
    assert before[0] == 200
    assert asked(client, "/trail/file/", "post", sent) == before


def test_the_trail_of_it_is_read_by_those_who_read_it(world):
    world.raise_two()
    with make.acting(world.second):
        actions = set(
            AuditEvent.objects.filter(subject_uuid=world.pk).values_list("action", flat=True)
        )
    assert {"concern raised", "concern closed", "record viewed"} <= actions
    for name, member in world.members.items():
        opened = make.acting(member) if member else scope(installation=True)
        with opened:
            assert not AuditEvent.objects.filter(subject_uuid=world.pk).exists(), name


def test_where_it_goes_past_everybody_here_the_forum_s_others_see_nothing_either(world):
    ground = world.ground
    people = [name for name in world.clients if name != "forum_lead"]
    pages = ["/", "/concerns/", "/staff/", "/trail/"]
    before = {name: [asked(world.clients[name], page) for page in pages] for name in people}
    rows = {name: rows_of(world.user_id(name), world.members[name]) for name in people}

    def as_member(member):
        return world.raisers if member is ground.raiser else None

    pk = raised(as_member, ground.raiser, ground.manager, way=str(ground.forum.uuid))
    for name in people:
        assert [asked(world.clients[name], page) for page in pages] == before[name], name
        assert rows_of(world.user_id(name), world.members[name]) == rows[name], name
        assert asked(world.clients[name], f"/concerns/{pk}/")[0] in (403, 404)
    assert asked(world.clients["forum_lead"], f"/concerns/{pk}/")[0] == 200
