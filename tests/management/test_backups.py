"""A backup holds every row, opens for one key only, and comes back equal or not at all."""

import io
import json
import subprocess
import sys
import uuid
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pyrage
import pytest
from django.core.management import CommandError, call_command

from rco_network.accounts.emails import OTHER
from rco_network.core.mail import post
from rco_network.management.backups import (
    counts,
    dump,
    keeper,
    keeping,
    ledger,
    manifest,
    restoring,
    sealed,
)
from rco_network.management.backups.counts import Table, count, differences, refuse_blind_role
from rco_network.management.local import database as roles
from rco_network.management.local.progress import Refusal
from rco_network.management.local.state import ROOT
from rco_network.settings.databases import reporting_of
from services.actions.erasure import erase_participant
from services.models import Participant

from .. import factories as make
from ..servers import database_copy, environment, servers

NAME = "Zeinab Marker-Name"
ERASED = "Farida Erased-Later"


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    path = tmp_path_factory.mktemp("keys") / "identity.txt"
    return path, sealed.recipients(sealed.make_key(path)), sealed.identities(path)


@pytest.fixture(scope="module")
def source(django_test_environment, django_db_blocker):
    """A database of this file's own with an organisation in it, and the backup role's address."""
    from ..servers import django_uses

    with django_db_blocker.unblock(), database_copy() as copy, django_uses(copy):
        manager = make.make_membership()
        with make.acting(manager):
            make.make_participant(manager.organisation, name=ERASED)
            for number in range(20):
                make.make_participant(manager.organisation, name=f"{NAME} {number}")
        post(OTHER, to="waits@example.org", body="It waits.")
        url = roles.changed(copy.owner_url, user="rco_backup", password="for-tests")
        roles.make_backup_role(servers().administrator, url)
        yield copy, url, manager


@pytest.fixture(scope="module")
def backup(source, key, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups")
    return dump.back_up(source[1], folder, key[1]), folder


@pytest.fixture
def target(source):
    """Addresses of a database that is not there yet; dropped at the end."""
    name = f"rco_restored_{uuid.uuid4().hex[:8]}"
    copy, backup, _ = source
    yield restoring.Target(
        servers().administrator,
        *(
            roles.changed(url, dbname=name)
            for url in (copy.owner_url, copy.url, reporting_of(copy.url), backup)
        ),
    )
    roles.drop(servers().administrator, name)


def changed_copy(backup, folder):
    """The backup's files in another folder, to be meddled with."""
    made, original = backup
    for path in original.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder, folder / f"{made.name}.json"


class TestWhatIsWritten:
    def test_every_organisations_rows_are_in_it(self, backup, source):
        made, _ = backup
        assert made.tables["public.services_participant"].rows >= 20
        with psycopg.connect(source[0].url) as blind:
            assert blind.execute("select count(*) from services_participant").fetchone() == (0,)

    def test_it_says_when_by_what_and_how_much(self, backup):
        made, folder = backup
        said = json.loads((folder / f"{made.name}.json").read_text())
        assert datetime.now(UTC) - made.moment < timedelta(minutes=5)
        assert said["server"][0] == "1"
        assert said["migrations"]["core"]
        assert said["mac"]
        assert set(said["files"]) == {f"{made.name}.dump.age", f"{made.name}.erasures.age"}
        assert "public.django_session" not in said["tables"]
        assert "sealed.scope_key" not in said["tables"]

    def test_nothing_readable_is_on_the_disk(self, backup):
        _, folder = backup
        for path in folder.iterdir():
            content = path.read_bytes()
            assert NAME.encode() not in content
            assert b"CREATE TABLE" not in content
            assert path.stat().st_mode & 0o077 == 0
            if path.suffix == ".age":
                assert content.startswith(b"age-encryption.org/v1\n")

    def test_no_half_written_file_stays_when_it_fails(self, source, key, tmp_path, monkeypatch):
        monkeypatch.setattr(counts, "SAME_TEXT", (*counts.SAME_TEXT, "lock_timeout = '300ms'"))
        with psycopg.connect(source[0].owner_url) as busy:
            busy.execute("lock table services_participant in access exclusive mode")
            with pytest.raises(Refusal, match="participant"):
                dump.back_up(source[1], tmp_path, key[1])
        assert list(tmp_path.glob("*.json")) == list(tmp_path.glob("*.dump.age*")) == []

    def test_the_size_costs_no_memory(self, key, tmp_path):
        """64 KiB at a time: 300 MB leave this process as large as it was."""
        import resource

        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        zeros = subprocess.Popen(["head", "-c", "300000000", "/dev/zero"], stdout=subprocess.PIPE)
        with zeros:
            written = sealed.seal(zeros.stdout, tmp_path / "large.age", key[1])
        assert written.size > 300_000_000
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # KiB


class TestEmptyBackups:
    """Row security hides rows from a backup, and PostgreSQL's exit code is 0 all the same."""

    @pytest.mark.parametrize("who", ["url", "owner_url"])
    def test_a_role_that_row_security_binds_is_refused(self, source, key, tmp_path, who):
        url = getattr(source[0], who)
        if roles.parts_of(url)["user"] in ("postgres",):
            pytest.skip("the owner is a superuser on this server")
        with pytest.raises(Refusal, match="would be empty"):
            dump.back_up(url, tmp_path, key[1])
        assert list(tmp_path.iterdir()) == []

    def test_the_counting_fails_where_a_policy_would_hide(self, source, monkeypatch):
        with roles.connected(source[0].owner_url) as connection:
            connection.execute("begin")
            with pytest.raises(Refusal, match="cannot be read: query would be affected by row"):
                count(connection)

    def test_an_owned_table_that_looks_empty_and_is_not_is_refused(self):
        class Lying:
            def execute(self, query, *_):
                rows = {"schema": "public", "name": "t", "is_owned": True, "seen_live": 9}
                one = {"rows": 0, "checksum": "0"}
                reply = type("R", (), {"fetchall": lambda s: [rows], "fetchone": lambda s: one})
                return reply()

        with pytest.raises(Refusal, match="holds about 9 rows"):
            count(Lying())

    def test_the_backup_role_reads_and_writes_nothing(self, source):
        with psycopg.connect(source[1]) as connection:
            with roles.connected(source[1]) as other:
                refuse_blind_role(other)
            connection.execute("set default_transaction_read_only = off")
            connection.commit()
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("delete from services_participant")


class TestSealAndKeys:
    def test_a_flipped_byte_is_refused_before_anything_is_touched(
        self, backup, key, target, tmp_path
    ):
        folder, listed = changed_copy(backup, tmp_path)
        path = folder / f"{backup[0].name}.dump.age"
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(bytes(content))
        with pytest.raises(Refusal, match="its checksum differs"):
            restoring.restore(listed, key[2], target, print)
        with roles.connected(target.administrator) as connection:
            name = roles.parts_of(target.owner)["dbname"]
            assert not roles.exists(connection, "select from pg_database where datname=%s", name)

    def test_a_changed_list_is_refused(self, backup, tmp_path):
        _, listed = changed_copy(backup, tmp_path)
        said = json.loads(listed.read_text())
        said["tables"]["public.services_participant"]["rows"] = 0
        listed.write_text(json.dumps(said))
        with pytest.raises(Refusal, match="was changed, or made with another SECRET_KEY"):
            manifest.read(listed)

    def test_a_swapped_backup_is_refused(self, backup, tmp_path, settings):
        """A valid file encrypted to the same key by somebody else has no seal of ours."""
        _, listed = changed_copy(backup, tmp_path)
        said = json.loads(listed.read_text())
        settings.SECRET_KEY = "somebody else's"
        listed.write_text(json.dumps(said | {"mac": manifest.mac_of(said, "not ours")}))
        with pytest.raises(Refusal, match="SECRET_KEY"):
            manifest.read(listed)
        assert manifest.read(listed, accept_unsigned=True).rows

    def test_an_older_secret_key_still_opens(self, backup, settings):
        made, folder = backup
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "the new one"
        assert manifest.read(folder / f"{made.name}.json").rows == made.rows

    def test_another_key_does_not_open_it(self, backup, target):
        _, folder = backup
        stranger = [pyrage.x25519.Identity.generate()]
        with pytest.raises(Refusal, match="The identity is another key's"):
            restoring.restore(folder, stranger, target, print)

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "is not set"),
            ("AGE-SECRET-KEY-1QQQ", "Take it off this machine"),
            ("age1xyz", "is not a public key"),
        ],
    )
    def test_a_wrong_recipient_is_a_sentence(self, text, sentence):
        with pytest.raises(Refusal, match=sentence):
            sealed.recipients(text)


class TestRestoring:
    def test_the_command_restores_compares_migrates_and_erases_again(
        self, backup, key, target, source
    ):
        made, folder = backup
        erase_one(source[2])
        assert ledger.keep_newest(source[1], folder, key[1]) == 1
        env = environment(source[0]) | {
            "DATABASE_URL": target.run_time,
            "DATABASE_OWNER_URL": target.owner,
            "DATABASE_REPORTING_URL": target.reporting,
            "DATABASE_ADMINISTRATOR_URL": target.administrator,
            "DATABASE_BACKUP_URL": target.backup,
        }
        command = [sys.executable, "manage.py", "restore", str(folder), "--identity", str(key[0])]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert f"Restored {made.rows:,} rows of {len(made.tables)} tables" in done.stdout
        assert "1 erasures were done again" in done.stdout
        with roles.connected(target.owner) as connection:
            key_there = "select count(*) = 1 as yes from sealed.scope_key"
            assert connection.execute(key_there).fetchone()["yes"]
            assert granted(connection).items() >= granted_in(source[0].owner_url).items()
        with roles.connected(target.backup) as connection:
            names = "select name from services_participant where name in (%s, %s)"
            found = connection.execute(names, (ERASED, f"{NAME} 1")).fetchall()
            assert found == [{"name": f"{NAME} 1"}]
            mail = connection.execute('select state, "to" from core_mail').fetchall()
            assert mail == [{"state": "failed", "to": ""}]
        again = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        assert again.returncode != 0
        assert "is not empty" in again.stderr

    def test_a_row_that_differs_is_found(self):
        said = {"a": Table(3, "x"), "b": Table(3, "x"), "c": Table(1, "x"), "d": Table(0, "0")}
        found = {"a": Table(3, "x"), "b": Table(3, "y"), "c": Table(2, "x")}
        assert differences(said, found) == [
            "b has its 3 rows, and one or more are different",
            "c has 2 rows and should have 1",
            "d is missing",
        ]

    def test_what_was_erased_later_is_erased_again(self, monkeypatch):
        seen = []

        def reapply(name, *, ledger):
            seen.append((name, Path(ledger).read_text()))

        monkeypatch.setattr(restoring, "call_command", reapply)
        monkeypatch.setattr(restoring, "get_commands", lambda: {"reapply_erasures": "x"})
        assert restoring.erase_again(['{"uuid": "1"}'], print)
        assert seen == [("reapply_erasures", '{"uuid": "1"}\n')]
        monkeypatch.setattr(restoring, "get_commands", lambda: {})
        with pytest.raises(Refusal, match="1 erasures must be done again"):
            restoring.erase_again(['{"uuid": "1"}'], print)


def erase_one(manager):
    with make.acting(manager):
        person = Participant.objects.get(name=ERASED)
        erase_participant(by=manager, participant=person)


def granted(connection):
    query = (
        "select c.relname, c.relacl::text from pg_class c join pg_namespace n "
        "on n.oid = c.relnamespace where n.nspname in ('public', 'sealed') and relkind in ('r','S')"
    )
    return {
        row["relname"]: sorted((row["relacl"] or "").strip("{}").split(","))
        for row in connection.execute(query).fetchall()
    }


def granted_in(url):
    with roles.connected(url) as connection:
        return granted(connection)


class TestLedger:
    def one(self, number, at):
        return json.dumps({"uuid": str(number), "at": at})

    def write(self, folder, name, lines, to):
        text = "".join(line + "\n" for line in lines).encode()
        return sealed.seal(io.BytesIO(text), folder / name, to)

    def test_the_newest_adds_to_the_backups_own(self, tmp_path, key, settings):
        old, new = self.one(1, "2026-01-01"), self.one(2, "2026-02-01")
        self.write(tmp_path, "x.erasures.age", [old], key[1])
        assert ledger.opened(tmp_path, "x.erasures.age", key[2]) == [old]
        written = self.write(tmp_path, ledger.NEWEST, [new], key[1])
        note = {"rows": 1, **asdict(written)}
        note["mac"] = manifest.mac_of(note, settings.SECRET_KEY)
        (tmp_path / ledger.NOTE).write_text(json.dumps(note))
        assert ledger.opened(tmp_path, "x.erasures.age", key[2]) == [old, new]

    def test_an_exchanged_newest_is_refused(self, tmp_path, key):
        self.write(tmp_path, "x.erasures.age", [], key[1])
        self.write(tmp_path, ledger.NEWEST, [], key[1])
        with pytest.raises(Refusal, match="could come back"):
            ledger.opened(tmp_path, "x.erasures.age", key[2])

    def test_it_is_written_when_there_is_something_new(self, source, key, tmp_path):
        number = ledger.keep_newest(source[1], tmp_path, key[1])
        first = (tmp_path / ledger.NEWEST).stat().st_mtime_ns
        assert ledger.keep_newest(source[1], tmp_path, key[1]) == number
        assert (tmp_path / ledger.NEWEST).stat().st_mtime_ns == first


class TestKeeping:
    def test_hours_days_weeks_and_months(self):
        newest = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
        hourly = [newest - timedelta(hours=n) for n in range(24 * 120)]
        kept = keeping.kept(hourly, keeping.Rule(hourly=24, daily=7, weekly=5, monthly=3))
        assert newest in kept
        assert sum(moment > newest - timedelta(hours=24) for moment in kept) == 24
        assert min(kept) == datetime(2026, 9, 30, 23, 30, tzinfo=UTC)
        assert len(kept) < 24 + 7 + 5 + 3

    def test_only_backups_are_removed_and_every_file_of_each(self, tmp_path):
        old, new = "20260101T000000Z", "20261123T000000Z"
        for name in (old, new):
            for end in (".dump.age", ".json", ".erasures.age"):
                (tmp_path / f"{name}{end}").touch()
        for name in ("newest.erasures.age", "notes.dump.age", "other"):
            (tmp_path / name).touch()
        assert keeping.prune(tmp_path, keeping.Rule(1, 0, 0, 0)) == [old]
        left = {path.name for path in tmp_path.iterdir()}
        assert not any(name.startswith(old) for name in left)
        assert {f"{new}.json", "newest.erasures.age", "notes.dump.age", "other"} <= left

    @pytest.mark.parametrize("text", ["", "1 2 3", "a b c d", "0 0 0 0", "-1 1 1 1"])
    def test_a_rule_that_is_none_is_refused(self, text):
        with pytest.raises(ValueError):
            keeping.Rule.of(text)


def test_the_command_writes_prunes_and_says_what_is_missing(
    source, key, tmp_path, monkeypatch, settings, capsys
):
    monkeypatch.delenv("DATABASE_BACKUP_URL", raising=False)
    settings.BACKUP_DIR, settings.BACKUP_RECIPIENT = "", ""
    with pytest.raises(CommandError, match="BACKUP_DIR is not set"):
        call_command("backup")
    settings.BACKUP_DIR = str(tmp_path / "copies")
    with pytest.raises(CommandError, match="DATABASE_BACKUP_URL is not set"):
        call_command("backup")
    monkeypatch.setenv("DATABASE_BACKUP_URL", source[1])
    with pytest.raises(CommandError, match="BACKUP_RECIPIENT is not set"):
        call_command("backup")
    settings.BACKUP_RECIPIENT = str(key[1][0])
    call_command("backup")
    assert "encrypted to 1 key" in capsys.readouterr().out
    assert len(list((tmp_path / "copies").glob("*.dump.age"))) == 1


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path, capsys):
    call_command("backup", make_key=tmp_path / "identity.txt")
    said = capsys.readouterr().out
    assert "BACKUP_RECIPIENT=age1" in said
    assert "SECRET" not in said
    assert (tmp_path / "identity.txt").stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", make_key=tmp_path / "identity.txt")


def test_a_disk_that_fills_up_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: (100, 86, 14))
    assert "86% full" in keeper.nearly_full(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _: (100, 84, 16))
    assert keeper.nearly_full(tmp_path) == ""
