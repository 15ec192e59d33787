"""The bench: honest arithmetic, row security put back, rivals that agree, a command that works."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from rco_network.core.tenancy import scope
from rco_network.management.bench import ground, hand_sql, measure, plans, yearly_figures
from rco_network.management.bench.loading import analyse, without_keys
from rco_network.management.bench.measure import Result
from rco_network.management.bench.row_security import RowSecuritySwitch
from rco_network.management.local.state import ROOT
from rco_network.reports.figures.catalogue import SPECS, needed
from rco_network.reports.figures.facts import gather
from rco_network.reports.figures.ground import of_award
from services.models import Attendance, Participant
from tests.servers import Database, database_copy, django_uses, servers


def result(ours: list[float], theirs: list[float], goal: float | None = 3, **more: Any) -> Result:
    return Result("something", ours, theirs, "ms", goal, **more)


class TestArithmetic:
    def test_the_ratio_is_the_median_of_the_rounds(self) -> None:
        # The second round fell into a busy minute: both sides were ten times slower.
        assert result([2, 20, 3], [1, 10, 1]).ratio == 2

    def test_goals_are_the_most_for_times_and_the_least_for_rates(self) -> None:
        assert result([3], [1]).is_met and not result([3.1], [1]).is_met
        assert result([5], [10], 0.5, is_rate=True).is_met
        assert not result([4], [10], 0.5, is_rate=True).is_met
        assert result([9], [1], None).is_met is None

    def test_rivals_take_turns_and_nobody_is_always_second(self) -> None:
        turns: list[str] = []

        def rival(name: str) -> Any:
            return lambda: turns.append(name) or float(len(turns))

        found = measure.alternate({"a": rival("a"), "b": rival("b")}, 3)
        assert turns == ["a", "b", "b", "a", "a", "b"]
        assert found == {"a": [1, 4, 5], "b": [2, 3, 6]}

    def test_the_table_says_what_was_missed(self) -> None:
        table = measure.table([result([4.0], [1.0]), result([1.0, 2.0], [1.0, 2.0], None)])
        assert (
            "| something | 4 ms (one round) | 1 ms (one round) | 4.00 × | ≤ 3 × | **missed** |"
            in table
        )
        assert len({line.count("|") for line in table.splitlines()}) == 1


@pytest.fixture(scope="module")
def network(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Database, Any]]:
    """The bench's ground at a decent size: one large organisation among two dozen small ones."""
    size = measure.Size(1, 1, 1, 24, 40_000, 8_000, 100)
    with django_db_blocker.unblock(), database_copy() as copy, django_uses(copy):
        standing = ground.prepare(copy.url, copy.owner_url, size, lambda _: None)
        fill_the_list_of_people(standing.award.recipient_id)
        analyse(copy.owner_url)
        yield copy, standing


def fill_the_list_of_people(organisation: int) -> None:
    """Give an organisation six thousand more people, who never came."""
    with scope(organisation_ids=[organisation]), connection.cursor() as cursor:
        cursor.execute(
            "insert into services_participant (organisation_id, uuid, created_at, name, name_key, "
            "main_language, other_languages, age_band, gender, outward_postcode, joined_on) "
            "select %s, gen_random_uuid(), now(), name, name, '', '{}', '', '', '', '2019-01-07' "
            "from (select 'person ' || md5(n::text) as name from generate_series(1, 6000) as n)",
            [organisation],
        )


@pytest.fixture
def standing(network: tuple[Database, Any], django_db_blocker: Any) -> Iterator[Any]:
    with django_db_blocker.unblock():
        yield network[1]


class TestRowSecuritySwitch:
    def protected(self, database: Database) -> int:
        with psycopg.connect(database.owner_url) as connection:
            row = connection.execute(
                "select count(*) from pg_class where relrowsecurity and relforcerowsecurity"
            ).fetchone()
        return int(row[0]) if row else 0

    def test_is_off_inside_and_on_again_after(self, network: Any, standing: Any) -> None:
        database, _ = network
        before = self.protected(database)
        switch = RowSecuritySwitch(database.owner_url)
        with scope(organisation_ids=[standing.membership.organisation_id]):
            own = Participant.objects.count()
        with switch.off(), scope(organisation_ids=[standing.membership.organisation_id]):
            assert Participant.objects.count() > own
        assert before > 15 and self.protected(database) == before

    def test_comes_back_after_an_error(self, network: Any, standing: Any) -> None:
        database, _ = network
        before = self.protected(database)
        with pytest.raises(ZeroDivisionError), RowSecuritySwitch(database.owner_url).off():
            raise ZeroDivisionError
        assert self.protected(database) == before


class TestGround:
    def test_keys_and_indexes_are_the_migrations_own(self, network: Any, standing: Any) -> None:
        database, _ = network
        query = (
            "select conname, pg_get_constraintdef(oid) from pg_constraint "
            "where conrelid = 'services_attendance'::regclass union all "
            "select indexname, indexdef from pg_indexes where tablename = 'services_attendance'"
        )
        with database_copy() as pristine, psycopg.connect(pristine.owner_url) as connection:
            expected = set(connection.execute(query).fetchall())
        with psycopg.connect(database.owner_url) as connection:
            assert set(connection.execute(query).fetchall()) == expected

    def test_keys_that_do_not_hold_are_found(self, network: Any, standing: Any) -> None:
        row = "(1, 1, 1, '2026-01-05', 'present')"
        columns = "(organisation_id, session_id, participant_id, held_on, mark)"
        with (
            database_copy() as copy,
            pytest.raises(psycopg.errors.ForeignKeyViolation),
            without_keys(copy.owner_url, "services_attendance"),
            psycopg.connect(copy.owner_url) as connection,
        ):
            connection.execute("alter table services_attendance disable row level security")
            connection.execute(f"insert into services_attendance {columns} values {row}")  # noqa: S608

    def test_a_class_of_twenty_waits_at_an_ordinary_organisation(self, standing: Any) -> None:
        client = Client()
        client.force_login(standing.membership.user, backend=ground.BACKEND)
        page = client.get(reverse("register", args=[standing.group.uuid]))
        assert page.content.decode().count('name="was_') == 20
        assert standing.membership.organisation_id != standing.award.recipient_id

    def test_days_are_never_given_twice(self) -> None:
        days = ground.Days(date(2026, 1, 3))
        assert [days.next(), days.next()] == [date(2026, 1, 2), date(2026, 1, 1)]


class TestRivalsAgree:
    def test_hand_written_sql_gives_the_products_figures(self, standing: Any) -> None:
        with psycopg.connect(standing.url) as by_hand:
            theirs = hand_sql.answers(by_hand, standing.award.recipient_id, *standing.period)
        ours = yearly_figures.facts_of(standing)
        assert ours["attendances", "month"] and ours["outcomes", "all"]
        yearly_figures.compare(ours, theirs)

    def test_a_difference_is_named(self) -> None:
        with pytest.raises(RuntimeError, match="gender"):
            yearly_figures.compare({("people", "gender"): {"woman": (1, 0, 1)}}, {})


class TestPlans:
    """Under the run-time role, no page reads a growing table from end to end."""

    @pytest.fixture
    def asked_by(self, standing: Any) -> Any:
        client = Client()
        client.force_login(standing.membership.user, backend=ground.BACKEND)

        def plans_of(*address: Any) -> list[plans.Plan]:
            def ask() -> None:
                assert client.get(reverse(address[0], args=address[1:])).status_code == 200

            with standing.acting():
                return plans.plans_of(ask)

        return plans_of

    def test_pages_of_one_organisation_use_its_indexes(self, asked_by: Any, standing: Any) -> None:
        for address in (
            ("register", standing.group.uuid),
            ("people",),
            ("group", standing.group.uuid),
            ("home",),
        ):
            found = asked_by(*address)
            assert found, address
            for plan in found:
                assert not plan.whole_tables(), (address, plan.sql)

    def test_a_long_list_of_people_is_read_in_the_order_of_its_index(self, standing: Any) -> None:
        with standing.reporting():
            people = Participant.objects.for_organisation(standing.award.recipient_id).current()
            found = plans.plans_of(lambda: list(people.order_by("name_key", "id")[:51]))
        assert found[0].indexes() & {"participant_by_name", "participant_here_by_name"}

    def test_a_search_uses_the_index_of_words(self, standing: Any) -> None:
        with standing.reporting():
            people = Participant.objects.for_organisation(standing.award.recipient_id)
            found = plans.plans_of(lambda: list(people.called("a1b")[:50]))
        assert "name_key_by_word" in found[0].indexes()
        assert not found[0].whole_tables()

    def test_the_figures_of_a_quarter_read_the_covering_index(self, standing: Any) -> None:
        organisation = standing.membership.organisation_id
        with standing.acting():
            mine = Attendance.objects.for_organisation(organisation)
            last = standing.period[1]
            quarter = mine.filter(held_on__range=(last - timedelta(days=90), last))
            found = plans.plans_of(lambda: list(quarter.values_list("participant_id", "mark")))
        assert found[0].indexes() == {"attendance_by_day"}

    def test_a_months_report_reads_only_that_month(self, standing: Any) -> None:
        start = standing.period[1] - timedelta(days=30)
        with standing.reporting():
            found = plans.plans_of(
                lambda: gather(of_award(standing.award, start, standing.period[1]), needed(SPECS))
            )
        counting = found[-1]
        assert "attendance_by_day" in counting.indexes()
        assert not counting.whole_tables() & {"services_attendance", "outcomes_outcome"}

    def test_reading_a_whole_table_would_be_seen(self, standing: Any) -> None:
        root = {"Node Type": "Limit", "Plans": [{"Node Type": "Seq Scan"}]}
        root["Plans"][0]["Relation Name"] = "services_attendance"
        assert plans.Plan("select", root).whole_tables() == {"services_attendance"}
        root["Plans"][0]["Relation Name"] = "services_service"
        assert not plans.Plan("select", root).whole_tables()


class TestCommand:
    def test_refuses_a_database_that_is_not_its_own(self, db: None) -> None:
        with pytest.raises(CommandError, match=r"manage\.py bench"):
            call_command("bench")

    def test_one_quick_command_prepares_measures_and_prints(self, tmp_path: Path) -> None:
        found = servers()
        known = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE",)}
        env = known | {
            "RCO_STATE": str(tmp_path),
            "DATABASE_OWNER_URL": found.administrator,
            "DATABASE_URL": found.database("postgres").url,
        }
        done = subprocess.run(
            [sys.executable, "manage.py", "bench", "--quick", "--only", "save"],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "saving a register of 20" in done.stdout
        assert "cores" in done.stdout
