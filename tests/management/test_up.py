"""What `manage.py up` refuses, what it says, and that nothing outlives it."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rco_network.management.local import commands, database, state, up
from rco_network.management.local.postgres import Postgres
from rco_network.management.local.progress import Refusal
from rco_network.management.local.servers import Roll, Server, birth, wait_until
from rco_network.management.local.state import ROOT, State


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("RCO_STATE", str(tmp_path / "state"))
    place = State.chosen()
    place.prepare()
    yield place
    place.remove_socket_folders()


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def gone(pid, born, seconds=5):
    deadline = time.monotonic() + seconds
    while birth(pid) == born:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def run_manage(*arguments, **env):
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={k: v for k, v in os.environ.items() if not k.startswith("DJANGO_SETT")} | env,
    )


def test_a_taken_port_is_named_with_one_that_is_free(taken_port, place):
    done = run_manage("up", "--port", str(taken_port))
    assert done.returncode == 1
    assert f"Port {taken_port} is taken" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_copy_says_where_the_first_one_is(place):
    with place.lock("it answers at http://127.0.0.1:8000/"):
        done = run_manage("up", "--port", "8977")
    assert done.returncode == 1
    assert "it answers at http://127.0.0.1:8000/" in done.stderr
    assert f"process {os.getpid()}" in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "many"])
def test_a_port_that_is_none_is_refused(port, capsys):
    with pytest.raises(SystemExit) as exit_:
        up.read(["--port", port])
    assert exit_.value.code == 2
    assert "port" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal, match=r"Cannot write in .*RCO_STATE="):
        State(tmp_path / "file" / "state").prepare()


def test_a_full_disk_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(state, "ROOM_NEEDED", 2**60)
    with pytest.raises(Refusal, match="MB are free on the disk"):
        State(tmp_path / "state").prepare()
    assert "The disk is full" in commands.in_words(OSError(errno.ENOSPC, "No space", "/x"))


def test_secrets_are_made_once_and_kept_for_one_user(place):
    assert place.secret("key") == place.secret("key") != place.secret("other")
    assert (place.folder / "secrets.json").stat().st_mode & 0o077 == 0
    assert place.folder.stat().st_mode & 0o077 == 0


def test_a_server_that_dies_shows_the_end_of_its_log(tmp_path):
    server = Server("it", ["/bin/sh", "-c", "echo so be it; exit 3"], tmp_path / "log")
    server.start()
    with pytest.raises(Refusal, match=r"It did not start(.|\n)*so be it"):
        wait_until(lambda: False, server, 5, "It")
    server.stop()


def test_a_server_that_will_not_stop_is_ended_with_its_group(tmp_path):
    deaf = "trap '' TERM; sleep 60 & echo started; wait; sleep 60"
    server = Server("deaf", ["/bin/sh", "-c", deaf], tmp_path / "log")
    server.start()
    wait_until(lambda: "started" in server.last_words(), server, 5, "It")
    pid, born = server.pid, birth(server.pid)
    server.stop(0.2)
    assert gone(pid, born)


def test_what_a_killed_run_left_is_stopped_and_nothing_else(tmp_path):
    roll = Roll(tmp_path / "running.json")
    server = Server("left", ["/bin/sleep", "60"], tmp_path / "log")
    server.start()
    roll.write([server])
    other = subprocess.Popen(["/bin/sleep", "60"])
    text = roll.path.read_text().replace("}", f', "other": [{other.pid}, "1", 15]}}')
    roll.path.write_text(text)
    assert roll.stop_leftovers() == ["left"]
    assert other.poll() is None, "a process that merely has the number is left alone"
    assert roll.stop_leftovers() == []
    other.kill()
    other.wait()
    server.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="the death signal is Linux's")
def test_nothing_outlives_a_starter_that_is_killed(tmp_path):
    script = (
        "import sys, time; from pathlib import Path;"
        "from rco_network.management.local.servers import Server;"
        f"s = Server('x', ['/bin/sleep', '60'], Path({str(tmp_path)!r}) / 'log'); s.start();"
        "time.sleep(0.3); print(s.pid, flush=True); time.sleep(60)"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    pid = int(starter.stdout.readline())
    born = birth(pid)
    assert born
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    starter.stdout.close()
    assert gone(pid, born)


def test_a_missing_setting_names_itself(tmp_path):
    settings = ("SECRET_KEY", "FIELD_KEYS", "DATABASE_URL", "REDIS_URL")
    kept = {name: os.environ.pop(name) for name in settings if name in os.environ}
    try:
        done = run_manage("check", RCO_STATE=str(tmp_path))
    finally:
        os.environ.update(kept)
    assert done.returncode == 1
    assert "SECRET_KEY is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_run_time_role_is_told_that_it_may_not_migrate(fresh_database):
    from tests.servers import environment

    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "migrate"],
        capture_output=True,
        text=True,
        env=environment(fresh_database),
    )
    assert done.returncode == 1
    assert "may not make tables" in done.stderr
    assert "DATABASE_OWNER_URL" in done.stderr


def test_mail_lands_where_it_is_said_to(place, monkeypatch):
    monkeypatch.setenv("EMAIL_URL", f"file:///{place.mail}")
    assert up.Demonstration(place, 8000, is_empty=True).mail_lands_in() == str(place.mail)
    monkeypatch.setenv("EMAIL_URL", "smtp://me:secret@mail.example:25")
    assert "secret" not in up.Demonstration(place, 8000, is_empty=True).mail_lands_in()


def test_a_given_server_is_used_and_checked(place, monkeypatch):
    given = Postgres(place.folder / "given", place.sockets(), place.logs / "given.log", fsync="off")
    given.start()
    # The tests' own settings name one already.
    monkeypatch.delenv("DATABASE_REPORTING_URL", raising=False)
    try:
        database.prepare(given.address(), given.address("boss", "b"), given.address("clerk", "b"))
        monkeypatch.setenv("DATABASE_URL", given.address("clerk", "b"))
        monkeypatch.setenv("DATABASE_OWNER_URL", given.address("boss", "b"))
        network = up.Demonstration(place, 8000, is_empty=True)
        network.start_database()
        assert os.environ["DATABASE_URL"] == given.address("clerk", "b")
        assert network.servers == []

        # Only the owner is known: it makes the run-time role, if it may.
        monkeypatch.delenv("DATABASE_OWNER_URL")
        monkeypatch.setenv("DATABASE_URL", given.address("boss", "b"))
        with pytest.raises(Refusal, match="ALTER ROLE boss CREATEROLE"):
            network.start_database()
        with database.connected(given.address()) as connection:
            connection.execute("ALTER ROLE boss CREATEROLE")
        network.start_database()
        assert os.environ["DATABASE_OWNER_URL"] == given.address("boss", "b")
        assert database.parts_of(os.environ["DATABASE_URL"])["user"] == "b_app"

        monkeypatch.setenv("DATABASE_URL", given.address("postgres", "b"))
        with pytest.raises(Refusal, match="could get round row security"):
            network.start_database()
    finally:
        given.stop()


def test_the_whole_thing_starts_answers_and_leaves_nothing(place):
    """A real first start, all but the packages and the demonstration's people."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    hidden = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")
    log = Path(place.folder) / "printed"
    with log.open("w") as out:
        running = subprocess.Popen(
            [sys.executable, ROOT / "manage.py", "up", "--empty", "--port", str(port)],
            stdout=out,
            stderr=out,
            env={k: v for k, v in os.environ.items() if k not in hidden},
        )
    deadline = time.monotonic() + 150
    while "Ctrl-C stops everything" not in log.read_text():
        assert running.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
    import json
    import urllib.request

    children = json.loads((place.folder / "running.json").read_text())
    assert set(children) == {"PostgreSQL", "the broker", "the worker", "the web server"}
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as response:
        assert response.status == 200
    running.send_signal(signal.SIGTERM)
    assert running.wait(40) == 0, log.read_text()
    assert all(gone(pid, born) for pid, born, _ in children.values())
    assert "Stopped. The data is kept" in log.read_text()
