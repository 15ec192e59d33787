"""Work above a registration is refused by the table, with the reason; information never is."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Kind, Role
from rco_network.core.dates import day_in_words
from rco_network.core.models import AuditEvent
from services.advice.calculations import judge
from services.advice.models import GuardRule, Matter, Step
from tests import factories as make

from .ground import ask, change, lay, opened, register, seen_by, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db):
    return lay()


def verdict(ground, subject, work):
    with make.acting(ground.adviser):
        return judge(ground.adviser, [subject], work, timezone.localdate())


# Registration (level, category), subject, work, and the level that is needed (None: allowed).
TABLE = [
    (None, "IMM-01", "INFO", None),
    (None, "IMM-01", "ADV", 2),
    (None, "BEN-01", "CW", None),
    (None, "BEN-01", "REP", None),
    (None, "BEN-09", "CW", None),
    (None, "BEN-09", "REP", None),
    (None, "IMM-09", "ADV", 1),
    ((1, "asylum"), "IMM-09", "ADV", None),
    ((1, "asylum"), "IMM-16", "CW", None),
    ((1, "asylum"), "IMM-01", "INFO", None),
    ((1, "asylum"), "IMM-01", "ADV", 2),
    ((1, "both"), "IMM-03", "ADV", 2),
    ((1, "both"), "IMM-05", "CW", 2),
    ((1, "both"), "IMM-12", "ADV", 2),
    ((1, "immigration"), "IMM-06", "ADV", None),
    ((1, "asylum"), "IMM-06", "ADV", 1),
    ((2, "asylum"), "IMM-01", "CW", None),
    ((2, "asylum"), "IMM-12", "CW", None),
    ((2, "immigration"), "IMM-01", "CW", 2),
    ((2, "both"), "IMM-01", "REP", 3),
    ((3, "asylum"), "IMM-01", "REP", None),
    ((3, "immigration"), "IMM-01", "REP", 3),
    ((3, "asylum"), "IMM-07", "REP", None),
    ((3, "both"), "IMM-17", "REP", None),
]


def test_the_table_decides_line_by_line(ground):
    held = None
    for registration, subject, work, needs in TABLE:
        with make.acting(ground.manager):
            if held:
                held.delete()
        held = register(ground, ground.adviser, *registration) if registration else None
        found = verdict(ground, subject, work)
        told = (registration, subject, work, found.reason)
        assert found.is_allowed == (needs is None), told
        assert found.needs_level == (needs or 0), told


def test_the_reason_says_what_is_needed_and_what_is_held(ground):
    assert verdict(ground, "IMM-01", "ADV").reason == (
        "This is level 2 work in asylum and protection; no registration of yours is written down."
    )
    held = register(ground, ground.adviser, 1, "asylum", days=30)
    until = day_in_words(held.expires_on)
    assert verdict(ground, "IMM-01", "ADV").reason == (
        "This is level 2 work in asylum and protection; your registration is level 1 in asylum "
        f"and protection until {until}."
    )


def test_a_registration_that_ran_out_carries_nothing(ground):
    held = register(ground, ground.adviser, 3, "both", days=1)
    assert verdict(ground, "IMM-01", "CW").is_allowed
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert verdict(ground, "IMM-01", "CW").is_allowed
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        found = verdict(ground, "IMM-01", "CW")
        assert f"your registration ran out on {day_in_words(held.expires_on)}" in found.reason
        assert verdict(ground, "IMM-01", "INFO").is_allowed


def test_a_matter_above_the_registration_is_refused_and_nothing_is_kept(as_member, ground):
    answer = ask(as_member(ground.adviser), ground.person, subject="IMM-01", level="CW")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "This is level 2 work in asylum and protection" in text
    assert "refer them" in text and "not legal advice" in text
    assert "Guidance on competence 2021" in text
    assert seen_by(ground.manager) == set()
    with make.acting(ground.manager):
        refused = AuditEvent.objects.filter(action="work refused")
        assert [event.detail for event in refused] == [{"level": "2"}]


def test_a_step_above_it_is_refused_too_and_information_is_written(as_member, ground):
    register(ground, ground.adviser, 2, "asylum")
    matter = opened(as_member, ground.adviser, ground.person, subject="IMM-01", level="CW")
    client = as_member(ground.adviser)
    address = reverse("matter-step", args=[matter.uuid])
    above = client.post(address, step(subject="IMM-01", level="REP", text="Went to the tribunal"))
    assert above.status_code == 422
    assert "This is level 3 work" in above.content.decode()
    assert "Went to the tribunal" in above.content.decode()
    assert client.post(address, step(subject="IMM-01", level="INFO")).status_code == 302
    assert len(seen_by(ground.adviser, Step)) == 1


def test_an_enquiry_is_held_against_it_and_information_is_open_to_a_logger(as_member, ground):
    today = str(timezone.localdate())
    sent = {"about": "IMM", "level": "INFO", "channel": "face", "minutes": "5", "day": today}
    client = as_member(ground.logger)
    assert client.post("/advice/enquiries/new/", sent).status_code == 302
    assert client.post("/advice/enquiries/new/", sent | {"level": "ADV"}).status_code == 422
    client = as_member(ground.adviser)
    vague = client.post("/advice/enquiries/new/", sent | {"level": "ADV"})
    assert "Say which" in vague.content.decode()
    answer = client.post("/advice/enquiries/new/", sent | {"level": "ADV", "more": "IMM-01"})
    assert answer.status_code == 422
    assert "level 2 work in asylum" in answer.content.decode()


def test_who_is_named_must_be_registered_too(as_member, ground):
    register(ground, ground.adviser, 2, "both")
    matter = opened(as_member, ground.adviser, ground.person, subject="IMM-03", level="CW")
    both = {"colleagues": [str(ground.adviser.uuid), str(ground.other.uuid)]}
    client = as_member(ground.manager)
    address = reverse("matter-advisers", args=[matter.uuid])
    answer = client.post(address, both)
    assert answer.status_code == 422
    assert f"no registration of {ground.other.user.name}" in answer.content.decode()
    register(ground, ground.other, 2, "asylum")
    assert client.post(address, both).status_code == 302
    assert seen_by(ground.other) == {matter.pk}


def test_an_exempt_organisation_says_whose_word_that_is(as_member, ground):
    client = as_member(ground.manager)
    sent = {"kind": "solicitor", "said_by": "Moss and Webb Solicitors", "said_on": "2026-05-05"}
    assert client.post("/advice/exemption/", sent).status_code == 302
    assert verdict(ground, "IMM-01", "REP").is_allowed
    page = as_member(ground.adviser).get("/advice/registrations/").content.decode()
    assert "Moss and Webb Solicitors" in page
    assert "5 May 2026" in page
    assert as_member(ground.adviser).get("/advice/exemption/").status_code == 403
    as_member(ground.manager).post("/advice/exemption/", {"end": "1"})
    assert not verdict(ground, "IMM-01", "REP").is_allowed


def test_the_forum_changes_the_table_as_a_new_version(as_member, ground):
    coordinator = make.make_membership(Role.COORDINATOR, make.make_organisation(Kind.FORUM))
    with make.acting(coordinator):
        line = GuardRule.objects.in_force().get(work="Fresh claims on human rights grounds")
    sent = {
        "level": "3",
        "category": "asylum",
        "permitted": "yes",
        "work": line.work,
        "subjects": ["IMM-02"],
        "works": ["ADV", "CW"],
        "source": "gov.uk Guidance on competence 2027",
        "dated": "2026-11-01",
        "why": "The new guidance moved it.",
    }
    register(ground, ground.adviser, 2, "both")
    assert verdict(ground, "IMM-02", "ADV").is_allowed
    client = as_member(coordinator)
    address = reverse("advice-rule", args=[line.uuid])
    assert client.post(address, sent).status_code == 302
    overtaken = client.post(address, sent)
    assert overtaken.status_code == 422
    assert "Somebody else changed this line" in overtaken.content.decode()
    found = verdict(ground, "IMM-02", "ADV")
    assert (found.is_allowed, found.needs_level) == (False, 3)
    page = as_member(ground.adviser).get("/advice/rules/").content.decode()
    assert "Guidance on competence 2027, 1 Nov 2026" in page
    assert "The new guidance moved it." in page
    assert "not legal advice" in page
    with make.acting(coordinator):
        versions = GuardRule.objects.filter(line=line.line).order_by("version")
        assert [(one.version, one.replaced_at is None) for one in versions] == [
            (1, False),
            (2, True),
        ]


def test_the_table_is_written_by_nobody_else(as_member, ground):
    with make.acting(ground.manager):
        line = GuardRule.objects.in_force()[0]
        assert GuardRule.objects.filter(pk=line.pk).update(permitted=False) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            GuardRule.objects.create(
                line="x", level=0, category="any", permitted=True, work="x", source="x",
                dated=timezone.localdate(),
            )  # fmt: skip
    for path in ("/advice/rules/new/", reverse("advice-rule", args=[line.uuid])):
        answer = as_member(ground.manager).get(path)
        assert answer.status_code == 403
        assert "coordinator" in answer.content.decode()
    assert as_member(ground.worker).get("/advice/rules/").status_code == 403


def test_with_the_duty_goes_the_work(as_member, ground):
    matter = opened(as_member, ground.adviser, ground.person)
    change(ground.adviser, duties=[])
    assert seen_by(ground.adviser) == set()
    answer = as_member(ground.adviser).get(reverse("matter", args=[matter.uuid]))
    assert answer.status_code == 403
    assert Matter.__name__ not in answer.content.decode()
