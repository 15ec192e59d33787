"""What pip cannot bring is installed where we may, and named in one line where we may not."""

import pytest

from rco_network.management.local import system_packages


@pytest.fixture
def nothing_is_installed(monkeypatch):
    monkeypatch.setattr(system_packages, "has_pango", lambda: False)
    monkeypatch.setattr(system_packages, "find_browser", lambda: None)


def test_what_may_not_be_installed_is_named_with_the_command(
    nothing_is_installed, monkeypatch, capsys
):
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages, "runs", lambda command: False)  # sudo asks a password
    assert system_packages.ensure_pango() is False
    assert system_packages.ensure_browser() is None
    pango, browser = capsys.readouterr().out.splitlines()
    assert "sudo apt-get install libpango-1.0-0" in pango
    assert "PDF reports will not work" in pango
    assert "sudo apt-get install chromium" in browser


@pytest.mark.parametrize("user", [0, 1000])
def test_what_may_be_installed_is(nothing_is_installed, monkeypatch, user, capsys):
    commands = []

    def record(command, **options):
        commands.append(command)
        monkeypatch.setattr(system_packages, "has_pango", lambda: True)
        return system_packages.subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(system_packages.os, "geteuid", lambda: user)
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_packages.subprocess, "run", record)
    assert system_packages.ensure_pango() is True
    installed = commands[-1]
    assert (installed[:2] == ["sudo", "-n"]) is (user != 0)
    assert set(system_packages.PANGO_PACKAGES) <= set(installed)
    assert "Installing Pango" in capsys.readouterr().out


def test_what_is_there_is_left_alone(monkeypatch):
    monkeypatch.setattr(system_packages, "has_pango", lambda: True)
    monkeypatch.setattr(system_packages, "install", lambda *_: pytest.fail("it installed"))
    assert system_packages.ensure_pango() is True
