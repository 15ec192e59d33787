"""Working with a concern: its record, its people, its end."""

import uuid
from datetime import date

import pytest
import time_machine

from organisations.enums import Duty, Role
from rco_network.core.models import AuditEvent, Mail
from rco_network.core.tenancy import scope
from services.safeguarding.calculations import keep_until
from services.safeguarding.models import Concern, Entry
from tests import factories as make
from tests.pages import same_number_of_queries

from .ground import MARK, again, change, lay, raised, seen_by, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db):
    return lay()


@pytest.fixture
def pk(as_member, ground):
    return raised(as_member, ground.raiser, ground.manager)


@pytest.fixture
def helper(as_member, ground, pk):
    """Somebody who is named on it."""
    member = make.make_membership(Role.WORKER, ground.rco)
    as_member(ground.lead).post(f"/concerns/{pk}/name/", {"person": str(member.uuid)})
    return member


def stored(ground, pk):
    with make.acting(ground.lead):
        return Concern.objects.get(pk=pk)


def entries(ground, pk):
    with make.acting(ground.lead):
        return [(e.kind, e.text, e.writer) for e in Entry.objects.filter(concern_id=pk)]


def trail(member, pk):
    with make.acting(member):
        rows = AuditEvent.objects.filter(subject_uuid=pk).order_by("id")
        return list(rows.values_list("action", flat=True))


def entry(**more):
    return {"key": str(uuid.uuid4()), "kind": "note", "text": f"{MARK} note", **more}


def test_the_list_has_the_open_ones_with_their_age(as_member, ground):
    with time_machine.travel("2026-11-01 10:00", tick=True):
        raised(as_member, ground.raiser)
    with time_machine.travel("2026-11-13 10:00", tick=True):
        raised(as_member, ground.raiser, is_danger="on")
        page = as_member(ground.lead).get("/concerns/").content.decode()
    assert page.index("1 November 2026") < page.index("13 November 2026")
    assert "12 days" in page and "Danger" in page and MARK not in page


def test_the_list_costs_the_same_for_one_and_for_three(as_member, ground, pk):
    client = as_member(ground.lead)

    def another():
        raised(as_member, ground.raiser)
        as_member(ground.lead)

    same_number_of_queries(lambda: client.get("/concerns/"), another)


def test_a_page_costs_the_same_with_one_entry_and_with_three(as_member, ground, pk, helper):
    client = as_member(ground.lead)
    same_number_of_queries(
        lambda: client.get(f"/concerns/{pk}/"),
        lambda: client.post(f"/concerns/{pk}/write/", entry()),
    )


@pytest.mark.parametrize(
    "kind", ["note", "advice", "adults", "children", "police", "lado", "dbs", "commission"]
)
def test_the_lead_writes_and_decides(as_member, ground, pk, kind):
    page = as_member(ground.lead).post(f"/concerns/{pk}/write/", entry(kind=kind))
    assert page.status_code == 302
    assert entries(ground, pk) == [(kind, f"{MARK} note", str(ground.lead.user))]
    assert trail(ground.lead, pk) == ["concern raised", "concern entry added"]


def test_a_named_person_writes_notes_and_does_not_decide(as_member, ground, pk, helper):
    client = as_member(helper)
    page = client.get(f"/concerns/{pk}/").content.decode()
    assert f"{MARK} what" in page and "Close it" not in page and "police" not in page
    assert client.post(f"/concerns/{pk}/write/", entry()).status_code == 302
    assert client.post(f"/concerns/{pk}/write/", entry(kind="police")).status_code == 422
    for end in ("close", "reopen", "hand-over", "remove", "name", "take-off", "also-about", "kind"):
        page = client.post(f"/concerns/{pk}/{end}/")
        assert page.status_code == 403
        assert "see and handle safeguarding concerns" in page.content.decode()


def test_the_same_entry_sent_twice_is_one(as_member, ground, pk):
    sent = entry()
    for _ in range(2):
        as_member(ground.lead).post(f"/concerns/{pk}/write/", sent)
    assert len(entries(ground, pk)) == 1


def test_an_empty_entry_is_refused_on_the_page(as_member, ground, pk):
    page = as_member(ground.lead).post(f"/concerns/{pk}/write/", entry(text=""))
    assert page.status_code == 422
    assert "Write at least a few words" in page.content.decode()


def test_an_entry_s_key_of_another_concern_is_no_way_in(as_member, ground, pk):
    other, sent = raised(as_member, ground.raiser), entry()
    client = as_member(ground.lead)
    client.post(f"/concerns/{other}/write/", sent)
    assert client.post(f"/concerns/{pk}/write/", sent).status_code == 302
    assert len(entries(ground, pk)) == len(entries(ground, other)) == 1


def test_the_kind_of_harm_is_set_and_written_down(as_member, ground, pk):
    client = as_member(ground.lead)
    client.post(f"/concerns/{pk}/kind/", {"category": "financial"})
    assert stored(ground, pk).category == "financial"
    assert entries(ground, pk)[0][:2] == ("sorted", "Money or belongings taken")
    assert client.post(f"/concerns/{pk}/kind/", {"category": "made-up"}).status_code == 422


def test_somebody_named_is_told_and_it_is_written_down(as_member, ground, pk, helper):
    assert entries(ground, pk)[0][:2] == ("named", str(helper.user))
    with scope(rights=["mail"]):
        assert [m.to for m in Mail.objects.order_by("pk")][-1] == helper.user.email


@pytest.mark.parametrize("who", ["manager", "worker", "logger"])
def test_naming_whom_it_is_about_or_their_team_is_refused_without_saying_which(
    as_member, ground, pk, who
):
    person = getattr(ground, who)
    page = as_member(ground.lead).post(f"/concerns/{pk}/name/", {"person": str(person.uuid)})
    assert page.status_code == 422
    text = page.content.decode()
    assert "cannot be named" in text or "Choose a colleague" in text
    assert stored(ground, pk).named == []
    assert seen_by(person) == set()


def test_naming_strangers_and_made_up_people_is_refused(as_member, ground, pk):
    client = as_member(ground.lead)
    for person in (ground.stranger.uuid, ground.coordinator.uuid, uuid.uuid4(), "", "x"):
        page = client.post(f"/concerns/{pk}/name/", {"person": str(person)})
        assert page.status_code == 422
    assert stored(ground, pk).named == []


def test_that_it_is_about_a_named_colleague_too_takes_their_sight(as_member, ground, pk, helper):
    client = as_member(ground.lead)
    client.post(f"/concerns/{pk}/also-about/", {"person": str(helper.uuid)})
    found = stored(ground, pk)
    assert found.named == []
    assert found.colleague_names == [str(ground.manager.user), str(helper.user)]
    assert seen_by(helper) == set()


def test_a_lead_who_says_it_is_about_their_own_manager_gives_it_away(as_member, ground):
    pk = raised(as_member, ground.raiser)
    change(ground.lead, answers_to=ground.manager)
    page = as_member(ground.lead).post(
        f"/concerns/{pk}/also-about/", {"person": str(ground.manager.uuid)}
    )
    assert (page.status_code, page.url) == (302, "/concerns/")
    assert seen_by(ground.lead) == set()
    assert seen_by(ground.forum_lead) == {pk}


def test_but_never_to_nobody(as_member, ground):
    pk = raised(as_member, ground.raiser)
    change(ground.lead, answers_to=ground.manager)
    change(ground.forum_lead, duties=[])
    page = as_member(ground.lead).post(
        f"/concerns/{pk}/also-about/", {"person": str(ground.manager.uuid)}
    )
    assert page.status_code == 422
    assert "nobody would be left" in page.content.decode()
    assert seen_by(ground.lead) == {pk}


def test_closed_with_a_reason_and_opened_again(as_member, ground, pk):
    client = as_member(ground.lead)
    assert client.post(f"/concerns/{pk}/close/", {"close-reason": ""}).status_code == 422
    page = client.post(f"/concerns/{pk}/close/", {"close-reason": f"{MARK} why"})
    assert page.status_code == 302
    assert stored(ground, pk).state == "closed"
    assert client.post(f"/concerns/{pk}/close/", {"close-reason": "again"}).status_code == 422
    client.post(f"/concerns/{pk}/reopen/", {"again-reason": "New word."})
    assert stored(ground, pk).state == "open"
    assert [kind for kind, _, _ in entries(ground, pk)] == ["reopened", "closed"]


@pytest.mark.parametrize(
    ("closed_on", "born", "until"),
    [
        (date(2026, 11, 23), None, date(2032, 11, 23)),
        (date(2028, 2, 29), None, date(2034, 2, 28)),
        (date(2026, 11, 23), 2015, date(2040, 12, 31)),
        (date(2026, 11, 23), 2002, date(2032, 11, 23)),
    ],
)
def test_how_long_it_is_kept(closed_on, born, until):
    assert keep_until(closed_on, born) == until


def test_removed_only_when_its_day_has_passed(as_member, ground, pk):
    client = as_member(ground.lead)
    client.post(f"/concerns/{pk}/write/", entry())
    assert client.post(f"/concerns/{pk}/remove/").status_code == 422
    client.post(f"/concerns/{pk}/close/", {"close-reason": "Done.", "close-year_of_birth": "2015"})
    assert stored(ground, pk).keep_until == date(2040, 12, 31)
    page = client.post(f"/concerns/{pk}/remove/")
    assert page.status_code == 422
    assert "must still be kept" in page.content.decode()
    with make.acting(ground.lead):
        Concern.objects.filter(pk=pk).update(keep_until="2026-01-01")
    assert "Remove it for good" in client.get(f"/concerns/{pk}/").content.decode()
    assert client.post(f"/concerns/{pk}/remove/").status_code == 302
    assert seen_by(ground.lead) == set()
    with make.acting(ground.lead):
        assert not Entry.objects.exists()
        assert AuditEvent.objects.filter(action="concern removed").count() == 1


@pytest.mark.parametrize("year", ["1900", "2031", "x"])
def test_a_year_that_cannot_be_a_child_s_is_refused(as_member, ground, pk, year):
    sent = {"close-reason": "Done.", "close-year_of_birth": year}
    assert as_member(ground.lead).post(f"/concerns/{pk}/close/", sent).status_code == 422


def test_handed_over_with_its_record(as_member, ground, pk, helper):
    client = as_member(ground.lead)
    client.post(f"/concerns/{pk}/write/", entry())
    over = {"over-to": str(ground.forum.uuid), "over-reason": "It is about our board."}
    page = client.post(f"/concerns/{pk}/hand-over/", over)
    assert (page.status_code, page.url) == (302, "/concerns/")
    assert seen_by(ground.lead) == seen_by(helper) == set()
    text = as_member(ground.forum_lead).get(f"/concerns/{pk}/").content.decode()
    assert f"{MARK} note" in text and "It is about our board." in text
    assert client.get(f"/concerns/{pk}/").status_code in (404, 200)


def test_it_goes_to_no_organisation_but_a_forum_of_ours(as_member, ground, pk):
    other = change(make.make_membership(Role.COORDINATOR), duties=[Duty.SAFEGUARDING_LEAD])
    for to in (other.organisation.uuid, ground.rco.uuid, uuid.uuid4()):
        over = {"over-to": str(to), "over-reason": "Why not."}
        page = as_member(ground.lead).post(f"/concerns/{pk}/hand-over/", over)
        assert page.status_code == 422
    assert seen_by(ground.lead) == {pk}


def test_an_erased_participant_leaves_the_concern_whole(as_member, ground):
    from services.actions.erasure import erase_participant

    with make.acting(ground.manager):
        person = make.make_participant(ground.rco, name=f"{MARK} name")
    page = as_member(ground.worker).post(
        "/concerns/new/",
        typed(about="", participant=str(person.uuid)),
    )
    assert page.status_code == 302
    with make.acting(ground.manager):
        erase_participant(by=again(ground.manager), participant=person)
    (pk,) = seen_by(ground.lead)
    assert stored(ground, pk).about == f"{MARK} name"
    assert f"{MARK} name" in as_member(ground.lead).get(f"/concerns/{pk}/").content.decode()


def test_every_look_is_in_the_trail_of_those_who_may_look(as_member, ground, pk, helper):
    as_member(helper).get(f"/concerns/{pk}/")
    assert trail(ground.lead, pk)[-1] == "record viewed"
    assert trail(ground.manager, pk) == []
