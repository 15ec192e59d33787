"""Different people across organisations: agreed, counted, left out, withdrawn, and never read."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from organisations.enums import Right, Role
from organisations.models import ForumMembership
from rco_network.core.access import Refused
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent, Job
from rco_network.core.tenancy import scope
from rco_network.core.tenancy.counting import counting
from rco_network.reports.actions import match_codes
from rco_network.reports.actions.agreements import agree_to_share, withdraw_sharing
from rco_network.reports.matching import key
from rco_network.reports.matching.people import different_people
from rco_network.reports.models import MatchCode, SharingAgreement
from services.actions.erasure import erase_participant
from services.actions.links import link_records
from services.data_rights.enums import Use
from services.data_rights.models import Limit, Objection
from services.models import HeadCount
from tests import factories

pytestmark = pytest.mark.django_db

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
NAMES = ("Amina Warsame", "Selam Tesfay", "Mohammed Ali", "Yonas Kidane", "Hiba Darwish")
ELSEWHERE = ("Aamina Warsame", "ሰላም ተስፋይ", "محمد علي", "Jonas Kidane", "Heba Darweesh")


@pytest.fixture
def keyed(monkeypatch):
    monkeypatch.setenv("MATCH_KEY", "a key for the tests that is long enough")


@pytest.fixture
def forum(db):
    return factories.make_membership(Role.COORDINATOR)


def place(forum, names, born=1990):
    """A member organisation whose people of these names came in March; gives its manager."""
    manager = factories.make_membership(Role.MANAGER)
    with scope(installation=True):
        ForumMembership.objects.create(
            forum=forum.organisation, member=manager.organisation, joined_on=date(2025, 1, 1)
        )
    with factories.acting(manager):
        people = [
            factories.make_participant(manager.organisation, name=name, year_of_birth=born + n)
            for n, name in enumerate(names)
        ]
        group = factories.make_group(manager.organisation)
        factories.make_session(group, date(2026, 3, 10), present=people)
    return manager


@pytest.fixture
def places(forum):
    """Three members of five people: the second serves the first one's, written in another way."""
    return [
        place(forum, NAMES),
        place(forum, ELSEWHERE),
        place(forum, ("Olena Boyko", "Rojda Ahmed", "Reza Karimi", "Lan Nguyen", "Mei Chan")),
    ]


def agree(manager, forum, **fields):
    fields.setdefault("starts_on", date(2026, 1, 1))
    with factories.acting(manager):
        return agree_to_share(
            by=manager, forum=forum.organisation, agreement=SharingAgreement(**fields)
        )


def make_codes():
    """Let the worker do what was asked for."""
    with scope(installation=True):
        waiting = list(Job.objects.filter(kind=match_codes.MAKE_CODES, state="waiting"))
    return [run(job.uuid) for job in waiting]


def ask_again(manager):
    with scope(organisation_ids=[manager.organisation_id], installation=True):
        match_codes.ask_codes(manager.organisation, timezone.now() + timedelta(days=1))
    make_codes()


def codes_of(manager):
    with counting(user_id=None, organisation_ids=[manager.organisation_id]):
        return set(MatchCode.objects.values_list("code", flat=True))


def counted(places, period=MARCH, forum=None):
    ids = [one.organisation_id for one in places]
    with counting(user_id=None, organisation_ids=ids):
        return different_people(ids, *period, forum=forum and forum.organisation)


class TestAgreed:
    def test_people_are_counted_once_in_any_script(self, keyed, forum, places):
        for one in places:
            agree(one, forum)
        assert make_codes() == [True, True, True]
        shared = codes_of(places[0]) & codes_of(places[1])
        assert len(shared) >= 3
        found = counted(places, forum=forum)
        assert (found.how, found.sharing, found.organisations) == ("matched", 3, 3)
        assert (found.at_least, found.at_most) == (5, 15)
        assert found.likely_least <= 10 <= found.likely_most
        assert found.likely < 15
        assert "likely between" in found.text
        assert "3 of 3 organisations share match codes" in found.note

    def test_two_sharing_would_tell_what_they_have_in_common(self, keyed, forum, places):
        for one in places[:2]:
            agree(one, forum)
        make_codes()
        found = counted(places, forum=forum)
        assert (found.how, found.sharing, found.likely) == ("range", 2, None)
        assert "at least 3 organisations" in found.note

    def test_an_agreement_with_another_forum_is_none_with_this_one(self, keyed, forum, places):
        other = factories.make_membership(Role.COORDINATOR)
        for one in places:
            agree(one, forum)
        make_codes()
        assert counted(places, forum=other).how == "range"
        assert counted(places).how == "range"

    def test_only_whole_months_are_compared(self, keyed, forum, places):
        for one in places:
            agree(one, forum)
        make_codes()
        found = counted(places, (date(2026, 3, 2), date(2026, 3, 31)), forum)
        assert (found.how, found.at_least, found.at_most) == ("range", 5, 15)
        assert "whole months" in found.note

    def test_codes_of_two_keys_are_not_compared(self, keyed, forum, places, monkeypatch):
        for one in places[:2]:
            agree(one, forum)
        make_codes()
        monkeypatch.setenv("MATCH_KEY", "the next key for the tests, as long")
        agree(places[2], forum)
        make_codes()
        assert counted(places, forum=forum).sharing == 1
        # The next hour makes those of the old key anew.
        assert match_codes.ask_everywhere(timezone.now() + timedelta(minutes=2)) == 2
        make_codes()
        assert counted(places, forum=forum).how == "matched"

    def test_it_is_agreed_with_a_forum_that_one_belongs_to(self, forum):
        stranger = factories.make_membership(Role.MANAGER)
        with pytest.raises(Refused, match="belongs to"):
            agree(stranger, forum)

    def test_sent_twice_is_one_agreement_with_its_words(self, forum, places):
        first = agree(places[0], forum)
        assert agree(places[0], forum, uuid=first.uuid).pk == first.pk
        assert "secret key" in first.words
        assert first.agreed_by_id == places[0].user_id
        with factories.acting(places[0]):
            assert AuditEvent.objects.filter(action="sharing agreed").count() == 1


class TestRange:
    def test_without_a_key_it_says_so_and_gives_a_range(self, forum, places, monkeypatch):
        monkeypatch.delenv("MATCH_KEY", raising=False)
        monkeypatch.delenv("MATCH_KEY_FILE", raising=False)
        for one in places:
            agree(one, forum)
        assert make_codes() == [True, True, True]
        found = counted(places, forum=forum)
        assert (found.how, found.at_least, found.at_most) == ("range", 5, 15)
        assert found.text == "at least 5 and at most 15 people"
        assert "No organisation shares match codes" in found.note

    def test_heads_widen_it(self, forum, places):
        with factories.acting(places[0]):
            group = factories.make_group(places[0].organisation)
            session = factories.make_session(group, date(2026, 3, 12))
            HeadCount.objects.create(
                organisation=places[0].organisation, session=session, people=30
            )
        found = counted(places)
        assert (found.at_least, found.at_most) == (30, 45)

    def test_few_people_are_not_given(self, forum):
        alone = place(forum, NAMES[:3])
        found = counted([alone])
        assert (found.how, found.at_least, found.at_most) == ("hidden", None, None)
        assert found.text == "fewer than 5 people"


class TestWhoIsLeftOut:
    def test_restricted_limited_and_objecting_people(self, keyed, forum, places):
        manager = places[0]
        agree(manager, forum)
        make_codes()
        assert len(codes_of(manager)) == 5
        with factories.acting(manager):
            people = list(manager.organisation.pk and _people(manager))
            factories.restrict(people[0])
            Limit.objects.create(organisation=manager.organisation, participant=people[1])
            Objection.objects.create(
                organisation=manager.organisation, participant=people[2], use=Use.MATCHING
            )
        # The hourly run asks again for whoever was left out since.
        assert match_codes.ask_everywhere(timezone.now() + timedelta(minutes=2)) == 1
        make_codes()
        assert len(codes_of(manager)) == 2
        # They are still counted as people, if not across organisations.
        assert counted([manager]).at_least == 5

    def test_somebody_erased_takes_the_organisations_codes_along(self, keyed, forum, places):
        manager = places[0]
        agree(manager, forum)
        make_codes()
        with factories.acting(manager):
            erase_participant(by=manager, participant=_people(manager)[0])
        assert codes_of(manager) == set()
        ask_again(manager)
        assert len(codes_of(manager)) == 4

    def test_linked_records_are_one(self, keyed, forum, places):
        manager = places[0]
        with factories.acting(manager):
            first, second, *_ = _people(manager)
            link_records(by=manager, participant=first, other=second)
        agree(manager, forum)
        make_codes()
        assert len(codes_of(manager)) == 4
        assert counted(places).at_most == 14


def _people(manager):
    from services.models import Participant

    return list(Participant.objects.for_organisation(manager.organisation).order_by("pk"))


class TestWithdrawn:
    def test_codes_are_gone_at_once_and_none_are_made(self, keyed, forum, places):
        agreement = agree(places[0], forum)
        make_codes()
        with factories.acting(places[0]):
            withdraw_sharing(by=places[0], agreement=agreement)
            withdraw_sharing(by=places[0], agreement=agreement)
        assert codes_of(places[0]) == set()
        ask_again(places[0])
        assert codes_of(places[0]) == set()
        assert agree(places[0], forum).pk != agreement.pk

    def test_one_that_is_over_loses_its_codes(self, keyed, forum, places):
        agreement = agree(places[0], forum)
        make_codes()
        with factories.acting(places[0]):
            SharingAgreement.objects.filter(pk=agreement.pk).update(
                ends_on=timezone.localdate() - timedelta(days=1)
            )
        assert match_codes.ask_everywhere(timezone.now()) == 0
        assert codes_of(places[0]) == set()

    def test_whoever_leaves_the_forum_loses_them_too(self, keyed, forum, places):
        agree(places[0], forum)
        make_codes()
        with scope(installation=True):
            ForumMembership.objects.filter(member=places[0].organisation).update(
                left_on=timezone.localdate()
            )
        assert match_codes.ask_everywhere(timezone.now()) == 0
        assert codes_of(places[0]) == set()
        ask_again(places[0])
        assert codes_of(places[0]) == set()


class TestNobodyReads:
    def test_neither_organisation_nor_forum_nor_installation_has_a_code(self, keyed, forum, places):
        agree(places[0], forum)
        make_codes()
        for member in (places[0], forum):
            with factories.acting(member):
                assert not MatchCode.objects.exists()
        both = [places[0].organisation_id, forum.organisation_id]
        with scope(organisation_ids=both, rights=list(Right)):
            assert not MatchCode.objects.exists()
        with scope(organisation_ids=both, installation=True):
            assert not MatchCode.objects.exists()
        # The forum's own scope of counting has none either: it is not the forum's row.
        with counting(user_id=None, organisation_ids=[forum.organisation_id]):
            assert not MatchCode.objects.exists()

    def test_it_keeps_no_name_and_no_key_of_a_record(self):
        fields = {field.name for field in MatchCode._meta.fields}
        assert fields == {"id", "organisation", "agreement", "month", "code", "people"}


class TestKey:
    def test_it_is_read_from_a_file(self, tmp_path, monkeypatch):
        place = tmp_path / "key"
        place.write_text("a key in a file, long enough for it\n")
        monkeypatch.setenv("MATCH_KEY_FILE", str(place))
        assert key.match_key() == b"a key in a file, long enough for it"

    @pytest.mark.parametrize("value", ["", "short"])
    def test_none_or_a_short_one_is_refused(self, value, monkeypatch):
        monkeypatch.delenv("MATCH_KEY_FILE", raising=False)
        monkeypatch.setenv("MATCH_KEY", value)
        with pytest.raises(key.NoKey):
            key.match_key()

    def test_the_web_forgets_it(self, keyed):
        key.forget_key()
        with pytest.raises(key.NoKey):
            key.match_key()
