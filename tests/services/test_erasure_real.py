"""Erasing for real: killed with SIGKILL half-way, then done; searched as a superuser."""

import signal
import subprocess
import sys

import psycopg
from psycopg import sql

from organisations.enums import Role
from services.models import Household, Note

from .. import servers
from ..factories import acting, make_membership, make_participant

MARK = "Zarqxol"
ERASE = """
import django, os, signal, sys
django.setup()
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from services.actions import erasure
from services.models import Participant
if sys.argv[3] == "killed":
    erasure.leave_household = lambda pk: os.kill(os.getpid(), signal.SIGKILL)
with scope(user_id=int(sys.argv[1])):
    by = StaffMembership.objects.select_related("organisation").get(user_id=int(sys.argv[1]))
with scope(user_id=by.user_id, organisation_ids=by.scope.organisation_ids, rights=by.scope.rights):
    person = Participant.objects.get(pk=int(sys.argv[2]))
    erasure.erase_participant(by=by, participant=person)
"""


def erase(database, by, person, how):
    return subprocess.run(
        [sys.executable, "-c", ERASE, str(by.user_id), str(person.pk), how],
        env=servers.environment(database),
        cwd=servers.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def tables_with(database, mark):
    """Every table of the cluster's database as its superuser sees it, schemas of ours and all."""
    found = set()
    address = servers.roles.changed(servers.servers().administrator, dbname=database.name)
    with psycopg.connect(address) as connection:
        tables = connection.execute(
            "select schemaname, tablename from pg_tables "
            "where schemaname not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        for schema, table in tables:
            asked = sql.SQL("select exists (select from {} t where t::text ilike any (%s))").format(
                sql.Identifier(schema, table)
            )
            both = [f"%{mark}%", f"%{mark.encode().hex()}%"]
            if connection.execute(asked, [both]).fetchone()[0]:
                found.add(table)
    return found


def test_killed_half_way_nothing_went_and_then_everything_does(fresh_database):
    by = make_membership(Role.MANAGER)
    with acting(by):
        home = Household.objects.create(organisation=by.organisation, name=f"{MARK} family")
        person = make_participant(by.organisation, name=f"{MARK} Hassan", household=home)
        person.name = f"{MARK} H."
        person.save()
        Note.objects.create(organisation=by.organisation, participant=person, text=MARK)
    before = tables_with(fresh_database, MARK)
    assert before >= {"services_participant", "services_household", "core_recordchange"}
    assert erase(fresh_database, by, person, "killed").returncode == -signal.SIGKILL
    assert tables_with(fresh_database, MARK) == before
    with acting(by):
        assert Note.objects.count() == 1
    done = erase(fresh_database, by, person, "whole")
    assert done.returncode == 0, done.stderr
    assert tables_with(fresh_database, MARK) == set()
    with acting(by):
        assert not Note.objects.exists()
