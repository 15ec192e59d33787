"""Raising a concern: easy, once, to somebody who may read it, and gone from the raiser's sight."""

import uuid

import pytest

from organisations.enums import Duty
from rco_network.core.models import AuditEvent, Job, Mail
from rco_network.core.tenancy import scope
from services.safeguarding.models import Concern, Entry, Receipt
from tests import factories as make

from .ground import MARK, change, lay, raised, seen_by, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db):
    return lay()


def read(membership, pk):
    with make.acting(membership):
        return Concern.objects.get(pk=pk)


def test_a_volunteer_raises_one_and_the_lead_reads_it(as_member, ground):
    pk = raised(as_member, ground.raiser, is_danger="on")
    found = read(ground.lead, pk)
    assert (found.about, found.what, found.is_danger) == (f"{MARK} about", f"{MARK} what", True)
    assert (found.organisation_id, found.about_organisation_id) == (ground.rco.pk, ground.rco.pk)
    assert found.raiser == str(ground.raiser.user)
    page = as_member(ground.lead).get(f"/concerns/{pk}/").content.decode()
    assert f"{MARK} what" in page and str(ground.raiser.user) in page


def test_what_is_stored_is_sealed(as_member, ground):
    from django.db import connection

    pk = raised(as_member, ground.raiser, ground.manager)
    with make.acting(ground.lead), connection.cursor() as cursor:
        cursor.execute("select * from safeguarding_concern where uuid = %s", [pk])
        row = str(cursor.fetchone())
    assert MARK not in row and str(ground.manager.user) not in row


def test_the_raiser_keeps_a_receipt_and_no_content(as_member, ground):
    pk = raised(as_member, ground.raiser)
    client = as_member(ground.raiser)
    page = client.get("/concerns/").content.decode()
    assert "has it" in page and MARK not in page and str(ground.lead.user) not in page
    assert client.get(f"/concerns/{pk}/").status_code == 404
    assert seen_by(ground.raiser) == set()
    for other in (ground.worker, ground.lead, ground.manager):
        with make.acting(other):
            assert not Receipt.objects.exists()


def test_a_receipt_can_be_taken_away_by_its_own_raiser_only(as_member, ground):
    pk = raised(as_member, ground.raiser)
    for other in (ground.manager, ground.lead):
        assert as_member(other).post(f"/concerns/received/{pk}/remove/").status_code == 404
    assert as_member(ground.raiser).post(f"/concerns/received/{pk}/remove/").status_code == 302
    with make.acting(ground.raiser):
        assert not Receipt.objects.exists()
    assert seen_by(ground.lead) == {pk}


def test_a_double_click_is_one_concern_and_other_words_are_another(as_member, ground):
    client, sent = as_member(ground.raiser), typed()
    for _ in range(2):
        assert client.post("/concerns/new/", sent).status_code == 302
    assert len(seen_by(ground.lead)) == 1
    client.post("/concerns/new/", sent | {"what": "And then something else."})
    assert len(seen_by(ground.lead)) == 2
    with make.acting(ground.raiser):
        assert Receipt.objects.count() == 2


def test_leads_are_told_by_a_mail_that_says_nothing(as_member, ground):
    raised(as_member, ground.raiser)
    with scope(rights=["mail"]):
        mails = list(Mail.objects.all())
    assert [mail.to for mail in mails] == [ground.lead.user.email]
    assert mails[0].subject == "You have something to read in Common Thread"
    said = f"{mails[0].subject} {mails[0].body} {mails[0].kind}".lower()
    for word in (MARK.lower(), ground.rco.name.lower(), "concern", "safeguarding"):
        assert word not in said
    assert mails[0].about is None
    with make.acting(ground.manager):
        assert not Job.objects.exists()


def test_the_way_past_one_s_own_organisation_leaves_nothing_in_it(as_member, ground):
    pk = raised(as_member, ground.raiser, ground.manager, way=str(ground.forum.uuid))
    found = read(ground.forum_lead, pk)
    assert (found.organisation_id, found.about_organisation_id) == (ground.forum.pk, ground.rco.pk)
    assert found.colleague_names == [str(ground.manager.user)]
    assert seen_by(ground.forum_lead) == {pk}
    for member in ground.everybody().values():
        if member.pk != ground.forum_lead.pk:
            assert seen_by(member) == set()
    for member in (ground.lead, ground.manager, ground.worker):
        with make.acting(member):
            assert not AuditEvent.objects.exists()
            assert not Entry.objects.exists()
    with scope(rights=["mail"]):
        assert [mail.to for mail in Mail.objects.all()] == [ground.forum_lead.user.email]


@pytest.mark.parametrize("who", ["lead", "above the lead"])
def test_where_no_lead_may_read_it_the_forum_is_chosen(as_member, ground, who):
    about = ground.lead
    if who == "above the lead":
        change(ground.lead, answers_to=ground.logger)
        about = ground.manager
    sent = typed(colleagues=[str(about.uuid)])
    page = as_member(ground.raiser).post("/concerns/new/", sent)
    text = page.content.decode()
    assert page.status_code == 422
    assert "It can go to the forum’s safeguarding lead" in text
    assert (
        f'value="{ground.forum.uuid}" required id="id_way_0" checked' in text or "checked" in text
    )
    assert 'value="own"' not in text and f"{MARK} what" in text
    assert seen_by(ground.lead) == set()
    sent["way"] = str(ground.forum.uuid)
    assert as_member(ground.raiser).post("/concerns/new/", sent).status_code == 302
    assert len(seen_by(ground.forum_lead)) == 1


def test_with_a_second_lead_it_stays_here_if_the_raiser_wants(as_member, ground):
    second = change(make.make_membership("worker", ground.rco), duties=[Duty.SAFEGUARDING_LEAD])
    pk = raised(as_member, ground.raiser, ground.lead)
    assert seen_by(second) == {pk}
    assert seen_by(ground.lead) == set()


def test_without_any_lead_the_page_says_whom_to_ring(as_member, ground):
    change(ground.lead, duties=[])
    assert 'value="own"' not in as_member(ground.raiser).get("/concerns/new/").content.decode()
    change(ground.forum_lead, duties=[])
    page = as_member(ground.raiser).get("/concerns/new/").content.decode()
    assert "Ring the safeguarding team of your council" in page
    assert as_member(ground.raiser).post("/concerns/new/", typed()).status_code == 422


def test_from_a_participant_s_page(as_member, ground):
    with make.acting(ground.worker):
        person = make.make_participant(ground.rco, name="Amina Example")
    client = as_member(ground.worker)
    assert (
        "Amina Example" in client.get(f"/concerns/new/?participant={person.uuid}").content.decode()
    )
    client.post("/concerns/new/", typed(about="", participant=str(person.uuid)))
    with make.acting(ground.lead):
        found = Concern.objects.get()
    assert (found.about, found.participant_uuid) == ("Amina Example", person.uuid)


def test_a_participant_of_others_is_as_unknown_as_a_made_up_one(as_member, ground):
    with make.acting(ground.stranger):
        theirs = make.make_participant(ground.stranger.organisation)
    client = as_member(ground.worker)
    for asked in (theirs.uuid, uuid.uuid4(), "x"):
        assert client.get(f"/concerns/new/?participant={asked}").status_code == 404
        assert client.post("/concerns/new/", typed(participant=str(asked))).status_code == 404
    assert (
        as_member(ground.logger).get(f"/concerns/new/?participant={theirs.uuid}").status_code == 403
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"what": ""}, "Write what you saw or heard"),
        ({"about": ""}, "Say who it is about"),
        ({"way": "forged"}, "Select a valid choice"),
        ({"colleagues": [str(uuid.uuid4())]}, "Select a valid choice"),
        ({"key": "x"}, "key"),
        ({"what": "x" * 10_001}, "at most 10000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(as_member, ground, wrong, says):
    page = as_member(ground.raiser).post("/concerns/new/", typed(**wrong))
    assert page.status_code == 422
    assert says in page.content.decode() and f"{MARK} done" in page.content.decode()
    assert seen_by(ground.lead) == set()


def test_those_without_the_right_read_why(as_member, ground):
    for url in ("/concerns/", "/concerns/new/"):
        page = as_member(ground.officer).get(url)
        assert page.status_code == 403
        assert "raise a safeguarding concern" in page.content.decode()


def test_colleagues_of_other_organisations_cannot_be_ticked(as_member, ground):
    sent = typed(colleagues=[str(ground.stranger.uuid)])
    assert as_member(ground.raiser).post("/concerns/new/", sent).status_code == 422
