"""manage.py before anything is installed: it makes its own environment, or says what is missing."""

import importlib.util
import sys

import pytest

from rco_network.management.local.state import ROOT


@pytest.fixture
def manage(tmp_path, monkeypatch):
    """manage.py with its `.venv` in an empty folder and a lock that asks for nothing."""
    spec = importlib.util.spec_from_file_location("manage_py", ROOT / "manage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "VENV_PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "installed-from")
    monkeypatch.setattr(module, "LOCK_FILE", tmp_path / "lock")
    (tmp_path / "lock").write_text("# nothing\n")
    return module


@pytest.fixture
def bare_debian(manage, monkeypatch):
    """A python3 without python3-venv: it makes no environment with pip, but has pip to lend."""
    runs = manage.runs

    def without_ensurepip(program, *arguments):
        return arguments[:2] != ("-m", "venv") and runs(program, *arguments)

    if not runs(sys.executable, "-m", "pip", "--version"):
        pytest.skip("this Python has no pip to lend")
    monkeypatch.setattr(manage, "runs", without_ensurepip)


def test_an_environment_is_made_once_and_filled_again_when_the_lock_changes(
    manage, bare_debian, capsys
):
    (manage.VENV / "bin").mkdir(parents=True)
    manage.VENV_PYTHON.write_text("half made")
    manage.install_packages()
    assert manage.runs(manage.VENV_PYTHON, "-c", "")
    assert not manage.runs(manage.VENV_PYTHON, "-m", "pip", "--version")
    assert "installed" in capsys.readouterr().out
    manage.install_packages()
    assert capsys.readouterr().out == ""
    manage.LOCK_FILE.write_text("# changed\n")
    manage.install_packages()
    assert "Installing" in capsys.readouterr().out


def test_packages_that_cannot_be_had_end_in_a_sentence(manage):
    manage.LOCK_FILE.write_text("no-such-package-at-all==1.0 --hash=sha256:" + "0" * 64 + "\n")
    with pytest.raises(SystemExit, match="could not be installed"):
        manage.show_progress([sys.executable, "-c", "print('no'); raise SystemExit(1)"])


def test_an_environment_that_has_everything_is_left_alone(manage, monkeypatch):
    monkeypatch.setattr(manage, "install_packages", lambda: pytest.fail("it installed"))
    manage.enter_environment(may_install=True)
    assert not manage.VENV.exists()
