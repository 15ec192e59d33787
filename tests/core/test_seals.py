"""What somebody with the whole power over the database does to the trail is found."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from organisations.enums import Role
from rco_network.core import audit, seals
from rco_network.core.models import AuditEvent, AuditSeal
from rco_network.core.models.audit_seal import VERIFY
from rco_network.core.tenancy import scope

from ..factories import acting, make_membership, make_organisation


def write(membership, *actions):
    for action in actions:
        with acting(membership):
            audit.record(action, by=membership, rows=3, fields=["name"])


def verified(*args):
    """Return what the command prints, and how it ended."""
    out = StringIO()
    try:
        call_command("verify_audit", *args, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), "whole"


@pytest.fixture
def trail(fresh_database):
    """A manager with five events behind them, and the database in a superuser's hands."""
    manager, other = make_membership(Role.MANAGER), make_membership(Role.MANAGER)
    write(manager, "one done", "two done", "three done", "four done", "five done")
    write(other, "something else")
    with scope(installation=True):
        audit.record("directory brought in", by=None, rows=3)

    def power(sql, *values):
        with psycopg.connect(fresh_database.owner_url) as owner:
            # The owner may take every guard away; a superuser need not even do that.
            for table in ("core_auditevent", "core_auditseal"):
                owner.execute(f"alter table {table} no force row level security")
            owner.execute("alter table core_auditevent disable trigger user")
            owner.execute(sql, values or None)

    manager.power = power
    return manager


def test_each_kind_of_tampering_is_found(trail):
    uuid = str(trail.organisation.uuid)
    text, end = verified()
    assert end == "whole"
    assert text.count("\n") >= 3
    heads = [line for line in text.splitlines() if line.startswith(uuid)]
    assert heads[0].split()[1].startswith("5:")

    for change in (
        "action = 'nothing' where action = 'three done'",
        "actor_id = null where action = 'three done'",
        "detail = '{}' where action = 'three done'",
        "at = at - interval '1 day' where action = 'two done'",
        "organisation_id = null where action = 'one done'",
    ):
        trail.power(
            "create table kept as select * from core_auditevent; "  # noqa: S608
            f"update core_auditevent set {change}"
        )
        text, end = verified("--organisation", uuid)
        assert end == "1 fault in the trail.", text
        assert "was changed. Everything is in order up to" in text
        trail.power(
            "update core_auditevent e set action = k.action, actor_id = k.actor_id, at = k.at, "
            "detail = k.detail, organisation_id = k.organisation_id from kept k where k.id = e.id; "
            "drop table kept"
        )
    assert verified()[1] == "whole"


def test_a_removed_event_is_named(trail):
    trail.power("delete from core_auditevent where action = 'three done'")
    text, end = verified()
    assert end == "1 fault in the trail."
    assert "at position 3, is gone. Everything is in order up to position 2, sealed 20" in text


def test_an_event_that_is_gone_with_its_seal_is_found(trail):
    trail.power(
        "with gone as (delete from core_auditevent where action = 'three done' returning id) "
        "delete from core_auditseal where event_id in (select id from gone)"
    )
    text, _ = verified()
    assert "Positions 3 to 3 are gone with their seals. Everything is in order up to" in text


def test_events_that_changed_places_are_found(trail):
    trail.power(
        "update core_auditseal s set event_id = -o.event_id from core_auditseal o "
        "where s.chain = o.chain and s.chain > 0 and s.position + o.position = 5 "
        "and s.position in (2, 3); update core_auditseal set event_id = -event_id "
        "where event_id < 0"
    )
    _, end = verified()
    assert end == "2 faults in the trail."


def test_an_event_put_in_without_a_seal_or_with_another_day_is_found(trail):
    put_in = (
        "insert into core_auditevent "  # noqa: S608
        "(uuid, organisation_id, action, subject_type, detail, is_confidential, at) "
        f"values (gen_random_uuid(), {trail.organisation_id}, 'put in', '', '{{}}', false, "
        "now() - interval '3 days')"
    )
    trail.power(put_in)
    text, end = verified()
    assert end == "1 fault in the trail."
    assert "was put in without a seal." in text
    trail.power("delete from core_auditevent where action = 'put in'")
    trail.power(f"alter table core_auditevent enable trigger user; {put_in}")
    text, end = verified()
    assert end == "1 fault in the trail."
    assert ", and was put in at 20" in text


def test_a_tail_that_was_cut_off_is_found_by_the_head_that_was_kept(trail, tmp_path):
    uuid = str(trail.organisation.uuid)
    kept = tmp_path / "heads.txt"
    kept.write_text(verified()[0])
    head = next(line.split()[1] for line in kept.read_text().splitlines() if uuid in line)
    write(trail, "six done")
    assert verified("--against", str(kept))[1] == "whole"
    mine = trail.organisation_id
    trail.power("delete from core_auditevent where action ~ '^(four|five|six) '")
    trail.power("delete from core_auditseal where chain = %s and position > 3", mine)
    assert verified()[1] == "whole"
    for args in (["--against", str(kept)], ["--organisation", uuid, "--since", head]):
        text, end = verified(*args)
        assert end == "1 fault in the trail."
        assert "The end is cut off: position 5 was there, and the chain ends at 3." in text


def test_a_chain_made_anew_is_found_by_its_head(trail):
    uuid = str(trail.organisation.uuid)
    made_up = "3:" + "ab" * 12
    text, _ = verified("--organisation", uuid, "--since", made_up)
    assert "Position 3 is not what was written down: the chain was made anew." in text
    assert "is not a head" in verified("--organisation", uuid, "--since", "3:nonsense")[1]


def test_chains_stay_in_line_when_many_write_at_once(fresh_database):
    managers = [make_membership(Role.MANAGER), make_membership(Role.MANAGER)]
    places = [m.organisation_id for m in managers]
    ready = Barrier(4)

    def work(number):
        order = managers if number % 2 else managers[::-1]
        try:
            ready.wait()
            for _ in range(10):
                # Both chains in one transaction, in opposite orders.
                with scope(user_id=order[0].user_id, organisation_ids=places):
                    for membership in order:
                        audit.record("many at once", by=membership)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    text, end = verified()
    assert end == "whole"
    assert text.count(" 40:") == 2


@pytest.mark.django_db
class TestRunTimeRole:
    def test_seals_are_neither_read_nor_written(self):
        manager = make_membership(Role.MANAGER)
        write(manager, "one done")
        connection.check_constraints()
        with acting(manager):
            assert not AuditSeal.objects.exists()
            with pytest.raises(DatabaseError), transaction.atomic():
                AuditSeal.objects.create(
                    chain=manager.organisation_id,
                    position=2,
                    event_id=99,
                    sealed_at=timezone.now(),
                    previous=b"",
                    hash=b"",
                )
        with scope(rights=[VERIFY]):
            assert AuditSeal.objects.count() == AuditEvent.objects.count() == 1
            assert AuditSeal.objects.update(position=7) == 0
            assert AuditSeal.objects.all().delete()[0] == 0

    def test_every_column_of_an_event_is_sealed(self):
        assert set(seals.COLUMNS) == {f.name for f in AuditEvent._meta.concrete_fields}

    def test_events_of_one_transaction_are_sealed_in_their_order(self):
        one, two = make_organisation(), make_organisation()
        with scope(organisation_ids=[one.pk, two.pk]):
            for number in range(6):
                audit.record("row done", by=None, organisation=two if number % 2 else one)
        connection.check_constraints()
        with scope(rights=[VERIFY]):
            for place in (one, two):
                found = seals.verify(place.pk)
                assert (found.head.position, found.faults) == (3, [])

    def test_the_nights_log_has_each_head_and_each_fault(self, caplog):
        manager = make_membership(Role.MANAGER)
        write(manager, "one done")
        connection.check_constraints()
        with caplog.at_level("INFO", logger="rco_network.core.seals"):
            assert seals.log_heads() == 0
        assert f"trail: chain {manager.organisation_id} goes to 1:" in caplog.text
