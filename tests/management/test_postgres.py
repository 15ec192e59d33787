"""The starter, on real PostgreSQL servers in folders of their own."""

import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from rco_network.management.local import database, own_key, postgres
from rco_network.management.local.postgres import Postgres
from rco_network.management.local.progress import Refusal
from rco_network.management.local.state import State

OLD_PROGRAMS = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture
def state(tmp_path):
    state = State(tmp_path / "state")
    state.prepare()
    yield state
    state.remove_socket_folders()


@pytest.fixture
def server(state):
    server = server_in(state)
    yield server
    server.stop()


def server_in(state):
    return Postgres(state.data, state.sockets(), state.logs / "postgres.log", fsync="off")


def one(address, query):
    with psycopg.connect(address) as connection:
        return connection.execute(query).fetchone()[0]


def test_it_starts_whoever_runs_it_and_finds_its_data_again(server):
    server.start()
    assert (
        one(server.address(), "SELECT lower('ÀÉ') || current_setting('listen_addresses')") == "àé"
    )
    assert one(server.address(), "SELECT datlocprovider FROM pg_database LIMIT 1") == "b"
    with psycopg.connect(server.address()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS id")
    server.stop()
    server.start()
    assert one(server.address(), "SELECT id FROM kept") == 1


def test_its_log_keeps_what_people_typed_to_itself(server, state):
    server.start()
    with psycopg.connect(server.address()) as connection, pytest.raises(psycopg.Error):
        connection.execute("SELECT 'Amina Yusuf'::int / 0 FROM nowhere")
    assert "Amina" not in (state.logs / "postgres.log").read_text()


def test_a_half_made_data_folder_is_made_again(server, state, capsys):
    (state.folder / "pg.new").mkdir()
    (state.folder / "pg.new" / "PG_VERSION").write_text("18")
    state.data.mkdir()
    (state.data / "base").mkdir()
    server.start()
    assert one(server.address(), "SELECT 1") == 1
    assert "not a whole database" in capsys.readouterr().out
    assert list(state.folder.glob("pg.broken-*/base")), "what was there is kept"


def test_it_comes_back_after_a_power_cut(server, state):
    server.start()
    server.server.kill()
    assert (state.data / "postmaster.pid").exists()
    again = server_in(state)
    again.start()
    assert one(again.address(), "SELECT 1") == 1
    again.stop()


def test_data_of_another_major_version_is_refused_with_the_way_over(server, state):
    state.data.mkdir()
    (state.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(
        Refusal, match=r"made by PostgreSQL 16(.|\n)*manage.py backup(.|\n)*restore"
    ):
        server.start()


def test_programs_that_are_too_old_are_refused(server, monkeypatch):
    monkeypatch.setattr(server, "major", 16)
    with pytest.raises(Refusal, match="PostgreSQL 17 or later is needed"):
        server.start()


def test_a_server_that_cannot_start_shows_its_last_words(state):
    server = Postgres(state.data, state.sockets(), state.logs / "pg.log", shared_buffers="nonsense")
    with pytest.raises(Refusal, match=r"did not start(.|\n)*shared_buffers"):
        server.start()


def test_a_long_path_gets_its_sockets_elsewhere(tmp_path):
    state = State(tmp_path / ("long" * 30))
    state.prepare()
    sockets = state.sockets()
    assert len(str(sockets)) < 80
    assert sockets.stat().st_mode & 0o077 == 0
    state.remove_socket_folders()
    assert not sockets.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_where_namespaces_are_refused_root_hands_it_to_an_ordinary_user(state, monkeypatch):
    house = Path(tempfile.mkdtemp(prefix="rco-house-"))
    house.chmod(0o755)
    monkeypatch.setattr(postgres, "namespaces_work", lambda: False)
    monkeypatch.setattr(postgres, "HOUSES_OF_OTHERS", house)
    server = server_in(state)
    try:
        server.start()
        assert one(server.address(), "SELECT 1") == 1
        assert server.data.stat().st_uid != 0
        assert Path(f"/proc/{server.server.pid}").stat().st_uid != 0
    finally:
        server.stop()
        shutil.rmtree(house)


def test_the_two_roles_and_the_database_are_made_once_and_only_once(server):
    server.start()
    owner = server.address("rco_owner", "network")
    run_time = database.changed(server.address("rco_app", "network"), password="it's: a/secret")
    for _ in range(2):
        database.prepare(server.address(), owner, run_time)
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent")
        connection.execute("CREATE EXTENSION btree_gin; CREATE EXTENSION btree_gist")
        connection.execute("CREATE TABLE rows (id bigserial, name text)")
    with psycopg.connect(run_time, autocommit=True) as connection:
        connection.execute("INSERT INTO rows (name) VALUES ('a')")
        connection.execute("UPDATE rows SET name = 'b'")
        connection.execute("DELETE FROM rows")
        for refused in ("TRUNCATE rows", "DROP TABLE rows", "CREATE TABLE more (id int)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(refused)
    with psycopg.connect(server.address()) as connection:
        connection.execute("ALTER ROLE rco_app BYPASSRLS")
    with pytest.raises(Refusal, match="rco_app could get round row security"):
        database.prepare(server.address(), owner, run_time)
    with pytest.raises(Refusal, match="both rco_owner"):
        database.prepare(server.address(), owner, owner)


def test_an_owner_who_may_create_roles_is_enough(server):
    server.start()
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("CREATE ROLE boss LOGIN CREATEROLE")
        connection.execute("CREATE DATABASE given OWNER boss")
    owner, run_time = database.on_given_server(server.address("boss", "given"), "secret")
    for _ in range(2):
        database.prepare(owner, owner, run_time)
    assert one(run_time, "SELECT current_user") == "given_app"


@pytest.mark.parametrize("address", ["sqlite:///x", "postgresql:///", "", "host=x port=bad ="])
def test_an_address_that_is_none_is_refused_without_being_repeated(address):
    with pytest.raises(Refusal, match="DATABASE_URL should look like"):
        database.on_given_server(address, "secret")


def test_a_server_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(Refusal) as refusal:
        database.connected("postgresql://me:hidden@127.0.0.1:9/x")
    assert "127.0.0.1" in str(refusal.value)
    assert "hidden" not in str(refusal.value)


@pytest.mark.skipif(not OLD_PROGRAMS.exists(), reason="there is no PostgreSQL 15 on this machine")
def test_data_of_an_old_version_is_carried_over(state, monkeypatch, settings):
    from rco_network.management.backups import restoring
    from rco_network.management.local import copies

    for name in ("DATABASE_URL", "DATABASE_BACKUP_URL", "BACKUP_DIR", "BACKUP_RECIPIENT"):
        monkeypatch.setenv(name, "set by the command")  # and put back at the end
        monkeypatch.delenv(name)
    own_key.set_backup_settings(state, "")
    settings.BACKUP_DIR = os.environ["BACKUP_DIR"]
    settings.BACKUP_RECIPIENT = os.environ["BACKUP_RECIPIENT"]
    monkeypatch.setenv("RCO_STATE", str(state.folder))
    monkeypatch.setenv("PG_BIN", str(OLD_PROGRAMS))
    old = server_in(state)
    old.start(oldest=10)
    owner, run_time = (old.address(r, copies.DATABASE) for r in (copies.OWNER, copies.RUN_TIME))
    database.prepare(old.address(), owner, run_time)
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE django_migrations (id bigint, app text, name text)")
        connection.execute("CREATE TABLE held AS SELECT 7 AS id")
        connection.execute("ALTER TABLE held ENABLE ROW LEVEL SECURITY")
        connection.execute("ALTER TABLE held FORCE ROW LEVEL SECURITY")
        connection.execute("CREATE POLICY one ON held USING (id = 7)")
    old.stop()
    assert copies.backup([]) == 0
    backups = state.folder / "backups"
    assert all(path.stat().st_mode & 0o077 == 0 for path in backups.iterdir())

    monkeypatch.delenv("PG_BIN")
    with pytest.raises(Refusal, match="holds a database already"):
        copies.restore([str(backups)])
    state.data.rename(state.folder / "old")
    # There is no product in this database to migrate.
    monkeypatch.setattr(restoring, "bring_up_to_date", lambda *_: None)
    assert copies.restore([str(backups)]) == 0
    new = server_in(state)
    new.start()
    owns = "SELECT tableowner FROM pg_tables WHERE tablename = 'held'"
    assert one(new.address("postgres", copies.DATABASE), owns) == copies.OWNER
    assert one(new.address(copies.RUN_TIME, copies.DATABASE), "SELECT id FROM held") == 7
    new.stop()
