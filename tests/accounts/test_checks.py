"""A demonstration stays on the machine that shows it."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError

from rco_network import wsgi
from rco_network.accounts.checks import demonstration_is_reachable


def found():
    return [error.id for error in run_checks(tags=["security"]) if error.id == "accounts.E001"]


def test_a_demonstration_on_this_machine_is_fine(settings):
    assert settings.IS_DEMONSTRATION
    assert found() == []


@pytest.mark.parametrize(
    "production",
    [
        {"ALLOWED_HOSTS": ["network.example"]},
        {"ALLOWED_HOSTS": ["*"]},
        {"ALLOWED_HOSTS": ["127.0.0.1", ".network.example"]},
        {"SITE_URL": "https://network.example"},
    ],
)
def test_a_demonstration_that_others_reach_fails_the_check_and_the_start(settings, production):
    for name, value in production.items():
        setattr(settings, name, value)
    assert found() == ["accounts.E001"]
    assert "network.example" in demonstration_is_reachable() or "*" in demonstration_is_reachable()
    with pytest.raises(ImproperlyConfigured, match="IS_DEMONSTRATION"):
        wsgi.refuse_reachable_demonstration()


def test_production_itself_passes(settings):
    settings.IS_DEMONSTRATION = False
    settings.ALLOWED_HOSTS = ["network.example"]
    assert found() == []


@pytest.mark.parametrize("command", ["demo_code", "make_demo"])
def test_the_demonstrations_commands_refuse_elsewhere(settings, command):
    settings.IS_DEMONSTRATION = False
    with pytest.raises(CommandError, match="not a demonstration"):
        call_command(command)
