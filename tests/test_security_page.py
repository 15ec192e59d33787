"""SECURITY.md is true where a test can tell."""

import re
from datetime import timedelta

import yaml
from django.conf import settings
from django.core.management import get_commands

from organisations.actions.break_glass import LASTS
from rco_network.accounts.emails import CODE
from rco_network.core.mail.letters import A_DAY
from rco_network.management.backups import journal, keeper
from rco_network.management.backups.keeping import Rule
from rco_network.management.local.state import ROOT

PAGE = (ROOT / "SECURITY.md").read_text()
WORDS = " ".join(PAGE.split())
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
OWN = {"test", "up", "trial", "restore_drill"}  # those that start servers of their own


def test_every_command_that_it_names_is_there():
    named = set(re.findall(r"manage\.py ([a-z_]+)", PAGE))
    assert {"backup", "restore", "restore_drill", "rotate_field_keys", "verify_audit"} <= named
    assert named - OWN <= set(get_commands())


def test_every_option_that_it_names_is_there():
    known = (
        "".join(
            (ROOT / "rco_network" / "management" / name).read_text()
            for name in ("commands/backup.py", "commands/restore.py", "local/whole_server.py")
        )
        + (ROOT / "rco_network/management/trials/restore.py").read_text()
    )
    ours = set(re.findall(r"(--[a-z][a-z-]+)", PAGE))
    dockers = {"--rm", "--no-deps", "--pull", "--database"}
    assert {option for option in ours - dockers if f'"{option}"' not in known} == set()


def test_every_setting_that_compose_asks_for_is_explained_and_none_that_is_not_read():
    asked = set(re.findall(r"(?<!\$)\$\{(\w+):\?", COMPOSE))
    assert {name for name in asked if f"`{name}`" not in PAGE} == set()
    base = (ROOT / "rco_network" / "settings" / "base.py").read_text()
    told = set(re.findall(r"`([A-Z][A-Z_]{5,})`", PAGE))
    assert {name for name in told if name not in COMPOSE and f'"{name}"' not in base} == set()


def test_every_service_that_it_names_is_there():
    named = re.findall(r"docker compose (?:run|stop|up)((?: -[-\w]+(?: \S+:\S+)?)*) (\w+)", PAGE)
    assert {service for _, service in named} <= set(SERVICES)
    assert "services" not in {service for _, service in named}


def test_the_numbers_are_those_of_the_code():
    rule = Rule.of(settings.BACKUP_KEEP)
    hours, days, weeks, months = rule.hourly, rule.daily, rule.weekly, rule.monthly
    for sentence in (
        f"{hours} hours, {days} days, {weeks} weeks, {months} months (`BACKUP_KEEP`)",
        f"every {keeper.ROUND_SECONDS:.0f} seconds; a base copy a day",
        f"its disk is {keeper.ALERT_AT:.0%} full",
        f"after {settings.SESSION_IDLE_SECONDS // 60} minutes without use",
        f"{settings.SESSION_LONGEST_SECONDS // 3600} hours after signing in",
    ):
        assert sentence in WORDS, sentence
    assert timedelta(hours=1) == keeper.DUMP_EVERY
    assert timedelta(days=1) == keeper.BASE_EVERY
    assert keeper.LEDGER_SECONDS < 60
    assert journal.BASES_KEPT == 2
    assert (A_DAY, CODE.good_for) == (timedelta(hours=24), timedelta(minutes=15))
    assert timedelta(hours=1) == LASTS
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT in (0, 1)
    assert SERVICES["web"]["environment"]["TRUSTED_PROXY_COUNT"] == "${TRUSTED_PROXY_COUNT:-1}"


def test_the_folder_of_the_data_is_the_one_that_compose_mounts():
    assert "database:/var/lib/postgresql" in SERVICES["database"]["volumes"]
    assert "database:/var/lib/postgresql" in SERVICES["restore"]["volumes"]
    assert "--into /var/lib/postgresql/18/docker" in PAGE
    assert SERVICES["database"]["image"].startswith("postgres:18")


def test_no_key_and_no_example_that_somebody_could_keep_using_stands_in_it():
    assert not re.search(r"AGE-SECRET-KEY-1|age1[0-9a-z]{20}", PAGE)
