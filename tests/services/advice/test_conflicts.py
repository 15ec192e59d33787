"""Before a matter opens, names are looked for: a hit tells the adviser nothing but to ask."""

import re

import pytest
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.encryption import keyring
from rco_network.core.tenancy import scope
from services.advice.actions.keys import renew_keys
from services.advice.calculations import known_as
from services.advice.models import ConflictCheck, Matter, PartyKey
from tests import factories as make

from .ground import ask, change, lay, opened, seen_by

pytestmark = pytest.mark.django_db
ASK = "Somebody of this name is on another matter"


@pytest.fixture
def ground(db):
    return lay()


def close(client, matter):
    sent = {"ended": "done", "closed_on": str(matter.opened_on), "ending": ""}
    assert client.post(reverse("matter-close", args=[matter.uuid]), sent).status_code == 302


@pytest.fixture
def against(as_member, ground):
    """Another adviser's matter, in which Gerald Pickersgill is the landlord."""
    return opened(
        as_member, ground.other, ground.friend, subject="HOU-07", others="Gerald Pickersgill"
    )


def state_of(ground, membership=None):
    with make.acting(membership or ground.manager):
        return Matter.objects.latest("pk").state


def test_no_name_is_no_conflict_and_that_is_written_down(as_member, ground):
    matter = opened(as_member, ground.adviser, ground.person, others="Hermione Oakes")
    assert matter.state == "open"
    with make.acting(ground.adviser):
        check = ConflictCheck.objects.get()
        assert (check.decision, check.is_hit, check.names) == ("clear", False, "Hermione Oakes")


@pytest.mark.parametrize("name", ["Gerald Pickersgill", "gerald  PICKERSGIL", "Pickersgill Gerald"])
def test_a_third_party_of_anothers_matter_tells_nothing(as_member, ground, against, name):
    client = as_member(ground.adviser)
    answer = ask(client, ground.person, others=name)
    assert state_of(ground) == "checking"
    text = client.get(answer.url).content.decode()
    assert ASK in text
    for secret in ("Yonas", "Disrepair", str(against.uuid), ground.other.user.name):
        assert secret not in text
    step = client.post(f"{answer.url}step/", {"text": "x"})
    assert step.status_code == 422
    assert seen_by(ground.adviser) & {against.pk} == set()


def test_the_same_words_for_one_of_our_people_and_for_a_colleague(as_member, ground):
    client = as_member(ground.adviser)
    pages = []
    for name in ("Yonas Tekle", ground.other.user.name):
        answer = ask(client, ground.person, others=name)
        assert state_of(ground) == "checking"
        text = client.get(answer.url).content.decode()
        assert ASK in text
        said = text[text.index(ASK) : text.index("Steps</h2>")]
        pages.append(re.sub(r"[0-9a-f-]{36}|\w{64}", "…", said))
        assert name not in said
    assert pages[0] == pages[1]


def test_the_clients_own_name_is_looked_for_on_the_other_side(as_member, ground):
    opened(as_member, ground.other, ground.friend, others="Salam Hayle")
    ask(as_member(ground.adviser), ground.person)
    assert state_of(ground) == "checking"


def test_offices_and_closed_matters_are_nobodys_conflict(as_member, ground, against):
    client = as_member(ground.other)
    party = {"name": "Hulme Council", "role": "council", "reference": ""}
    client.post(reverse("matter-party", args=[against.uuid]), party)
    matter = opened(as_member, ground.adviser, ground.person, others="Hulme Council")
    assert matter.state == "open"
    close(as_member(ground.other), against)
    with make.acting(ground.manager):
        assert not PartyKey.objects.filter(matter=against).exists()
    ask(as_member(ground.adviser), ground.person, others="Gerald Pickersgill")
    assert state_of(ground) == "open"
    client = as_member(ground.other)
    client.post(reverse("matter-reopen", args=[against.uuid]))
    ask(as_member(ground.adviser), ground.person, others="Gerald Pickersgill")
    assert state_of(ground) == "checking"


@pytest.mark.parametrize(
    ("decision", "reason", "state"),
    [("clear", "", "open"), ("allowed", "Two different flats", "open"), ("refer", "", "refused")],
)
def test_the_supervisor_sees_where_and_decides(as_member, ground, against, decision, reason, state):
    ask(as_member(ground.adviser), ground.person, others="Gerald Pickersgill")
    client = as_member(ground.manager)
    assert "possible conflict of interest" in client.get("/").content.decode()
    assert "Selam Haile" in client.get("/advice/supervise/").content.decode()
    with make.acting(ground.manager):
        matter = Matter.objects.latest("pk")
    page = client.get(reverse("matter", args=[matter.uuid])).content.decode()
    assert str(against.uuid) in page
    address = reverse("matter-decide", args=[matter.uuid])
    assert client.post(address, {"decision": "allowed"}).status_code == 422
    assert client.post(address, {"decision": decision, "reason": reason}).status_code == 302
    with make.acting(ground.manager):
        check = ConflictCheck.objects.latest("pk")
        assert (check.decision, check.reason) == (decision, reason)
        assert check.decided_by_id == ground.manager.user_id
        matter.refresh_from_db()
    assert matter.state == state
    assert client.post(address, {"decision": "clear"}).status_code == 404


def test_an_adviser_can_step_back_and_not_wave_it_through(as_member, ground, against):
    ask(as_member(ground.adviser), ground.person, others="Gerald Pickersgill")
    with make.acting(ground.manager):
        matter = Matter.objects.latest("pk")
    client = as_member(ground.adviser)
    address = reverse("matter-decide", args=[matter.uuid])
    refused = client.post(address, {"decision": "clear"})
    assert refused.status_code == 422
    assert state_of(ground) == "checking"
    assert client.post(address, {"decision": "allowed", "reason": "Why not"}).status_code == 422
    more = {"decision": "refer", "reason": "A reason that nobody asked for"}
    assert client.post(address, more).status_code == 302
    assert state_of(ground) == "refused"
    with make.acting(ground.manager):
        assert ConflictCheck.objects.latest("pk").reason == ""


def test_somebody_added_later_is_looked_for_too(as_member, ground, against):
    matter = opened(as_member, ground.adviser, ground.person)
    client = as_member(ground.adviser)
    party = {"name": "Gerald Pickersgill", "role": "landlord", "reference": ""}
    answer = client.post(reverse("matter-party", args=[matter.uuid]), party, follow=True)
    text = answer.content.decode()
    assert "Ask the supervisor before you go on" in text
    assert "Yonas" not in text
    with make.acting(ground.manager):
        assert ConflictCheck.objects.latest("pk").decision == "waiting"


def test_a_restricted_person_is_found_by_supervisors_alone(as_member, ground):
    with make.acting(ground.manager):
        make.restrict(ground.friend)
    matter = opened(as_member, ground.adviser, ground.person, others="Yonas Tekle")
    assert matter.state == "open"
    with make.acting(ground.manager):
        hits = known_as(ground.rco.pk, ["Yonas Tekle"], client=ground.person, besides=matter.pk)
        assert [hit.kind for hit in hits] == ["person"]


def test_names_are_found_after_the_keys_were_rotated(as_member, ground, against, settings):
    settings.FIELD_KEYS = ["n" * 40, *settings.FIELD_KEYS]
    ask(as_member(ground.adviser), ground.person, others="Gerald Pickersgill")
    assert state_of(ground) == "checking"
    with scope(organisation_ids=[ground.rco.pk], rights=["supervise_advice"]):
        assert renew_keys(ground.rco.pk) == 1
        assert renew_keys(ground.rco.pk) == 0
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    with scope(organisation_ids=[ground.rco.pk], rights=["supervise_advice"]):
        assert {key.word.partition(":")[0] for key in PartyKey.objects.all()} == {keyring().newest}


def test_another_organisations_names_are_not_compared(as_member, ground, against):
    there = change(make.make_membership(Role.WORKER), duties=["adviser"])
    with make.acting(there):
        person = make.make_participant(there.organisation, name="Helen Abebe")
    matter = opened(as_member, there, person, others="Gerald Pickersgill\nYonas Tekle")
    assert matter.state == "open"


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ("Ольга Ковальчук", "Olha Kovalchuk"),
        ("محمد قاسم", "Mohammed Qasim"),
        ("ገብረመስቀል ተስፋይ", "Gebre Meskel Tesfay"),
        ("Abdirahman Xuseen", "Abdulrahman Hussein"),
    ],
)
def test_a_third_party_is_found_in_another_script_or_spelling(as_member, ground, there, asked):
    opened(as_member, ground.other, ground.friend, others=there)
    ask(as_member(ground.adviser), ground.person, others=asked)
    assert state_of(ground) == "checking"


def test_names_of_an_earlier_rule_are_read_anew_before_they_are_compared(
    as_member, ground, against
):
    with make.acting(ground.manager):
        PartyKey.objects.update(place=None, sound="made by another rule")
    ask(as_member(ground.adviser), ground.person, others="Gerald Pickersgill")
    assert state_of(ground) == "checking"
    with make.acting(ground.manager):
        assert not PartyKey.objects.filter(place=None).exists()


class TestOpeningAgain:
    """What came about while a matter was closed is looked for as at its beginning."""

    @pytest.fixture
    def closed(self, as_member, ground, against):
        """Gerald is the landlord in it, and comes for advice himself since it was closed."""
        close(as_member(ground.other), against)
        with make.acting(ground.worker):
            gerald = make.make_participant(ground.rco, name="Gerald Pickersgill")
        assert opened(as_member, ground.adviser, gerald).state == "open"
        return against

    def again(self, as_member, ground, matter):
        address = reverse("matter-reopen", args=[matter.uuid])
        return as_member(ground.other).post(address, follow=True).content.decode()

    def test_it_stays_closed_and_tells_nothing_but_to_wait(self, as_member, ground, closed):
        page = self.again(as_member, ground, closed)
        assert ASK in page and "It waits for the supervisor" in page
        assert "Open it again" not in page
        with make.acting(ground.manager):
            closed.refresh_from_db()
            assert (closed.state, closed.ended) == ("closed", "done")
            assert not PartyKey.objects.filter(matter=closed).exists()
        assert "looks at a possible conflict" in self.again(as_member, ground, closed)

    @pytest.mark.parametrize(
        ("decision", "reason", "state"),
        [("clear", "", "open"), ("allowed", "Another Gerald", "open"), ("refer", "", "closed")],
    )
    def test_the_supervisor_decides(self, as_member, ground, closed, decision, reason, state):
        self.again(as_member, ground, closed)
        sent = {"decision": decision, "reason": reason}
        address = reverse("matter-decide", args=[closed.uuid])
        assert as_member(ground.manager).post(address, sent).status_code == 302
        with make.acting(ground.manager):
            closed.refresh_from_db()
            assert closed.state == state
            assert PartyKey.objects.filter(matter=closed).exists() == (state == "open")

    def test_a_hit_from_before_it_was_closed_opens_nothing(self, as_member, ground, against):
        opened(as_member, ground.adviser, ground.person, others="Hermione Oakes")
        client = as_member(ground.other)
        party = {"name": "Hermione Oakes", "role": "landlord", "reference": ""}
        client.post(reverse("matter-party", args=[against.uuid]), party)
        close(client, against)
        assert "looks at a possible conflict" in self.again(as_member, ground, against)
        address = reverse("matter-decide", args=[against.uuid])
        assert as_member(ground.manager).post(address, {"decision": "clear"}).status_code == 302
        with make.acting(ground.manager):
            against.refresh_from_db()
        assert against.state == "closed"


def test_two_checks_are_decided_one_after_the_other(as_member, ground, against):
    matter = opened(as_member, ground.adviser, ground.person)
    for role in ("landlord", "employer"):
        party = {"name": "Gerald Pickersgill", "role": role, "reference": ""}
        as_member(ground.adviser).post(reverse("matter-party", args=[matter.uuid]), party)
    address = reverse("matter-decide", args=[matter.uuid])
    statuses = [
        as_member(ground.manager).post(address, {"decision": "clear"}).status_code for _ in range(3)
    ]
    assert statuses == [302, 302, 404]
