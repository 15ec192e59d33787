"""What a shell of the run-time role may not find out: PostgreSQL tells a good deal by the way."""

import pytest
from django.db import DatabaseError, connection, transaction

from organisations.enums import Role
from rco_network.core.tenancy.gates import GATE, gated

from ..factories import acting, make_membership, make_participant

pytestmark = pytest.mark.django_db


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()


def test_every_policy_asks_first_whether_the_scope_is_proved():
    found = rows(
        "select tablename, policyname, condition from pg_policies "
        "cross join lateral (values (qual), (with_check)) as said(condition) "
        "where schemaname = 'public' and roles = '{public}' and condition is not null"
    )
    assert len(found) > 400
    assert [row for row in found if not row[2].startswith(f"({GATE} AND ")] == []


def test_a_gate_is_hung_once():
    once = gated("(organisation_id = any ((select rco_organisations())))")
    assert gated(once) == once and once.startswith(f"({GATE} AND ")


def told(condition):
    """How PostgreSQL tells a shell that looks for somebody how that went, word by word."""
    lines = rows(
        "explain (analyze, timing off, costs off, summary off, buffers off) "
        f"select from services_participant where {condition}"
    )
    return [line for (line,) in lines if not line.lstrip().startswith(("Filter:", "Index Cond:"))]


def test_a_plan_does_not_spell_out_what_a_row_says():
    worker = make_membership(Role.WORKER)
    with acting(worker):
        person = make_participant(worker.organisation, name="Marked Name")
    here = f"organisation_id = {worker.organisation_id}"
    for right, wrong in [
        ("name = 'Marked Name'", "name = 'Another Name'"),
        (f"{here} and name > 'Mark' and name < 'Marl'", f"{here} and name > 'N' and name < 'O'"),
        (f"id = {person.pk} and name < 'N'", f"id = {person.pk} and name < 'M'"),
        (f"uuid = '{person.uuid}' and name < 'N'", f"uuid = '{person.uuid}' and name < 'M'"),
        ("year_of_birth is null", "year_of_birth is not null"),
    ]:
        for way in ("seqscan", "indexscan", "bitmapscan"):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"set local enable_{way} = off")
                assert told(right) == told(wrong), right
                cursor.execute(f"set local enable_{way} = on")


def test_a_table_of_ones_own_cannot_write_history():
    with connection.cursor() as cursor:
        cursor.execute("create temporary table made_up (id bigint, organisation_id bigint)")
        for function in ("services_participant_history", "core_seal_audit_event"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(
                    "create trigger made_up after insert on made_up "
                    "referencing new table as new_rows "
                    f"for each statement execute function {function}()"
                )


def test_the_planner_keeps_no_sample_of_names():
    kept = dict(
        rows(
            "select a.attrelid::regclass || '.' || a.attname, a.attstattarget from pg_attribute a "
            "where a.attrelid in ('services_participant'::regclass, 'accounts_user'::regclass)"
        )
    )
    for column in ("services_participant.name", "accounts_user.name", "accounts_user.email"):
        assert kept[column] == 0
    assert kept["services_participant.district_id"] != 0


def test_one_session_does_not_show_another_what_it_runs():
    assert rows("show track_activities") == [("off",)]
    assert rows("select query from pg_stat_activity where query like '%pg_stat_activity%'") == []
