"""What the rooms hold already is offered as an outcome: once, honestly, to who may read it."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Duty, Role
from outcomes.calculations.offer_words import drafted
from outcomes.calculations.offers import offers_for, origins_of, waiting_for
from outcomes.enums import OfferKind, Standing
from outcomes.models import OfferAnswer, Outcome
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from services.advice.models import Matter, MatterAdviser, MatterOutcome
from services.esol.models import Assessment, ExamEntry
from services.models import Correction
from services.parts import tasks_of
from services.supplementary.models import Attainment, Scale, Term
from services.volunteering.models import StateChange, Volunteer
from tests import factories
from tests.pages import same_number_of_queries

pytestmark = pytest.mark.django_db
PAGE = "from-work"


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def worker(manager):
    return factories.make_membership(Role.WORKER, organisation=manager.organisation)


@pytest.fixture
def amina(manager):
    with factories.acting(manager):
        return factories.make_participant(manager.organisation, name="Amina Yusuf")


def assess(person, day, **levels):
    return Assessment.objects.create(
        organisation_id=person.organisation_id,
        participant=person,
        kind="review",
        held_on=day,
        **levels,
    )


def pass_exam(person, **fields):
    fields = {"mode": "R", "level": "E2", "sits_on": date(2026, 5, 4), "result": "passed"} | fields
    return ExamEntry.objects.create(
        organisation_id=person.organisation_id, participant=person, **fields
    )


def advise(manager, adviser, person, **fields):
    """A matter on which the adviser is named, with an outcome."""
    own = {"organisation": manager.organisation, "participant": person}
    with factories.acting(manager):
        matter = Matter.objects.create(
            **own,
            subjects=("BEN",),
            level="ADV",
            state="open",
            opened_on="2026-02-01",
            opened_by=manager.user,
        )
        if adviser:
            MatterAdviser.objects.create(
                **own, matter=matter, membership=adviser, named_by=manager.user
            )
        fields = {"code": "O-FIN-GAIN-A", "amount": 104, "every": "month"} | fields
        return MatterOutcome.objects.create(
            **own,
            matter=matter,
            happened_on="2026-03-01",
            recorded_by=manager.user,
            **fields,
        )


def offered(membership):
    with factories.acting(membership):
        assert waiting_for(membership) == len(offers_for(membership))
        return [(one.kind.value, drafted(one.kind, one.facts)) for one in offers_for(membership)]


def take(client, membership, *, do="record", **typed):
    """Tick everything on the page and send it, with what was typed over the drafts."""
    with factories.acting(membership):
        keys = [one.key for one in offers_for(membership)]
    page = client.get(reverse(PAGE))
    fields = {"do": do, "take": keys}
    for form in page.context["forms"]:
        fields |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
        fields |= {form.add_prefix(name): value for name, value in typed.items()}
    return client.post(reverse(PAGE), fields), fields


class TestWhatIsOffered:
    def test_a_level_higher_than_ever_before(self, worker, amina):
        with factories.acting(worker):
            assess(amina, "2026-01-10", reading="E1", writing="E2")
            assess(amina, "2026-03-10", reading="PE")
            assess(amina, "2026-05-10", reading="E1", writing="E3")
            assess(amina, "2026-07-10", reading="L1", speaking="E1")
        assert offered(worker) == [
            ("level", "An assessment showed progress in English: reading from Entry 1 to Level 1."),
            ("level", "An assessment showed progress in English: writing from Entry 2 to Entry 3."),
        ]

    def test_an_exam_that_was_passed(self, worker, amina):
        with factories.acting(worker):
            pass_exam(amina, awarding_body="Ascentis")
            pass_exam(amina, mode="W", result="not_passed")
            pass_exam(amina, mode="SL", sits_on="2099-01-01")
        assert offered(worker) == [("exam", "Passed the Entry 2 exam in reading (Ascentis).")]

    def test_progress_within_a_term(self, worker, amina):
        with factories.acting(worker):
            own = {"organisation": worker.organisation}
            term = Term.objects.create(
                **own, name="Spring", starts_on="2026-01-05", ends_on="2026-03-27"
            )
            scale = Scale.objects.create(**own, name="Steps", steps=["Letters", "Words | lines"])
            for subject, end in (("Maths", 1), ("Arabic", 0)):
                Attainment.objects.create(
                    **own,
                    participant=amina,
                    term=term,
                    scale=scale,
                    subject=subject,
                    at_start=0,
                    at_end=end,
                )
        said = "In Maths, went from “Letters” to “Words | lines” within a term."
        assert offered(worker) == [("attainment", said)]

    def test_a_volunteer_who_found_work_to_who_looks_after_volunteers(self, manager, worker, amina):
        with factories.acting(manager):
            volunteer = Volunteer.objects.create(
                organisation=manager.organisation,
                participant=amina,
                state="left",
                enquired_on="2026-01-05",
                started_on="2026-02-02",
                left_on="2026-06-01",
            )
            StateChange(
                volunteer=volunteer, to="left", on="2026-06-01", why_left="paid_work"
            ).save()
            StateChange(volunteer=volunteer, to="left", on="2026-07-01", why_left="time").save()
        said = "Found paid work after volunteering with us since February 2026."
        assert offered(manager) == [("volunteer", said)]
        assert offered(worker) == []

    def test_who_was_erased_is_not_offered(self, worker, amina):
        with factories.acting(worker):
            pass_exam(amina)
            type(amina).objects.filter(pk=amina.pk).update(erased_at=timezone.now())
        assert offered(worker) == []


class TestAdvice:
    def test_is_offered_to_those_alone_who_read_the_matter(self, manager, worker, amina):
        adviser = factories.make_membership(Role.WORKER, organisation=manager.organisation)
        with scope(installation=True):
            adviser.duties = [Duty.ADVISER]
            adviser.save()
        advise(manager, adviser, amina)
        advise(manager, adviser, amina, code="O-UNK", amount=None)
        said = ("advice", "Has £1,248 more a year to live on.")
        assert offered(adviser) == offered(manager) == [said]
        assert offered(worker) == []

    def test_what_was_taken_from_it_looks_typed_to_everybody_else(
        self, as_member, manager, worker, amina
    ):
        advise(manager, None, amina)
        take(as_member(manager), manager)
        with factories.acting(worker):
            [outcome] = Outcome.objects.all()
            assert origins_of([outcome]) == {}
            assert not OfferAnswer.objects.exists()
            seen = {event.subject_type for event in AuditEvent.objects.all()}
        assert "outcomes.offeranswer" not in seen
        page = as_member(worker).get(reverse("outcomes")).text
        main = page.partition("<main")[2].partition("</main>")[0]
        assert "Has £1,248 more a year" in page
        assert "From your work:" not in page and "advice" not in main.lower()
        with factories.acting(manager):
            assert origins_of([outcome])[outcome.pk].standing == Standing.SAME

    def test_a_number_does_not_tell(self, as_member, manager, worker, amina):
        advise(manager, None, amina)
        for _ in "ab":
            assert as_member(worker).get(reverse(PAGE)).context["numbers"].offered == 0
            take(as_member(manager), manager, do="aside")
        assert as_member(worker).get(reverse("offers-aside")).context["found"] == []
        assert len(as_member(manager).get(reverse("offers-aside")).context["found"]) == 1
        with factories.acting(manager):
            [answer] = OfferAnswer.objects.all()
        back = reverse("offer-back", args=[answer.uuid])
        assert as_member(worker).post(back).status_code == 404


class TestAnswering:
    def test_recorded_as_typed_in_the_chosen_domain(self, as_member, worker, amina):
        with factories.acting(worker):
            group = factories.make_group(worker.organisation)
            factories.enrol(group, amina)
            pass_exam(amina)
        answer, _ = take(as_member(worker), worker, evidence="She passed, and laughed.")
        assert answer.status_code == 302
        with factories.acting(worker):
            [outcome] = Outcome.objects.select_related("domain")
        assert (outcome.evidence, outcome.domain.code) == ("She passed, and laughed.", "IOI-09")
        assert (outcome.happened_on, outcome.service_id) == (date(2026, 5, 4), group.service_id)
        assert outcome.recorded_by_id == worker.user_id and not outcome.may_be_quoted
        assert offered(worker) == []

    def test_several_at_once_and_sent_twice_is_once(self, as_member, worker, amina):
        with factories.acting(worker):
            pass_exam(amina)
            pass_exam(amina, mode="W")
        client = as_member(worker)
        _, fields = take(client, worker)
        again = client.post(reverse(PAGE), fields, follow=True)
        assert "answered already" in again.text
        with factories.acting(worker):
            assert Outcome.objects.count() == OfferAnswer.objects.count() == 2

    def test_a_sentence_left_out_keeps_the_others(self, as_member, worker, amina):
        with factories.acting(worker):
            pass_exam(amina)
        answer, _ = take(as_member(worker), worker, evidence=" … ")
        assert answer.status_code == 422
        assert "Write one sentence" in answer.text
        with factories.acting(worker):
            assert not Outcome.objects.exists()

    def test_nothing_ticked_is_said(self, as_member, worker, amina):
        with factories.acting(worker):
            pass_exam(amina)
        answer = as_member(worker).post(reverse(PAGE), {"do": "record"})
        assert answer.status_code == 422 and "Nothing is ticked" in answer.text

    def test_put_aside_is_remembered_and_can_be_undone(self, as_member, worker, amina):
        with factories.acting(worker):
            pass_exam(amina)
        client = as_member(worker)
        take(client, worker, do="aside")
        assert offered(worker) == []
        numbers = client.get(reverse(PAGE)).context["numbers"]
        assert (numbers.offered, numbers.accepted, numbers.aside) == (1, 0, 1)
        with factories.acting(worker):
            [answer] = OfferAnswer.objects.all()
        client.post(reverse("offer-back", args=[answer.uuid]))
        assert len(offered(worker)) == 1

    def test_made_up_ones_are_nothing(self, as_member, worker, amina):
        fields = {"do": "record", "take": [f"exam-{uuid4()}", "exam-x", "made-up"]}
        assert as_member(worker).post(reverse(PAGE), fields).status_code in (302, 422)
        with factories.acting(worker):
            assert not Outcome.objects.exists()

    def test_on_a_day_of_an_issued_report_it_is_asked_why_it_comes_late(
        self, as_member, manager, worker, amina
    ):
        with factories.acting(worker):
            pass_exam(amina)
        factories.close_days(manager, date(2026, 5, 1), date(2026, 5, 31))
        client = as_member(worker)
        page, fields = take(client, worker)
        assert page.status_code == 422 and "in a report that was issued on" in page.text
        with factories.acting(worker):
            assert not OfferAnswer.objects.exists()
        said = {"because": "The result came by post in July"}
        assert client.post(reverse(PAGE), fields | said).status_code == 302
        with factories.acting(worker):
            [correction] = Correction.objects.all()
            assert correction.participant_id == amina.pk
            assert correction.subject_uuid == Outcome.objects.get().uuid

    def test_who_may(self, as_member, manager, amina):
        logger = factories.make_membership(Role.LOGGER, organisation=manager.organisation)
        stranger = factories.make_membership(Role.MANAGER)
        with factories.acting(manager):
            pass_exam(amina)
        assert as_member(logger).get(reverse(PAGE)).status_code == 403
        assert as_member(stranger).get(reverse(PAGE)).context["forms"] == []


class TestTheSourceChanges:
    def test_a_correction_is_said(self, as_member, worker, amina):
        with factories.acting(worker):
            exam = pass_exam(amina)
        client = as_member(worker)
        take(client, worker)
        with factories.acting(worker):
            ExamEntry.objects.filter(pk=exam.pk).update(level="E1")
            [outcome] = Outcome.objects.all()
        assert "Corrected since" in client.get(reverse("outcomes")).text
        assert "Corrected since" in client.get(reverse(PAGE)).text
        page = client.get(reverse("outcome-edit", args=[outcome.uuid])).text
        assert "Passed: Entry 2" in page and "Passed: Entry 1" in page

    def test_a_removal_is_said(self, as_member, worker, amina):
        with factories.acting(worker):
            exam = pass_exam(amina)
        client = as_member(worker)
        take(client, worker)
        with factories.acting(worker):
            ExamEntry.objects.filter(pk=exam.pk).update(result="not_passed")
        assert "Removed since" in client.get(reverse("outcomes")).text


class TestTheFirstPage:
    def test_says_how_many(self, worker, amina):
        with factories.acting(worker):
            pass_exam(amina)
            titles = [task.title for task in tasks_of(worker, timezone.localdate())]
        assert "1 outcome from your work to look at" in titles

    def test_asks_as_often_for_many(self, as_member, worker, amina):
        client, days = as_member(worker), iter(range(1, 9))

        def another():
            with factories.acting(worker):
                pass_exam(amina, sits_on=date(2026, 5, next(days)))

        same_number_of_queries(lambda: client.get(reverse(PAGE)), another)


def test_every_kind_has_words():
    assert {kind.value for kind in OfferKind} == {
        "level",
        "exam",
        "attainment",
        "volunteer",
        "advice",
    }
