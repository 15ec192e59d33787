"""Figures are counted by a role that reads only, and nothing that says who somebody is."""

from datetime import date

import psycopg
import pytest
from django.db import DatabaseError, connections

from organisations.enums import Role
from rco_network.core.tenancy import NoScopeError, Scope
from rco_network.core.tenancy.counting import counting
from rco_network.core.tenancy.scope import statement
from rco_network.reports.figures.sources import reporting_columns
from rco_network.settings.databases import database, reporting_of
from services.calculations.room import demand
from services.models import Attendance, Participant, TurnedAway, WaitingPlace
from services.volunteering.calculations.giving import volunteers_and_received
from services.volunteering.models import Volunteer

from ..factories import acting, make_membership, make_participant, make_service

# Columns by which somebody could be named, found or written to, wherever they are.
TELLING = (
    "name",
    "name_key",
    "outward_postcode",
    "evidence",
    "phone",
    "email",
    "address",
    "text",
    "uuid",
)


@pytest.fixture
def person(fresh_database):
    member = make_membership(Role.MANAGER)
    with acting(member):
        return make_participant(member.organisation, name="Marked Name", year_of_birth=1990)


@pytest.fixture
def reports(fresh_database, person):
    """A session of the reporting role's own, in the scope of counting."""
    with psycopg.connect(reporting_of(fresh_database.url)) as connection:
        scope = Scope(None, (person.organisation_id,), rights=frozenset({"count"}))
        connection.execute(*statement(scope))
        yield connection


def test_it_counts_people_and_cannot_name_them(reports, person):
    asked = "select count(*), min(year_of_birth) from services_participant"
    assert reports.execute(asked).fetchone() == (1, 1990)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), reports.transaction():
        reports.execute("select name from services_participant")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), reports.transaction():
        reports.execute("select * from services_participant")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), reports.transaction():
        reports.execute("select 1 from services_participant where name_key like 'marked%'")


def test_it_writes_nothing_even_where_it_says_that_it_will(reports, person):
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), reports.transaction():
        reports.execute("update services_participant set gender = ''")
    reports.rollback()
    reports.execute("set transaction read write")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reports.execute("update services_participant set gender = ''")


def test_its_grants_are_those_of_the_list_and_none_tells_who(reports):
    granted: dict[str, set[str]] = {}
    for table, column in reports.execute(
        "select table_name, column_name from information_schema.column_privileges "
        "where grantee = current_user and table_schema = 'public' and privilege_type = 'SELECT'"
    ):
        granted.setdefault(table, set()).add(column)
    assert granted == {table: set(names) for table, names in reporting_columns().items()}
    about_people = {t: c for t, c in granted.items() if "participant_id" in c}
    about_people["services_participant"] = granted["services_participant"]
    found = {(t, c) for t, names in about_people.items() for c in names if c in TELLING}
    assert not found
    other = "select count(*) from information_schema.column_privileges where grantee = current_user"
    assert reports.execute(f"{other} and privilege_type <> 'SELECT'").fetchone() == (0,)


def test_it_is_bound_by_row_security(fresh_database, person):
    with psycopg.connect(reporting_of(fresh_database.url)) as connection:
        assert connection.execute("select count(*) from services_participant").fetchone() == (0,)
        ((strong,),) = connection.execute(
            "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
        )
        assert strong is False


@pytest.fixture
def second_database(fresh_database, settings):
    """Django's reporting alias at the test's database, as an installation has it."""
    settings.REPORTING_DATABASE = "reporting"
    before = connections["reporting"].settings_dict
    connections["reporting"].close()
    new = before | database(reporting_of(fresh_database.url))
    connections["reporting"].settings_dict = new
    yield
    connections["reporting"].close()
    connections["reporting"].settings_dict = before


def test_what_is_read_while_counting_goes_there_and_only_then(second_database, person):
    with counting(user_id=None, organisation_ids=[person.organisation_id]):
        assert Participant.objects.filter(gender="").count() == 1
        assert Attendance.objects.db == "reporting"
        with pytest.raises(DatabaseError, match="permission denied"):
            Participant.objects.get()
    with pytest.raises(NoScopeError):
        Participant.objects.count()


def test_unmet_demand_and_who_gives_now_are_counted_there(second_database, person):
    member = make_membership(Role.MANAGER, person.organisation)
    own = {"organisation_id": person.organisation_id}
    day = date(2026, 3, 2)
    with acting(member):
        service = make_service(person.organisation)
        WaitingPlace.objects.create(
            **own, participant=person, service=service, asked_on=day, added_by=member.user
        )
        TurnedAway.objects.create(
            **own, service=service, people=7, why="full", happened_on=day, recorded_by=member.user
        )
        Volunteer.objects.create(
            **own, participant=person, state="active", enquired_on=day, started_on=day
        )
    year = (date(2026, 1, 1), date(2026, 12, 31))
    with counting(user_id=None, organisation_ids=[person.organisation_id]):
        found = demand(person.organisation_id, *year, date(2026, 3, 16))
        assert (found.waiting, found.median_weeks, found.turned_away) == (1, 2, [("full", 7)])
        assert volunteers_and_received(person.organisation_id, *year) == (1, 0)


def test_nothing_is_written_while_counting(second_database, person):
    with (
        pytest.raises(RuntimeError, match="while figures are counted"),
        counting(user_id=None, organisation_ids=[person.organisation_id]),
    ):
        make_participant(person.organisation)
