"""The generator: believable, repeatable, fictional, and no danger to a real installation."""

import csv
import random
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core.management import CommandError, call_command
from django.db import connection

from funding.models import AttributionRule, Award, ReturnDue
from organisations.enums import GIVEN, Kind
from organisations.models import Organisation, StaffMembership
from outcomes.models import Outcome, ServiceDomain
from rco_network.accounts.codes import counter_of
from rco_network.accounts.models import User
from rco_network.core.languages import CODES
from rco_network.core.tenancy import scope
from rco_network.core.text import clean_line, clean_text, search_key
from rco_network.management.demo import (
    accounts,
    calendar,
    characters,
    communities,
    directory,
    evidence,
    invented,
    money,
)
from rco_network.management.demo.life import MONTH, live
from rco_network.management.demo.make import make
from rco_network.management.demo.people import band
from rco_network.reports.models import Edition
from services.calculations.timetable import occurrences
from services.enums import Counting, Gender, Mark, ServiceKind
from services.models import Attendance, Enrolment, Group, HeadCount, Participant, Session
from tests.reference import reference
from tests.servers import database_copy, django_uses

TODAY = date(2026, 11, 23)


def made(**options: Any) -> Any:
    sizes = {"seed": 1, "organisations": 10, "attendances": 12_000, "today": TODAY}
    return make(**sizes | options, password="a-password-of-the-test")


def all_rcos() -> list[int]:
    with scope(installation=True):
        return list(Organisation.objects.filter(kind=Kind.RCO).values_list("pk", flat=True))


@pytest.fixture(scope="module")
def network(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The demonstration at its default size, made once, in a database of its own."""
    with django_db_blocker.unblock(), database_copy() as copy, django_uses(copy):
        yield made()


@pytest.fixture
def demonstration(network: Any, django_db_blocker: Any) -> Any:
    """The rows of every RCO of the demonstration are visible. Tests only read them."""
    with (
        django_db_blocker.unblock(),
        scope(user_id=1, organisation_ids=all_rcos(), rights=["count"]),
    ):
        yield network


class TestNetwork:
    def test_has_the_size_that_was_asked_for(self, demonstration: Any) -> None:
        assert demonstration.organisations == 10
        assert 10_500 < demonstration.attendances < 14_000
        assert Attendance.objects.count() == demonstration.attendances
        assert Session.objects.count() == demonstration.sessions
        # The rooms add a few: who only helps, and children of those who come.
        assert 0 <= Participant.objects.count() - demonstration.people < 60
        # And some of what they hold was accepted as an outcome.
        assert 0 <= Outcome.objects.count() - demonstration.outcomes < 60
        assert demonstration.outcomes > 100

    def test_everybody_is_fictional(self, demonstration: Any) -> None:
        assert not Organisation.objects.filter(is_fictional=False).exists()
        kinds = Counter(Organisation.objects.values_list("kind", flat=True))
        assert kinds == {Kind.RCO: 10, Kind.FORUM: 1, Kind.FUNDER: 2, Kind.COUNCIL: 1}

    def test_services_of_every_kind_with_the_domains_they_work_towards(
        self, demonstration: Any
    ) -> None:
        kinds = set(Group.objects.values_list("service__kind", flat=True))
        assert kinds == set(ServiceKind.values)
        without = Group.objects.exclude(service__in=ServiceDomain.objects.values("service"))
        assert not without.exists()

    def test_every_field_is_sometimes_left_empty(self, demonstration: Any) -> None:
        total = Participant.objects.count()
        for empty in ({"gender": ""}, {"main_language": ""}, {"district": None}):
            assert 0.03 < Participant.objects.filter(**empty).count() / total < 0.3
        ageless = Participant.objects.filter(year_of_birth=None, age_band="").count()
        assert 0.03 < ageless / total < 0.3
        assert Participant.objects.exclude(household=None).count() > 50

    def test_names_stand_in_five_scripts_and_in_latin(self, demonstration: Any) -> None:
        scripts = Counter(
            script(name) for name in Participant.objects.values_list("name", flat=True)
        )
        assert set(scripts) >= {"latin", "ethiopic", "arabic", "cyrillic", "han"}
        assert scripts["latin"] > scripts.total() / 2

    def test_registers_hold_all_four_marks_and_heads_where_names_would_be_wrong(
        self, demonstration: Any
    ) -> None:
        marks = Counter(Attendance.objects.values_list("mark", flat=True))
        assert set(marks) == set(Mark.values)
        assert marks[Mark.PRESENT] > marks.total() * 0.55
        heads = Session.objects.filter(group__counting=Counting.BY_HEAD)
        assert heads.count() == HeadCount.objects.count() > 100
        assert not Attendance.objects.filter(session__in=heads).exists()

    def test_newcomers_come_through_the_year_and_some_leave(self, demonstration: Any) -> None:
        months = Counter(
            d.replace(day=1) for d in Enrolment.objects.values_list("enrolled_on", flat=True)
        )
        assert len(months) > 14
        assert Enrolment.objects.exclude(left_on=None).count() > 100
        assert Participant.objects.exclude(left_on=None).count() > 20

    def test_somebody_stands_twice_under_two_spellings(self, demonstration: Any) -> None:
        tesfa = Organisation.objects.get(name="Tesfa Community House")
        plan = characters.TESFA
        life = live(plan, random.Random("1 tesfa"), TODAY - 18 * MONTH, TODAY)
        words = Counter(person.words for person in life.people.everybody)
        assert max(words.values()) > 1
        assert Participant.objects.for_organisation(tesfa).exists()

    def test_some_sessions_have_a_length_that_cannot_be_right(self, demonstration: Any) -> None:
        usual = Group.objects.in_bulk()
        odd = [s for s in Session.objects.all() if s.minutes != usual[s.group_id].minutes]
        assert 1 <= len(odd) < Session.objects.count() * 0.03

    def test_nothing_lies_in_the_future_or_before_somebody_came(self, demonstration: Any) -> None:
        assert not Session.objects.filter(held_on__gte=TODAY).exists()
        assert not Outcome.objects.filter(happened_on__gte=TODAY).exists()
        early = Attendance.objects.extra(
            tables=["services_participant"],
            where=[
                "services_participant.id = participant_id",
                "services_participant.joined_on > services_attendance.held_on",
            ],
        )
        assert not early.exists()

    def test_name_keys_are_those_of_the_product(self, demonstration: Any) -> None:
        for name, key in Participant.objects.values_list("name", "name_key")[:200]:
            assert key == search_key(name) and clean_line(name) == name


class TestToday:
    def test_the_worker_has_something_to_log_and_something_missed(self, demonstration: Any) -> None:
        groups = Group.objects.filter(organisation__name="Tesfa Community House")
        today = [o.group for o in occurrences(groups, TODAY, TODAY) if o.takes_place]
        assert {g.name for g in today} == {"Beginners", "Drop-in"}
        assert not Session.objects.filter(group__in=today, held_on=TODAY).exists()
        improvers = groups.get(name="Improvers")
        missed = TODAY - timedelta(days=2)
        assert [o.session for o in occurrences([improvers], missed, missed)] == [None]
        assert not Session.objects.filter(group=improvers, held_on=missed).exists()
        assert Session.objects.filter(group=improvers, held_on=missed - timedelta(7)).exists()

    def test_a_register_of_about_twenty_waits(self, demonstration: Any) -> None:
        beginners = Group.objects.get(name="Beginners")
        assert 17 <= beginners.enrolments.filter(left_on=None).count() <= 26

    def test_one_member_has_gone_quiet(self, demonstration: Any) -> None:
        last = {
            name: Session.objects.filter(organisation__name=name).latest("held_on").held_on
            for name in ("Besa Bread and Talk", "Tesfa Community House")
        }
        assert last["Besa Bread and Talk"] < TODAY - timedelta(weeks=6)
        assert last["Tesfa Community House"] >= TODAY - timedelta(days=3)


class TestMoney:
    def test_awards_overlap_so_that_figures_are_shared(self, demonstration: Any) -> None:
        tesfa = Organisation.objects.get(name="Tesfa Community House")
        rules = AttributionRule.objects.for_organisation(tesfa)
        per_service = Counter(rules.values_list("service__kind", flat=True))
        assert per_service["esol"] == 2
        assert rules.filter(service=None).exclude(place=None).exists()
        assert 8 <= Award.objects.count() <= 20

    def test_one_return_is_late_and_others_are_coming(self, demonstration: Any) -> None:
        waiting = ReturnDue.objects.filter(met_at=None)
        assert waiting.filter(due_on__lt=TODAY).count() >= 2
        assert waiting.filter(due_on__gt=TODAY).count() >= 4
        assert all(r.period_end < r.due_on for r in waiting)

    def test_a_past_report_has_been_issued(self, demonstration: Any) -> None:
        edition = Edition.objects.get(organisation__name="Tesfa Community House")
        assert edition.period_end < TODAY and edition.readers.count() == 1
        assert edition.document["approved_by"]


class TestEvidence:
    def test_five_languages_say_their_own_words_and_some_may_be_quoted(
        self, demonstration: Any
    ) -> None:
        found = Counter(Outcome.objects.values_list("evidence_language", flat=True))
        assert set(found) == {"en", "ti", "am", "ar", "fa", "uk"}
        quotable = Outcome.objects.filter(may_be_quoted=True)
        assert quotable.count() > 20 and quotable.exclude(evidence_language="en").count() > 5

    def test_sentences_are_clean_and_in_the_script_of_their_language(self) -> None:
        scripts = {"ti": "ethiopic", "am": "ethiopic", "ar": "arabic", "fa": "arabic"}
        for language, domains in evidence.IN_OWN_WORDS.items():
            for sentence in (s for found in domains.values() for s in found):
                assert clean_text(sentence) == sentence
                assert script(sentence) == scripts.get(language, "cyrillic")

    def test_every_domain_has_sentences(self) -> None:
        assert set(evidence.ENGLISH) == set(range(1, 15))


class TestNames:
    """No invented organisation may bear the name of a real charity."""

    @pytest.fixture
    def real(self) -> set[str]:
        charities = reference("charities")
        found = set()
        for path in charities.glob("*.txt"):
            found |= {search_key(line) for line in path.read_text().splitlines()}
        with (charities / "refugee_migrant_charities_real.csv").open() as rows:
            found |= {search_key(row["name"]) for row in csv.DictReader(rows)}
        return found - {""}

    def test_none_is_a_real_charity(self, real: set[str]) -> None:
        plans = [*characters.ALL, *islice(invented.plans(random.Random("1")), 400)]
        names = [p.name for p in (*plans, *directory.PARTNERS)]
        assert len(set(names)) == len(names)
        assert not real & {search_key(name) for name in names}

    def test_none_begins_as_a_real_charity_does(self, real: set[str]) -> None:
        begins = {" ".join(name.split()[:2]) for name in real}
        for plan in (*characters.ALL, *directory.PARTNERS):
            assert " ".join(search_key(plan.name).split()[:2]) not in begins

    def test_no_invented_number_of_a_real_register(self, demonstration: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select distinct scheme from organisations_identifier")
            assert cursor.fetchall() == [("360G",)]


class TestCalendar:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (calendar.easter(2026), date(2026, 4, 5)),
            (calendar.easter(2025), date(2025, 4, 20)),
            (calendar.orthodox_easter(2026), date(2026, 4, 12)),
            (calendar.orthodox_easter(2027), date(2027, 5, 2)),
        ],
    )
    def test_easter(self, day: date, expected: date) -> None:
        assert day == expected

    def test_bank_holidays_move_off_the_weekend(self) -> None:
        assert {date(2026, 12, 25), date(2026, 12, 28)} <= calendar.bank_holidays(2026)
        assert {date(2027, 12, 27), date(2027, 12, 28)} <= calendar.bank_holidays(2027)
        assert {date(2022, 12, 26), date(2022, 12, 27)} <= calendar.bank_holidays(2022)
        assert date(2028, 1, 3) in calendar.bank_holidays(2028)

    def test_ramadan_is_within_a_day_of_what_was_announced(self) -> None:
        assert calendar.is_ramadan(date(2025, 3, 2)) and calendar.is_ramadan(date(2026, 2, 19))
        assert not calendar.is_ramadan(date(2026, 3, 22))
        assert calendar.is_closed(date(2025, 3, 31), "muslim")

    def test_rooms_are_emptier_when_people_feast_or_fast(self) -> None:
        fast, plain = date(2026, 2, 24), date(2026, 2, 24)
        assert calendar.turnout(fast, "muslim") < calendar.turnout(plain, "christian")
        assert calendar.turnout(date(2026, 1, 6), "tewahedo") < 0.7


class TestAccounts:
    def test_one_sign_in_a_role(self, demonstration: Any) -> None:
        addresses = [address for _, _, address in accounts.ROWS]
        with scope(installation=True):
            users = User.objects.filter(email__in=addresses)
            assert users.count() == len(addresses)
            assert all(u.check_password("a-password-of-the-test") for u in users)
            assert all(u.emailaddress_set.get().verified for u in users)

    def test_every_account_comes_enrolled(self, demonstration: Any) -> None:
        with scope(installation=True):
            apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
            assert apps.count() == User.objects.count()
            assert len({decrypt(app.data["secret"]) for app in apps}) == 1

    def test_the_digits_of_now_are_printed(self, tmp_path: Path, monkeypatch: Any) -> None:
        monkeypatch.setenv("RCO_STATE", str(tmp_path))
        secret = accounts.new_secret()
        accounts.keep(accounts.new_password(), secret)
        said = StringIO()
        call_command("demo_code", "worker@tesfa.example", stdout=said, stderr=StringIO())
        assert counter_of(secret, said.getvalue()) is not None
        with pytest.raises(CommandError, match="no account"):
            call_command("demo_code", "somebody@charity.org")

    def test_a_role_of_every_kind_and_a_person_of_two_organisations(
        self, demonstration: Any
    ) -> None:
        with scope(installation=True):
            roles = Counter(StaffMembership.objects.values_list("role", flat=True))
            assert set(roles) == set(GIVEN)
            tutor = User.objects.get(email="tutor@commonthread.example")
            assert StaffMembership.objects.filter(user=tutor).count() == 2
            administrator = User.objects.get(email="admin@commonthread.example")
            assert administrator.is_superuser and not administrator.memberships.exists()

    def test_the_file_is_for_its_owner_only(self, tmp_path: Path, monkeypatch: Any) -> None:
        monkeypatch.setenv("RCO_STATE", str(tmp_path))
        accounts.file().write_text("old")
        accounts.file().chmod(0o644)
        accounts.keep("four-words-to-type", "SECRET")
        assert accounts.file().stat().st_mode & 0o777 == 0o600
        assert accounts.kept_password() == "four-words-to-type"
        assert accounts.kept_secret() == "SECRET"

    def test_passwords_are_long_and_differ(self) -> None:
        found = {accounts.new_password() for _ in range(100)}
        assert len(found) == 100 and all(len(word) == 19 for word in found)


class TestReference:
    def test_languages_postcodes_and_awards_point_at_what_exists(self) -> None:
        from services.models.participant import OUTWARD_POSTCODE

        for community in communities.ALL:
            assert {code for code, _ in community.languages} <= set(CODES)
            assert set(community.others) <= set(CODES)
        for codes in communities.POSTCODES.values():
            for code in codes:
                OUTWARD_POSTCODE(code)
        slugs = {plan.slug for plan in characters.ALL}
        assert {award.to for award in money.AWARDS} <= slugs
        for plan in characters.ALL:
            assert {place for place, _ in plan.places} <= set(communities.POSTCODES)

    def test_bands_follow_the_product(self) -> None:
        assert [band(age) for age in (4, 11, 17, 24, 49, 64, 90)] == [
            "0-4",
            "5-11",
            "12-17",
            "18-24",
            "25-49",
            "50-64",
            "65+",
        ]
        assert Gender.WOMAN


def script(text: str) -> str:
    """Name the script of the first letter that says one."""
    ranges = {"ethiopic": 0x1200, "arabic": 0x600, "cyrillic": 0x400, "han": 0x4E00}
    letter = ord(next(c for c in text if c.isalpha()))
    for name, start in ranges.items():
        if start <= letter < start + (0x200 if name != "han" else 0x5200):
            return name
    return "latin"
