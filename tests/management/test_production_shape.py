"""docker-compose.yml and the Dockerfile, held to what they promise (there is no Docker here)."""

import re

import pytest
import yaml

from rco_network.management.local.state import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat", "migrate", "backup", "restore")
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_parts_are_all_there():
    assert set(SERVICES) == {*OURS, "database", "broker"}
    assert SERVICES["database"]["image"] == "postgres:18-bookworm"
    assert SERVICES["migrate"]["restart"] == "no"


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_watched_unprivileged_and_read_only(name):
    service = SERVICES[name]
    assert service["healthcheck"]["test"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["user"] not in ("root", "0", "0:0")


@pytest.mark.parametrize("name", ["web", "worker", "beat", "backup"])
def test_the_parts_wait_for_what_they_need(name):
    waits = {part: how["condition"] for part, how in SERVICES[name]["depends_on"].items()}
    assert waits["migrate"] == "service_completed_successfully"
    assert waits["database"] == waits["broker"] == "service_healthy"


def test_no_secret_has_a_default_or_stands_in_the_file():
    secret = re.compile(r"PASSWORD|SECRET|_URL")
    for use in re.findall(r"(?<!\$)\$\{([^}]+)\}", TEXT):
        name = re.match(r"\w+", use)[0]
        if secret.search(name):
            assert use.startswith(f"{name}:?"), f"{name} must be asked for"
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if secret.search(name):
                assert "${" in value, f"{name} has a value of its own"


def test_only_the_site_is_reachable_and_only_from_this_host():
    published = {name: s["ports"] for name, s in SERVICES.items() if "ports" in s}
    assert list(published) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in published["web"])
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["database"]["networks"] == SERVICES["broker"]["networks"] == ["inside"]


def test_the_owners_address_reaches_the_migration_and_nothing_else():
    holders = [n for n in SERVICES if "DATABASE_OWNER_URL" in SERVICES[n].get("environment", {})]
    assert holders == ["migrate", "restore"]
    # Which is run by hand, and never by `up`.
    assert SERVICES["restore"]["profiles"] == ["restore"]
    assert not SERVICES["restore"]["depends_on"]


def test_the_key_of_the_match_codes_is_the_workers_alone():
    holders = {part for part in SERVICES if "MATCH_KEY" in SERVICES[part].get("environment", {})}
    assert holders == {"worker"}


def test_the_role_that_sees_every_row_is_the_backups_alone():
    name = "DATABASE_BACKUP_URL"
    holders = {part for part in SERVICES if name in SERVICES[part].get("environment", {})}
    assert holders == {"backup", "migrate", "restore"}  # the others make it
    assert "ports" not in SERVICES["backup"]
    assert SERVICES["backup"]["networks"] == ["inside"]
    assert "IDENTITY" not in TEXT and "AGE-SECRET" not in TEXT


def test_the_backup_may_follow_the_journal_with_a_password_and_with_the_servers_programs():
    lines = [line.split() for line in COMPOSE["configs"]["hba"]["content"].splitlines()]
    remote = [line for line in lines if line[0] == "host"]
    assert ["host", "replication", "rco_backup", "all", "scram-sha-256"] in remote
    assert {line[-1] for line in remote} == {"scram-sha-256"}
    stages = re.findall(r"^FROM (\S+) AS (\w+)$", DOCKERFILE, re.MULTILINE)
    assert stages[0] == (SERVICES["database"]["image"], "backup")
    assert SERVICES["backup"]["build"]["target"] == "backup"
    assert SERVICES["web"]["build"]["target"] == stages[-1][1] == "product"


@pytest.mark.parametrize("name", OURS)
def test_what_the_settings_read_is_given(name):
    settings = (ROOT / "rco_network" / "settings" / "base.py").read_text()
    required = set(re.findall(r'required\(\s*"(\w+)"', settings))
    read = required | set(re.findall(r'env\.\w+\(\s*"(\w+)"', settings))
    given = set(SERVICES[name]["environment"])
    assert required <= given
    assert {"EMAIL_URL", "ALLOWED_HOSTS", "SITE_URL"} <= given & read
    # The last is read by one job, and never by the settings (reports/matching/key.py).
    by_commands = {"DATABASE_ADMINISTRATOR_URL", "DATABASE_BACKUP_URL", "MATCH_KEY"}
    assert given - read <= by_commands, "a name that nothing reads"


def test_the_images_run_as_nobody_in_particular_from_hashed_packages():
    stages = DOCKERFILE.split("\nFROM ")[1:]
    assert len(stages) == 2
    for stage in stages:
        assert "--require-hashes" in stage
        assert re.search(r"^USER (10001|postgres)$", stage, re.MULTILINE)
        assert stage.index("COPY . ./") < stage.index("\nUSER ")
    assert stages[1].index("collectstatic") < stages[1].index("USER 10001")
    assert "requirements-dev.lock" in (ROOT / ".dockerignore").read_text()
