"""What becomes of advice: the pack, erasure, the six years of a file, and figures of few."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from rco_network.core.models import RecordChange
from rco_network.core.tenancy import ERASE, scope
from rco_network.reports.holdings import everything
from services.actions.erasure import erase_participant
from services.actions.retention_run import steps
from services.advice.calculations import figures_of
from services.advice.models import Enquiry, Matter, MatterOutcome, Step
from services.models import Participant
from tests import factories as make

from .ground import MARK, lay, opened, seen_by, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db):
    return lay()


@pytest.fixture
def matter(as_member, ground):
    made = opened(
        as_member, ground.adviser, ground.person, subject="HOU-03", others=f"{MARK} Landlord",
        wanted="To stay in the flat", subject_2="DEB-01",
    )  # fmt: skip
    url = reverse("matter-step", args=[made.uuid])
    as_member(ground.adviser).post(url, step(subject="HOU-03", text="Rang the court"))
    return made


def night(membership, day):
    with time_machine.travel(f"{day}T03:00:00+00:00", tick=False):
        return list(steps(membership.organisation, day))


def close(as_member, ground, matter):
    client = as_member(ground.adviser)
    sent = {"ended": "done", "closed_on": str(matter.opened_on), "ending": "Stayed"}
    assert client.post(reverse("matter-close", args=[matter.uuid]), sent).status_code == 302


def test_the_pack_has_the_advice_and_not_other_peoples_words(ground, matter):
    with make.acting(ground.manager):
        told = everything(ground.person)
    text = str(told.as_json())
    for said in ("Prevent eviction, Rent arrears", "Rang the court", "To stay in the flat"):
        assert said in text, said
    assert MARK not in text


def test_erasure_leaves_the_file_that_the_law_keeps_and_blanks_the_enquiry(
    as_member, ground, matter
):
    with make.acting(ground.manager):
        Enquiry.objects.create(
            organisation=ground.rco, day="2026-11-03", channel="face", subject="BEN",
            level="INFO", minutes=5, participant=ground.person, note=MARK,
            taken_by=ground.manager.user,
        )  # fmt: skip
        erase_participant(by=ground.manager, participant=ground.person)
        enquiry = Enquiry.objects.get()
        assert (enquiry.note, enquiry.subject, enquiry.minutes) == ("", "BEN", 5)
    assert seen_by(ground.adviser) == {matter.pk}
    page = as_member(ground.adviser).get(reverse("matter", args=[matter.uuid])).content.decode()
    assert "Selam Haile" not in page
    assert "Rang the court" in page


def test_a_file_goes_whole_six_years_after_it_was_closed(as_member, ground, matter):
    assert seen_by(ground.manager, Step)
    close(as_member, ground, matter)
    over = date(matter.opened_on.year + 6, matter.opened_on.month, matter.opened_on.day)
    night(ground.manager, over - timedelta(days=14))
    night(ground.manager, over - timedelta(days=1))
    assert seen_by(ground.manager) == {matter.pk}
    night(ground.manager, over)
    assert seen_by(ground.manager) == seen_by(ground.manager, Step) == set()
    with scope(user_id=ground.manager.user_id, organisation_ids=[ground.rco.pk], rights=[ERASE]):
        assert not RecordChange.objects.filter(about_type="advice.matter").exists()


def test_a_person_with_an_open_file_does_not_go_by_themselves(as_member, ground, matter):
    with make.acting(ground.manager):
        Participant.objects.filter(pk=ground.person.pk).update(joined_on=date(2010, 1, 5))
        Participant.objects.filter(pk=ground.friend.pk).update(joined_on=date(2010, 1, 5))
    for days in (0, 15):
        night(ground.manager, date(2036, 5, 1) + timedelta(days=days))
    with make.acting(ground.manager):
        gone = Participant.objects.exclude(erased_at=None).values_list("pk", flat=True)
        assert set(gone) == {ground.friend.pk}
    assert seen_by(ground.manager) == {matter.pk}


def test_figures_add_up_and_name_nobody(as_member, ground):
    day = date(2026, 11, 3)
    own = {"organisation": ground.rco, "day": day, "minutes": 30, "taken_by": ground.manager.user}
    with make.acting(ground.manager):
        people = [make.make_participant(ground.rco) for _ in range(8)]
        for number, person in enumerate(people):
            Enquiry.objects.create(
                **own, channel="face" if number else "phone", subject="BEN-01", level="INFO",
                participant=person,
            )  # fmt: skip
        Enquiry.objects.create(**own, channel="web", subject="IMM-01", level="INFO")
        Enquiry.objects.create(
            **(own | {"day": date(2025, 5, 5)}), channel="face", subject="BEN", level="INFO",
            participant=people[0],
        )  # fmt: skip
        matters = [
            Matter.objects.create(
                organisation=ground.rco, participant=person, subjects=("BEN-01",), level="ADV",
                state="open", opened_on=day, opened_by=ground.manager.user,
            )
            for person in people
        ]  # fmt: skip
        for matter in matters[:6]:
            MatterOutcome(
                happened_on=day, code="O-FIN-GAIN-A", amount="10.05", every="week", backdated=100,
                recorded_by=ground.manager.user,
            ).belong_to(matter).save()  # fmt: skip
        MatterOutcome(
            happened_on=day, code="O-DEBT-OFF", amount=5000, recorded_by=ground.manager.user
        ).belong_to(matters[0]).save()
        found = figures_of(ground.rco.pk, date(2026, 11, 1), date(2026, 11, 30))
    lines = {line.title: dict(line.rows) for line in found.lines}
    assert lines["Volume"]["Total clients"] == "8"
    assert lines["Volume"]["Total new clients"] == "–"  # seven: one of eight was known
    assert lines["Volume"]["Enquiries"] == "9"
    assert lines["Volume"]["Matters opened"] == "8"
    assert lines["Volume"]["Hours of work"] == "4.5"
    gains = lines["Financial gain"]
    assert gains["Total welfare benefits financial gain, one-off"] == "£600"
    assert gains["Total welfare benefits financial gain, a year"] == "£3,136"
    assert lines["Debt"]["Debt written off"] == "–"
    by_subject = lines["Enquiries by subject"]
    assert set(by_subject.values()) == {"–"}  # one of nine would give itself away
    page = as_member(ground.manager).get("/advice/figures/?first=2026-11-01&last=2026-11-30")
    text = page.content.decode()
    assert "5,000" not in text and "£3,136" in text and "fewer than 5 people" in text
    wrong = as_member(ground.manager).get("/advice/figures/?first=2026-12-01&last=2026-11-01")
    assert wrong.status_code == 422
