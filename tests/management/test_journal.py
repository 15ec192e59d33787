"""The journal of a real server: followed, killed, and brought back to its last moment."""

import os
import shutil
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from rco_network.management.backups import journal, point, sealed
from rco_network.management.backups.keeper import Journal, Place
from rco_network.management.backups.keeping import Rule
from rco_network.management.local import database
from rco_network.management.local.postgres import Postgres
from rco_network.management.local.progress import Refusal
from rco_network.management.local.state import State

NAME = "Zeinab Marker-Name"
needs_memory = pytest.mark.skipif(
    not journal.is_in_memory(journal.MEMORY), reason="this system has no folder in memory"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("servers")


def server_in(folder, **settings):
    state = State(folder)
    state.prepare()
    log = state.logs / "postgres.log"
    return Postgres(state.data, state.sockets(), log, wal_keep_size="128MB", **settings)


@pytest.fixture(scope="module")
def followed(place):
    """A server that was followed and killed: (folder, keys, a moment in between, all rows)."""
    key = place / "identity.txt"
    to = sealed.recipients(sealed.make_key(key))
    server = server_in(place / "lost", fsync="off")
    server.start()
    url = server.address("rco_backup")
    database.make_backup_role(server.address(), url)
    folder = place / "copies"
    follower = Journal(Place(url, folder, to, Rule()), print, seconds=0.2)
    folder.mkdir()
    follower.start()
    assert follower.based.wait(60)
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("create table written (n int, name text)")
        for number in range(50):
            connection.execute("insert into written values (%s, %s)", (number, NAME))
        connection.execute("select pg_switch_wal()")
        moment = connection.execute("select clock_timestamp()").fetchone()[0]
        for number in range(50, 80):
            connection.execute("insert into written values (%s, %s)", (number, NAME))
        last = connection.execute("select pg_walfile_name(pg_current_wal_lsn())").fetchone()[0]
    follower.stop.wait(1.5)
    server.server.kill()
    follower.stop.set()
    follower.join()
    (line,) = (folder / "journal").iterdir()
    yield folder / "journal", line, sealed.identities(key), moment, last
    server.stop()


@pytest.fixture
def empty(place, request):
    folder = place / request.node.name[:30]
    server = server_in(folder, fsync="off")
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


def rows_of(server):
    with psycopg.connect(server.address()) as connection:
        return connection.execute("select count(*), max(n) from written").fetchone()


@needs_memory
class TestFollowing:
    def test_what_is_on_the_disk_is_encrypted_and_the_unfinished_segment_is_there(self, followed):
        _, line, _, _, last = followed
        segments = journal.stored(line)
        assert [one.is_whole for one in segments] == [True] * (len(segments) - 1) + [False]
        assert segments[-1].segment == last
        for path in line.glob("*.age"):
            content = path.read_bytes()
            assert content.startswith(b"age-encryption.org/v1\n")
            assert NAME.encode() not in content
            assert path.stat().st_mode & 0o077 == 0

    def test_nothing_stays_in_memory(self, followed):
        assert list(journal.MEMORY.glob("rco-journal-*")) == []

    def test_a_folder_that_is_not_in_memory_is_refused(self, monkeypatch, tmp_path):
        monkeypatch.setattr(journal, "MEMORY", tmp_path)
        with pytest.raises(Refusal, match="may not touch a disk"):
            journal.memory_folder()

    def test_a_server_that_lets_nobody_follow_says_so_soon(self, place, tmp_path):
        server = server_in(place / "closed", fsync="off", max_wal_senders="0", wal_level="minimal")
        server.start()
        url = server.address("rco_backup")
        database.make_backup_role(server.address(), url)
        follower = journal.Follower(url, tmp_path, [])
        try:
            with pytest.raises(Refusal, match=r"cannot be followed: .*max_wal_senders"):
                journal.wait_for(follower)
        finally:
            follower.stop()
            server.stop()

    def test_what_the_server_dropped_asks_for_a_new_base_copy(self, tmp_path):
        class Ended:
            said = ["error: requested WAL segment 0000 has already been removed"]
            process = type(
                "P", (), {"poll": staticmethod(lambda: 1), "terminate": lambda s: None}
            )()

            def __exit__(self, *_):
                return None

        follower = journal.Follower("postgresql://nobody@nowhere/none", tmp_path, [])
        follower.program = Ended()
        follower._start = lambda: None
        follower.round()
        assert follower.is_torn
        shutil.rmtree(follower.memory)

    def test_two_base_copies_are_kept_and_the_journal_since_the_older(self, tmp_path):
        for number in (1, 2, 3):
            name, segment = f"2026010{number}T000000Z", f"{number:024X}"
            (tmp_path / f"{name}.base.json").write_text(
                f'{{"name": "{name}", "segment": "{segment}"}}'
            )
            (tmp_path / f"{name}.base.age").touch()
            (tmp_path / f"{segment}.{'0' * 32}.wal.age").touch()
        journal._forget_older(tmp_path)
        assert [base["name"][7] for base in journal.bases(tmp_path)] == ["2", "3"]
        assert [one.segment[-1] for one in journal.stored(tmp_path)] == ["2", "3"]

    def test_the_journal_of_a_server_long_gone_is_forgotten(self, tmp_path):
        old, current = tmp_path / "1-1", tmp_path / "2-1"
        for line in (old, current):
            line.mkdir()
            (line / "x").touch()
            os.utime(line / "x", (0, 0))
        journal.forget_old_lines(tmp_path, "2-1")
        assert [path.name for path in tmp_path.iterdir()] == ["2-1"]


@needs_memory
class TestRestoring:
    def test_to_the_last_moment(self, followed, empty):
        folder, _, keys, _, _ = followed
        reached = point.restore_server(folder, keys, empty)
        assert rows_of(empty) == (80, 79)
        assert datetime.now(UTC) - reached.last_transaction < timedelta(minutes=5)
        point.forget_recovery(empty.data)
        empty.stop()
        empty.start()  # an ordinary server from now on
        assert rows_of(empty) == (80, 79)
        with pytest.raises(Refusal, match="is not empty"):
            point.restore_server(folder, keys, empty)

    def test_to_a_moment_before(self, followed, empty):
        folder, _, keys, moment, _ = followed
        point.restore_server(folder, keys, empty, at=moment)
        assert rows_of(empty) == (50, 49)

    @pytest.mark.parametrize("which", ["*.base.age", "*.wal.age", "*.now.age"])
    def test_a_flipped_byte_is_refused_before_anything_is_laid(self, followed, empty, which):
        folder, line, keys, _, _ = followed
        path = next(line.glob(which))
        whole = path.read_bytes()
        path.write_bytes(whole[:500] + bytes([whole[500] ^ 1]) + whole[501:])
        try:
            with pytest.raises(Refusal, match="was changed"):
                point.restore_server(folder, keys, empty)
        finally:
            path.write_bytes(whole)
        assert not empty.data.exists()

    def test_a_missing_segment_is_refused(self, followed, tmp_path, empty):
        _, line, keys, _, _ = followed
        copy = tmp_path / "journal"
        shutil.copytree(line, copy)
        whole = [one for one in journal.stored(copy) if one.is_whole]
        whole[-1].path.unlink()
        with pytest.raises(Refusal, match=r"has a gap before|is missing"):
            point.restore_server(copy, keys, empty)

    def test_a_segment_under_another_name_is_refused(self, followed, tmp_path):
        _, line, _, _, _ = followed
        one = journal.stored(line)[0]
        moved = tmp_path / one.path.name.replace(one.segment, "0" * 24)
        shutil.copy(one.path, moved)
        with pytest.raises(Refusal, match="was changed"):
            journal.check_segment(journal.stored(tmp_path)[0])

    def test_a_moment_after_the_journals_end_is_refused_and_nothing_is_left(self, followed, empty):
        folder, _, keys, _, _ = followed
        later = datetime.now(UTC) + timedelta(hours=1)
        with pytest.raises(Refusal, match="may lie after the journal's end"):
            point.restore_server(folder, keys, empty, at=later)
        assert not empty.data.exists()

    def test_a_moment_before_every_base_copy_is_refused(self, followed, empty):
        folder, _, keys, _, _ = followed
        with pytest.raises(Refusal, match="There is no base copy from before"):
            point.restore_server(folder, keys, empty, at=datetime(2020, 1, 1, tzinfo=UTC))
