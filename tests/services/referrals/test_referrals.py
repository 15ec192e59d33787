"""One organisation asks another to help somebody: who reads what, before and after."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.access import Refused
from rco_network.core.models import AuditEvent, Mail
from rco_network.core.tenancy import scope
from services.actions.erasure import erase_participant
from services.models import ContactDetails, Participant, Restriction
from services.referrals.actions import referrals as actions
from services.referrals.enums import Reason, State
from services.referrals.models import ReceivedAs, Referral, SentFor
from services.referrals.tasks import expire
from tests import factories
from tests.pages import same_number_of_queries, without_token

pytestmark = pytest.mark.django_db
NAME = "Zarqxol Marked"
SAID = {"called": "Zarq", "need": "Marked need", "contact": "Marked text only", "language": "ti"}


@pytest.fixture
def sender():
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def receiver():
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def person(sender):
    with factories.acting(sender):
        return factories.make_participant(sender.organisation, name=NAME, year_of_birth=1990)


def send(sender, receiver, person, uuid=None):
    today = timezone.localdate()
    with factories.acting(sender):
        return actions.send_referral(
            by=sender,
            participant=person,
            referral=Referral(uuid=uuid or uuid4(), receiver=receiver.organisation, **SAID),
            consent=actions.Consent("ti", "spoken", today, today + timedelta(days=90)),
        )


def rows(membership, sql, *values):
    """What a session of this person finds at the database."""
    with factories.acting(membership), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def stored(membership, referral):
    with factories.acting(membership):
        return Referral.objects.filter(pk=referral.pk).first()


def manager_of(membership):
    return factories.make_membership(Role.MANAGER, membership.organisation)


class TestSending:
    def sent(self, receiver, **more):
        today = timezone.localdate()
        return {
            "key": str(uuid4()),
            "receiver": str(receiver.organisation.uuid),
            "called": "Zarq",
            "need": "Marked need",
            "language": "ti",
            "consent_language": "ti",
            "given": "spoken",
            "consent_on": f"{today}",
            "until": f"{today + timedelta(days=60)}",
            "agreed": "on",
        } | more

    def test_twice_is_once_with_the_words_of_the_consent_and_a_neutral_letter(
        self, as_member, sender, receiver, person
    ):
        page, url = as_member(sender), reverse("refer", args=[person.uuid])
        assert receiver.organisation.name in page.get(url).text
        form = self.sent(receiver, with_contact="on", contact="Marked text only")
        for _ in range(2):
            answer = page.post(url, form)
            assert answer.status_code == 302
        with factories.acting(sender):
            referral = Referral.objects.get()
            assert SentFor.objects.get().participant_id == person.pk
        assert receiver.organisation.name in referral.consent_words
        assert "how they may safely reach you" in referral.consent_words
        assert referral.expires_on == timezone.localdate() + timedelta(days=28)
        with scope(rights=["mail"]):
            mail = Mail.objects.get()
        assert mail.to == receiver.user.email
        assert not {"Zarq", "Marked", sender.organisation.name} & set(
            f"{mail.subject} {mail.body}".split()
        )
        assert sender.organisation.name not in mail.body
        text = page.get(answer.url).text
        assert "Waiting for an answer" in text

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"agreed": ""}, "Without their consent"),
            ({"contact": "Ring her"}, "Tick that they agree"),
            ({"receiver": str(uuid4())}, "from the list"),
            ({"until": "2020-01-01"}, "from today"),
            ({"need": ""}, "in one line"),
        ],
    )
    def test_what_is_missing_is_named_and_nothing_is_sent(
        self, as_member, sender, receiver, person, wrong, sentence
    ):
        answer = as_member(sender).post(
            reverse("refer", args=[person.uuid]), self.sent(receiver) | wrong
        )
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "Zarq" in answer.text
        assert stored_count(sender) == 0

    def test_only_to_where_somebody_answers(self, sender, receiver):
        nobody = factories.make_organisation(name="Nobody here")
        funder = factories.make_membership(Role.OFFICER).organisation
        offered = actions.who_takes_referrals(sender.organisation_id)
        assert receiver.organisation in offered
        assert not {nobody, funder, sender.organisation} & set(offered)

    def test_logger_is_refused_and_stranger_finds_nobody(self, as_member, sender, person):
        url = reverse("refer", args=[person.uuid])
        logger = factories.make_membership(Role.LOGGER, sender.organisation)
        assert as_member(logger).get(url).status_code == 403
        assert as_member(logger).get(reverse("referrals")).status_code == 403
        assert as_member(factories.make_membership(Role.WORKER)).get(url).status_code == 404


def stored_count(membership):
    with factories.acting(membership):
        return Referral.objects.count()


class TestWhoReadsWhat:
    def test_before_acceptance_only_what_it_says(self, as_member, sender, receiver, person):
        referral = send(sender, receiver, person)
        found = stored(receiver, referral)
        assert (found.called, found.need, found.contact) == ("Zarq", "Marked need", SAID["contact"])
        for table in ("services_participant", "referrals_sentfor", "services_namekey"):
            assert rows(receiver, f"select count(*) from {table}") == [(0,)]  # noqa: S608
        text = as_member(receiver).get(reverse("referral", args=[referral.uuid])).text
        assert "Marked need" in text
        assert NAME not in text
        assert "1990" not in text

    def test_a_third_organisation_and_a_made_up_id_are_answered_alike(
        self, as_member, sender, receiver, person
    ):
        referral = send(sender, receiver, person)
        page = as_member(factories.make_membership(Role.MANAGER))
        for name in ("referral", "referral-accept"):
            real, made_up = (
                page.get(reverse(name, args=[one])) for one in (referral.uuid, uuid4())
            )
            assert real.status_code == made_up.status_code == 404
            assert without_token(real) == without_token(made_up)
        assert rows(page_member(), "select count(*) from referrals_referral") == [(0,)]

    def test_a_logger_and_who_may_not_see_the_person_find_no_row(self, sender, receiver, person):
        referral = send(sender, receiver, person)
        logger = factories.make_membership(Role.LOGGER, receiver.organisation)
        assert stored(logger, referral) is None
        manager = manager_of(sender)
        with factories.acting(manager):
            Restriction.objects.create(organisation=sender.organisation, participant=person)
        assert stored(sender, referral) is None
        assert stored(manager, referral).called == "Zarq"
        assert stored(receiver, referral).called == "Zarq"

    def test_no_side_points_its_link_at_a_referral_that_is_not_its_own(
        self, sender, receiver, person
    ):
        referral = send(sender, receiver, person)
        other = factories.make_membership(Role.MANAGER)
        with factories.acting(other):
            theirs = factories.make_participant(other.organisation)
            for model in (SentFor, ReceivedAs):
                for pk in (referral.pk, referral.pk + 1000):
                    with pytest.raises(IntegrityError), transaction.atomic():
                        model.objects.create(
                            organisation=other.organisation, referral_id=pk, participant=theirs
                        )

    @pytest.mark.parametrize(
        ("who", "values"),
        [
            ("receiver", {"called": "Another"}),
            ("receiver", {"state": State.WITHDRAWN}),
            ("receiver", {"consent_words": "Anything"}),
            ("sender", {"state": State.ACCEPTED}),
            ("sender", {"reason": Reason.FULL}),
            ("sender", {"state": State.EXPIRED, "called": "", "need": "", "contact": ""}),
        ],
    )
    def test_the_database_keeps_each_side_to_its_part(self, sender, receiver, who, values):
        member = {"sender": sender, "receiver": receiver}[who]
        with factories.acting(sender):
            about = factories.make_participant(sender.organisation)
        referral = send(sender, receiver, about)
        with factories.acting(member), pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.filter(pk=referral.pk).update(**values)
        with factories.acting(member):
            # Straight at the table: Django would first take what points at it.
            assert Referral.objects.filter(pk=referral.pk)._raw_delete("default") == 0


def page_member():
    return factories.make_membership(Role.MANAGER)


class TestAnswering:
    def test_accepting_makes_one_participant_however_often(
        self, as_member, sender, receiver, person
    ):
        referral = send(sender, receiver, person)
        page = as_member(receiver)
        assert "1 referral waits" in page.get(reverse("home")).text
        url = reverse("referral-accept", args=[referral.uuid])
        assert "Zarq" in page.get(url).text
        for _ in range(2):
            assert page.post(url, {"who": "new"}).status_code == 302
        with factories.acting(receiver):
            mine = Participant.objects.get()
            assert (mine.name, mine.main_language) == ("Zarq", "ti")
            assert ContactDetails.objects.get().reach == "Marked text only"
            assert not ContactDetails.objects.get().may_call
        became = reverse("referral-became", args=[referral.uuid])
        page.post(became, {"became": "joined"})
        seen = as_member(sender).get(reverse("referral", args=[referral.uuid])).text
        assert "They came" in seen
        assert rows(sender, "select count(*) from referrals_receivedas") == [(0,)]
        assert rows(sender, "select count(*) from services_participant") == [(1,)]
        for member, action in ((sender, "referral.was_accepted"), (receiver, "referral.accepted")):
            with factories.acting(manager_of(member)):
                assert AuditEvent.objects.filter(action=action).count() == 1

    def test_somebody_known_already_is_offered_and_chosen(
        self, as_member, sender, receiver, person
    ):
        with factories.acting(receiver):
            known = factories.make_participant(receiver.organisation, name="Zarq")
        referral = send(sender, receiver, person)
        page, url = as_member(receiver), reverse("referral-accept", args=[referral.uuid])
        assert "the same name" in page.get(url).text
        assert page.post(url, {}).status_code == 422
        assert page.post(url, {"who": str(person.uuid)}).status_code == 422
        page.post(url, {"who": str(known.uuid)})
        with factories.acting(receiver):
            assert ReceivedAs.objects.get().participant_id == known.pk
            assert Participant.objects.count() == 1

    def test_declined_with_a_reason_the_words_go_on_both_sides(
        self, as_member, sender, receiver, person
    ):
        referral = send(sender, receiver, person)
        url = reverse("referral-decline", args=[referral.uuid])
        page = as_member(receiver)
        page.post(url, {"reason": ""})
        assert stored(receiver, referral).state == State.SENT
        for _ in range(2):
            page.post(url, {"reason": Reason.FULL})
        for member in (sender, receiver):
            gone = stored(member, referral)
            assert (gone.state, gone.called, gone.need, gone.contact) == ("declined", "", "", "")
        text = as_member(sender).get(reverse("referrals")).text
        assert "No room at the moment: 1" in text
        with factories.acting(receiver), pytest.raises(Refused):
            actions.accept_referral(by=receiver, referral=referral)

    def test_nobody_is_told_that_the_person_is_known_there(
        self, as_member, sender, receiver, person
    ):
        referral = send(sender, receiver, person)
        page = as_member(receiver)
        shown = page.get(reverse("referral", args=[referral.uuid])).text
        assert "No room at the moment" in shown and "They come to us already" not in shown
        page.post(reverse("referral-decline", args=[referral.uuid]), {"reason": Reason.KNOWN})
        assert stored(receiver, referral).state == State.SENT
        with factories.acting(receiver):
            actions.decline_referral(by=receiver, referral=referral, reason=Reason.KNOWN)
        for member in (sender, receiver):
            for address in (
                reverse("referrals"),
                reverse("referral", args=[referral.uuid]),
            ):
                text = as_member(member).get(address).text
                assert "Another reason" in text and "come to us already" not in text

    def test_taken_back_at_any_time_by_the_sender_alone(self, as_member, sender, receiver, person):
        referral = send(sender, receiver, person)
        url = reverse("referral-withdraw", args=[referral.uuid])
        assert as_member(receiver).post(url).status_code == 403
        with factories.acting(receiver):
            actions.accept_referral(by=receiver, referral=referral)
        assert as_member(sender).post(url).status_code == 302
        assert stored(receiver, referral).contact == ""
        assert stored(receiver, referral).state == State.WITHDRAWN

    def test_the_clock_closes_it_and_the_job_removes_the_words(self, sender, receiver, person):
        referral = send(sender, receiver, person)
        later = timezone.now() + timedelta(days=29)
        with time_machine.travel(later, tick=False):
            found = stored(receiver, referral)
            assert found.state_now == State.EXPIRED
            with factories.acting(receiver), pytest.raises(Refused, match="not answered"):
                actions.accept_referral(by=receiver, referral=referral)
        with factories.acting(sender):
            past = timezone.localdate() - timedelta(days=1)
            old = Referral(
                uuid=uuid4(),
                sender=sender.organisation,
                receiver=receiver.organisation,
                consent_words="Yes",
                consent_language="ti",
                consent_given="spoken",
                consent_on=past,
                consent_until=past,
                expires_on=past,
                **SAID,
            )
            old.save()
        expire()
        expire()
        over = stored(sender, old)
        assert (over.state, over.called, over.need) == (State.EXPIRED, "", "")
        assert stored(sender, referral).state == State.SENT


class TestErasure:
    @pytest.mark.parametrize("is_accepted", [False, True])
    @pytest.mark.parametrize("side", ["sender", "receiver"])
    def test_the_words_go_on_both_sides_and_the_other_record_stays(
        self, sender, receiver, person, side, is_accepted
    ):
        referral = send(sender, receiver, person)
        if side == "receiver" and not is_accepted:
            return  # There is no record to erase yet.
        theirs = None
        if is_accepted:
            with factories.acting(receiver):
                theirs = actions.accept_referral(by=receiver, referral=referral)
        erased, member = (person, sender) if side == "sender" else (theirs, receiver)
        manager = manager_of(member)
        with factories.acting(manager):
            erase_participant(by=manager, participant=erased)
        for one in (sender, receiver):
            left = stored(one, referral)
            assert (left.called, left.need, left.contact, left.language) == ("", "", "", "")
            assert left.state == (State.ACCEPTED if is_accepted else State.WITHDRAWN)
        other, kept = (receiver, theirs) if side == "sender" else (sender, person)
        if kept:
            with factories.acting(other):
                assert Participant.objects.get(pk=kept.pk).erased_at is None
                link = ReceivedAs if side == "sender" else SentFor
                assert link.objects.filter(participant=kept).exists()


def test_lists_ask_the_same_however_many(as_member, sender, receiver):
    page = as_member(receiver)

    def add():
        with factories.acting(sender):
            about = factories.make_participant(sender.organisation)
        send(sender, receiver, about)

    same_number_of_queries(lambda: page.get(reverse("referrals")), add)
