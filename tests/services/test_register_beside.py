"""What stands beside the marks: tallies, what was given, the note, and who was new."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.enums import ErasureKind
from rco_network.core.models import RecordChange
from rco_network.core.tenancy import ERASE, scope
from services.actions.erasure import erase
from services.actions.register_sheet import Given
from services.calculations.attendance import new_at
from services.enums import Counting
from services.forms.extras import UnreadableGift, read_given
from services.models import Extra, HeadCount, Session, SessionNote

from .. import factories as make
from ..pages import same_number_of_queries
from .test_register import TUESDAY, a_class, filled

pytestmark = pytest.mark.django_db


def extras_of(worker):
    with make.acting(worker):
        rows = Extra.objects.values_list("participant__name", "kind", "number", "pounds")
        return {(name, kind): (number, pounds) for name, kind, number, pounds in rows}


@pytest.mark.parametrize(
    "kind, text, given",
    [
        ("travel", "4", Given(None, Decimal("4.00"))),
        ("travel", "£4.5", Given(None, Decimal("4.50"))),
        ("travel", "4,50", Given(None, Decimal("4.50"))),
        ("childcare", "2", Given(2, None)),
        ("childcare", "2 £10", Given(2, Decimal("10.00"))),
        ("food", "25, £ 60.00".replace(",", ""), Given(25, Decimal("60.00"))),
        ("food", "٢", Given(2, None)),
        ("food", "", Given()),
        ("food", "0", Given()),
    ],
)
def test_a_field_is_a_number_or_money(kind, text, given):
    assert read_given(kind, text) == given


@pytest.mark.parametrize("text", ["two", "-1", "£1.234", "1 2", "£1 £2", "nan.", "£99999", "1e9."])
def test_what_is_neither_is_refused(text):
    with pytest.raises(UnreadableGift):
        read_given("food", text)


def test_a_register_sent_twice_gives_nothing_twice(as_member):
    worker, group, known = a_class(2)
    data = filled(
        known,
        note="The heating was off.",
        note_was="",
        **{f"extra_{known[0].uuid}_travel": "4.50", "extra_all_food": "12 £30"},
    )
    page, url = as_member(worker), reverse("register", args=[group.uuid])
    assert [page.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert extras_of(worker) == {
        ("Person 0", "travel"): (None, Decimal("4.50")),
        (None, "food"): (12, Decimal("30.00")),
    }
    with make.acting(worker):
        session = Session.objects.get()
        assert session.version == 1
        assert session.note.text == "The heating was off."
    again = page.get(reverse("session-register", args=[session.uuid]))
    assert 'value="£4.50"' in again.text and "The heating was off." in again.text
    shown = page.get(reverse("session", args=[session.uuid])).text
    assert "£30.00" in shown and "12 meals" in shown and "The heating was off." in shown


def test_an_emptied_field_takes_it_back_and_history_has_what_was(as_member):
    worker, group, known = a_class(1)
    page = as_member(worker)
    field, was = f"extra_{known[0].uuid}_travel", f"extrawas_{known[0].uuid}_travel"
    key = uuid4()
    page.post(reverse("register", args=[group.uuid]), filled(known, key=key, **{field: "4"}))
    url = reverse("session-register", args=[key])
    page.post(url, filled(known, version=1, key=key, **{field: "5", was: "£4.00"}))
    assert extras_of(worker) == {("Person 0", "travel"): (None, Decimal("5.00"))}
    page.post(url, filled(known, version=2, key=key, **{field: "", was: "£5.00"}))
    assert extras_of(worker) == {}
    manager = make.make_membership(Role.MANAGER, worker.organisation)
    with make.acting(manager):
        changes = RecordChange.objects.filter(record_type="services.extra").order_by("id")
        assert [(c.kind, float(c.was["pounds"])) for c in changes] == [
            ("changed", 4),
            ("removed", 5),
        ]


def test_two_people_meet_thing_by_thing_and_a_clash_is_said(as_member):
    worker, group, known = a_class(2)
    colleague = make.make_membership(Role.WORKER, worker.organisation)
    key, page = uuid4(), as_member(worker)
    mine, theirs = (f"extra_{one.uuid}_travel" for one in known)
    page.post(reverse("register", args=[group.uuid]), filled(known, key=key, note="First"))
    url = reverse("session-register", args=[key])
    drawn = filled(known, version=1, key=key, note_was=note_was(page, url))
    page.post(url, drawn | {mine: "4", "note": "From the worker"})
    answer = as_member(colleague).post(url, drawn | {mine: "6", theirs: "3", "note": "Another"})
    assert answer.status_code == 409
    assert "Travel, Person 0" in answer.text and "wrote £4.00; you wrote £6.00" in answer.text
    assert "From the worker" in answer.text and "Another" in answer.text
    assert extras_of(worker) == {
        ("Person 0", "travel"): (None, Decimal("4.00")),
        ("Person 1", "travel"): (None, Decimal("3.00")),
    }


def note_was(page, url):
    return page.get(url).context["beside"]["note_was"]


def test_what_cannot_be_read_is_named_and_nothing_typed_is_lost(as_member):
    worker, group, known = a_class(1)
    data = filled(known, note="Kept", **{f"extra_{known[0].uuid}_food": "lots"})
    answer = as_member(worker).post(reverse("register", args=[group.uuid]), data)
    assert answer.status_code == 422
    assert "Food, Person 0: “lots” cannot be read" in answer.text
    assert 'value="lots"' in answer.text and "Kept" in answer.text
    with make.acting(worker):
        assert not Session.objects.exists()


def test_nothing_is_given_to_somebody_elses_people(as_member):
    worker, group, known = a_class(1)
    stranger = make.make_membership(Role.WORKER)
    with make.acting(stranger):
        other = make.make_participant(stranger.organisation, name="Not ours")
    data = filled(known, **{f"extra_{other.uuid}_food": "1"})
    answer = as_member(worker).post(reverse("register", args=[group.uuid]), data)
    assert answer.status_code == 422 and "Not ours" not in answer.text
    assert extras_of(worker) == {}


def test_tallies_are_parts_of_the_count_and_not_more(as_member):
    worker, group, _ = a_class(0, counting=Counting.BY_HEAD)
    page, url = as_member(worker), reverse("register", args=[group.uuid])
    refused = page.post(url, filled([], heads="10", women="6", men="3", children="2"))
    assert refused.status_code == 422
    assert "together are 11, which is more than the 10 people counted" in refused.text
    page.post(url, filled([], heads="10", women="6", men="3", children=""))
    with make.acting(worker):
        count = HeadCount.objects.get()
        assert (count.people, count.women, count.men, count.children) == (10, 6, 3, None)


def test_an_older_page_that_asks_less_takes_nothing_away(as_member):
    worker, group, known = a_class(1)
    key, page = uuid4(), as_member(worker)
    field = f"extra_{known[0].uuid}_food"
    page.post(
        reverse("register", args=[group.uuid]), filled(known, key=key, note="N", **{field: "1"})
    )
    page.post(reverse("session-register", args=[key]), filled(known, "late", version=1, key=key))
    with make.acting(worker):
        assert SessionNote.objects.get().text == "N" and Extra.objects.count() == 1


def test_who_was_new_stays_right_when_an_older_session_is_added_later():
    worker, group, known = a_class(3)
    with make.acting(worker):
        later = make.make_session(group, TUESDAY, present=known[:2], absent=known[2:])
        assert [p.name for p in new_at(later)] == ["Person 0", "Person 1"]
        older = make.make_session(group, date(2026, 9, 8), late=known[:1], excused=known[1:])
        assert [p.name for p in new_at(later)] == ["Person 1"]
        assert [p.name for p in new_at(older)] == ["Person 0"]


def test_a_session_is_seen_by_who_sees_its_group(as_member):
    worker, group, known = a_class(2)
    logger = make.make_membership(Role.LOGGER, worker.organisation)
    with make.acting(worker):
        mine = make.make_session(group, TUESDAY, present=known)
        elsewhere = make.make_session(make.make_group(worker.organisation), TUESDAY)
        make.name_on(group, logger)
        own = {"organisation": worker.organisation}
        for one in (mine, elsewhere):
            SessionNote.objects.create(**own, session=one, text="Only for those who see it")
    page = as_member(logger)
    assert "Only for those" in page.get(reverse("session", args=[mine.uuid])).text
    assert page.get(reverse("session", args=[elsewhere.uuid])).status_code == 404
    page = as_member(make.make_membership(Role.MANAGER))
    assert page.get(reverse("session", args=[mine.uuid])).status_code == 404
    with make.acting(make.make_membership(Role.OFFICER, worker.organisation)):
        assert not SessionNote.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("select text from services_sessionnote")
        assert not any("Only" in text for (text,) in cursor.fetchall())


def test_erasing_somebody_leaves_the_sums_and_takes_the_note_that_names_them():
    worker, group, known = a_class(2)
    with make.acting(worker):
        first = make.make_session(group, TUESDAY, present=known)
        second = make.make_session(group, date(2026, 9, 22), present=known)
        known[0].name = "Qamar Zad"
        known[0].save()
        own = {"organisation": worker.organisation}
        SessionNote.objects.create(**own, session=first, text="QAMAR brought her sister.")
        SessionNote.objects.create(**own, session=second, text="We ran out of chairs.")
        Extra.objects.create(
            **own, session=first, participant=known[0], kind="travel", pounds=Decimal(4)
        )
    with scope(organisation_ids=[worker.organisation_id], rights={ERASE}):
        erase(known[0].pk, worker.organisation, kind=ErasureKind.ASKED, by=None)
    with make.acting(worker):
        assert [n.text for n in SessionNote.objects.all()] == ["We ran out of chairs."]
        left = Extra.objects.select_related("participant").get()
        assert left.pounds == 4 and left.participant.erased_at is not None
        assert "Qamar" not in left.participant.name


def test_more_people_and_things_ask_no_more(as_member):
    worker, group, _ = a_class(0)
    with make.acting(worker):
        session = make.make_session(group, TUESDAY)
    page = as_member(worker)

    def one_more():
        with make.acting(worker):
            own = {"organisation": worker.organisation}
            person = make.make_participant(worker.organisation)
            make.enrol(group, person)
            Extra.objects.create(**own, session=session, participant=person, kind="food", number=1)

    same_number_of_queries(
        lambda: page.get(reverse("session-register", args=[session.uuid])), one_more
    )
    same_number_of_queries(lambda: page.get(reverse("session", args=[session.uuid])), one_more)
