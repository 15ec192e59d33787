"""The command: sizes, seeds, refusals."""

import random
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from organisations.enums import Kind
from organisations.models import Organisation
from rco_network.core.tenancy import scope
from rco_network.management.demo import (
    characters,
)
from rco_network.management.demo.life import MONTH, live
from rco_network.management.demo.make import make
from services.calculations.timetable import occurrences
from services.models import Group, Participant, Session
from tests import factories

TODAY = date(2026, 11, 23)


def made(**options: Any) -> Any:
    sizes = {"seed": 1, "organisations": 10, "attendances": 12_000, "today": TODAY}
    return make(**sizes | options, password="a-password-of-the-test")


def all_rcos() -> list[int]:
    with scope(installation=True):
        return list(Organisation.objects.filter(kind=Kind.RCO).values_list("pk", flat=True))


class TestRepeatable:
    def test_the_same_seed_lives_the_same_life(self) -> None:
        first, second = (
            live(characters.IFTIN, random.Random("7"), TODAY - 18 * MONTH, TODAY) for _ in range(2)
        )
        assert first == second or [p.name for p in first.people.everybody] == [
            p.name for p in second.people.everybody
        ]
        assert [g.meetings for g in first.groups] == [g.meetings for g in second.groups]

    def test_another_seed_lives_another(self) -> None:
        one, other = (
            live(characters.IFTIN, random.Random(seed), TODAY - 18 * MONTH, TODAY)
            for seed in ("7", "8")
        )
        assert [p.name for p in one.people.everybody] != [p.name for p in other.people.everybody]

    @pytest.mark.parametrize(("organisations", "wanted"), [(1, 200), (3, 4_000), (14, 25_000)])
    def test_sizes_are_met(self, db: None, organisations: int, wanted: int) -> None:
        network = made(organisations=organisations, attendances=wanted)
        assert network.organisations == organisations
        assert 0.7 * wanted < network.attendances < 1.35 * wanted


class TestCommand:
    @pytest.fixture(autouse=True)
    def state(self, tmp_path: Path, monkeypatch: Any) -> None:
        monkeypatch.setenv("RCO_STATE", str(tmp_path))

    def run(self, *options: str) -> str:
        out = StringIO()
        call_command("make_demo", *options, stdout=out)
        return out.getvalue()

    def test_makes_prints_and_prints_again(self, db: None) -> None:
        said = self.run("--organisations", "2", "--attendances", "600")
        assert "Made 2 organisations" in said and "worker@tesfa.example" in said
        table = said[said.index("  Role") :]
        assert self.run("--show-accounts") == table

    def test_refuses_a_real_installation(self, db: None, settings: Any) -> None:
        settings.IS_DEMONSTRATION = False
        with pytest.raises(CommandError, match="not a demonstration"):
            self.run()
        with scope(installation=True):
            assert not Organisation.objects.exists()

    def test_refuses_where_organisations_are_and_adds_when_told(self, db: None) -> None:
        factories.make_organisation(name="Somebody's own")
        with pytest.raises(CommandError, match="organisations here already"):
            self.run()
        self.run("--add", "--organisations", "1", "--attendances", "300")
        self.run("--add", "--organisations", "1", "--attendances", "300")
        with scope(installation=True):
            rcos = Organisation.objects.filter(kind=Kind.RCO).values_list("name", flat=True)
            assert set(rcos) == {
                "Somebody's own",
                "Tesfa Community House",
                "Iftin Women's Doorway",
            }
            assert Organisation.objects.filter(kind=Kind.FORUM).count() == 1

    def test_real_directory_entries_get_nobody(self, db: None) -> None:
        real = factories.make_organisation(name="A real charity", is_directory_entry=True)
        self.run("--organisations", "1", "--attendances", "300")
        with scope(organisation_ids=[real.pk]):
            assert not Participant.objects.exists() and not Session.objects.exists()

    def test_says_where_accounts_would_be(self, db: None) -> None:
        with pytest.raises(CommandError, match=r"demo-accounts\.txt"):
            self.run("--show-accounts")

    @pytest.mark.parametrize("size", ["0", "-3", "many", "999999999"])
    def test_names_a_size_it_cannot_make(self, db: None, size: str) -> None:
        with pytest.raises(CommandError, match="--organisations"):
            self.run(f"--organisations={size}")


class TestDays:
    @pytest.mark.parametrize("today", [date(2026, 12, 27), date(2027, 8, 15), date(2028, 2, 29)])
    def test_on_any_day_of_the_year(self, db: None, today: date) -> None:
        made(organisations=1, attendances=800, today=today)
        with scope(organisation_ids=all_rcos()):
            waiting = Group.objects.filter(name="Beginners")
            assert occurrences(waiting, today, today)[0].takes_place
            recent = Session.objects.filter(held_on__gte=today - timedelta(weeks=2))
            assert recent.exists()
