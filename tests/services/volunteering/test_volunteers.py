"""A volunteer's record: one person in two roles, steps, checks, what is held back."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from organisations.enums import Role
from rco_network.core.access import Refused
from rco_network.core.mail import sending
from rco_network.core.models import Mail
from rco_network.core.tenancy import ERASE, scope
from services.actions.erasure import erase_participant
from services.models import Participant
from services.volunteering.actions.reminders import remind
from services.volunteering.actions.volunteers import move_volunteer
from services.volunteering.calculations import giving
from services.volunteering.calculations.going import checks_due, going_rows
from services.volunteering.models import (
    Check,
    CheckIn,
    Expense,
    Reference,
    Stint,
    Volunteer,
)
from tests import factories as make
from tests.pages import same_number_of_queries

from .ground import a_dbs, a_keeper, a_role, a_shift, a_training, a_volunteer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)
KEY = "8c7ef3de-5f31-4a8e-a8d4-6f3f4bb9a0{:02}"


@pytest.fixture
def manager():
    return make.make_membership(Role.MANAGER)


def a_reference(volunteer, state="satisfactory", **fields):
    received = date(2026, 2, 1) if state != "asked" else None
    row = Reference(
        volunteer=volunteer,
        referee="Imam Yusuf, who taught her",
        state=state,
        asked_on=date(2026, 1, 20),
        received_on=received,
        **fields,
    )
    row.save()
    return row


def test_the_way_in_from_a_first_word_to_leaving(manager, as_member):
    page = as_member(manager)
    sent = {"key": KEY.format(1), "name": "Selam Haile", "enquired_on": "2026-01-12"}
    for _ in range(2):
        assert page.post("/volunteers/new/", sent).status_code == 302
    with make.acting(manager):
        found = Volunteer.objects.select_related("participant").get()
        role = a_role(manager.organisation, needs_references=1)
    assert found.participant.name == "Selam Haile" and found.is_new_here
    one = f"/volunteers/{found.uuid}/"
    changed = {
        "was": page.get(f"{one}edit/").context["form"].initial["was"],
        "roles": [role.uuid],
        "skills": ["cooking"],
        "available": ["0m", "4e"],
        "words": "Wants to cook",
    }
    assert page.post(f"{one}edit/", changed).status_code == 302
    for step, on in (("references", "2026-01-13"), ("induction", "2026-01-20")):
        assert page.post(f"{one}step/", {"to": step, "on": on}).status_code == 302
    refused = page.post(f"{one}step/", {"to": "active", "on": "2026-02-01"})
    assert refused.status_code == 422 and "1 more satisfactory" in refused.content.decode()
    with make.acting(manager):
        a_reference(found)
    early = page.post(f"{one}step/", {"to": "active", "on": "2026-01-01"})
    assert early.status_code == 422 and "20 January 2026" in early.content.decode()
    assert page.post(f"{one}step/", {"to": "active", "on": "2026-02-01"}).status_code == 302
    silent = page.post(f"{one}step/", {"to": "left", "on": "2026-05-01"})
    assert silent.status_code == 422 and "Say why they left" in silent.content.decode()
    gone = {"to": "left", "on": "2026-05-01", "why_left": "study"}
    assert page.post(f"{one}step/", gone).status_code == 302
    text = page.get(one).content.decode()
    assert "Monday morning; Friday evening" in text and "Started to study" in text
    with make.acting(manager):
        found.refresh_from_db()
        assert (found.started_on, found.left_on) == (date(2026, 2, 1), date(2026, 5, 1))
        with pytest.raises(Refused):
            move_volunteer(by=manager, volunteer=found, to="active", on=TODAY)


def test_a_participant_who_volunteers_stays_one_person(manager, as_member):
    page = as_member(manager)
    with make.acting(manager):
        person = make.make_participant(manager.organisation, name="Abdi Warsame")
    # Typed as if new, the known person is offered, and chosen it is they who volunteer.
    sent = {"key": KEY.format(2), "name": "Abdi Warsame", "enquired_on": "2026-03-02"}
    asked = page.post("/volunteers/new/", sent)
    assert asked.status_code == 422 and "Is it one of them?" in asked.content.decode()
    assert page.post("/volunteers/new/", sent | {"same": str(person.uuid)}).status_code == 302
    assert page.get(f"/people/{person.uuid}/volunteer/").status_code == 302
    text = page.get(f"/people/{person.uuid}/").content.decode()
    assert "Volunteer since 2 March 2026" in text
    with make.acting(manager):
        assert Participant.objects.count() == 1
        assert not Volunteer.objects.get().is_new_here


@pytest.mark.parametrize("typed", ["001234567890", "DBS 0012 3456 7890 seen", "no. 001234567890."])
def test_a_certificate_number_is_refused_wherever_words_are_typed(manager, as_member, typed):
    page = as_member(manager)
    with make.acting(manager):
        one = a_volunteer(manager.organisation)
    for path, fields in {
        "references": {"referee": "x", "state": "asked", "asked_on": "2026-03-02", "words": typed},
        "check-ins": {"on": "2026-03-02", "note": typed},
        "hours": {"day": "2026-03-02", "minutes": "2", "what": typed},
    }.items():
        answer = page.post(f"/volunteers/{one.uuid}/{path}/", fields | {"key": KEY.format(3)})
        assert answer.status_code == 422, path
        assert "twelve digits" in answer.content.decode()
        assert typed in answer.content.decode(), "what was typed is kept"
    fields = {"on": "2026-03-02", "note": "Ring +44 7700 900123", "key": KEY.format(4)}
    assert page.post(f"/volunteers/{one.uuid}/check-ins/", fields).status_code == 302
    names = {field.name for field in Check._meta.get_fields()}
    assert not {name for name in names if "number" in name or "certificate" in name}


def test_a_reminder_goes_once_at_each_of_60_30_and_7_days_and_says_nothing(manager):
    organisation = manager.organisation
    keeper = a_keeper(organisation)
    make.make_membership(Role.LOGGER, organisation)
    today = timezone.localdate()
    with make.acting(manager):
        one = a_volunteer(organisation, person=make.make_participant(organisation, name="Selam"))
        a_dbs(one, until=70)
        a_training(one, until=70)
        a_dbs(a_volunteer(organisation, state="left", left_on=TODAY), until=20)
        make.restrict(one.participant)
    told = [
        remind(organisation, today + timedelta(days=days))
        for days in (0, 9, 10, 11, 40, 45, 63, 64, 70, 75)
    ]
    assert told == [0, 0, 2, 0, 2, 0, 2, 0, 0, 0]
    with scope(rights=["mail"]):
        found = list(Mail.objects.order_by("pk"))
    assert len(found) == 6 and {one.to for one in found} == {manager.user.email, keeper.user.email}
    for one in found:
        assert not {"Selam", "DBS", "volunteer", "heck"} & set((one.subject + one.body).split())
    sending.send_waiting()
    assert all(len(one.to) == 1 and not one.cc and not one.bcc for one in mail.outbox)


def test_who_has_no_right_is_refused_and_strangers_find_nothing(manager, as_member):
    stranger = make.make_membership(Role.MANAGER)
    worker = make.make_membership(Role.WORKER, manager.organisation)
    logger = make.make_membership(Role.LOGGER, manager.organisation)
    keeper = a_keeper(manager.organisation)
    with make.acting(manager):
        role = a_role(manager.organisation)
        one = a_volunteer(manager.organisation, role)
        reference, shift = a_reference(one, words="Kind, and late"), a_shift(role)
        CheckIn(volunteer=one, on=TODAY, note="Tired").save()
    paths = [
        f"/volunteers/{one.uuid}/",
        f"/volunteers/{one.uuid}/edit/",
        f"/volunteers/references/{reference.uuid}/",
        f"/volunteers/shifts/{shift.uuid}/",
        f"/volunteers/roles/{role.uuid}/",
    ]
    for member, status in ((worker, 403), (logger, 403), (stranger, 404), (keeper, 200)):
        page = as_member(member)
        for path in paths:
            answer = page.get(path)
            assert answer.status_code == status, (member, path)
            if status == 403:
                assert "volunteer coordinator" in answer.content.decode()
    assert as_member(logger).get("/volunteers/me/").status_code == 403
    # The database says the same: nobody else reads a reference or changes a volunteer.
    with make.acting(worker):
        assert not Reference.objects.exists() and not CheckIn.objects.exists()
        assert not Volunteer.objects.update(state="left")


def test_a_restricted_volunteer_is_nowhere_for_who_may_not_see_them(manager, as_member):
    keeper = a_keeper(manager.organisation)
    with make.acting(manager):
        role = a_role(manager.organisation)
        one = a_volunteer(
            manager.organisation,
            role,
            person=make.make_participant(manager.organisation, name="Zerihun Hidden"),
        )
        a_dbs(one, until=5)
        shift = a_shift(role)
        make.restrict(one.participant)
    page = as_member(keeper)
    assert page.get(f"/volunteers/{one.uuid}/").status_code == 404
    for path in ("/", "/volunteers/", f"/volunteers/shifts/{shift.uuid}/", "/volunteers/hours/"):
        assert "Zerihun" not in page.get(path).content.decode()
    page = as_member(manager)
    assert "Zerihun" in page.get("/volunteers/").content.decode()
    assert page.get(f"/volunteers/{one.uuid}/").status_code == 200


def test_lists_ask_as_much_for_three_as_for_one(manager, as_member):
    page = as_member(manager)
    with make.acting(manager):
        role = a_role(manager.organisation)

    def add():
        with make.acting(manager):
            one = a_volunteer(manager.organisation, role)
            a_dbs(one, until=20)
            shift = a_shift(role, days=0)
            from services.volunteering.models import Assignment

            Assignment(
                volunteer=one,
                shift=shift,
                day=shift.day,
                during=shift.during,
                place=1,
                state="confirmed",
            ).save()
            Stint(volunteer=one, day=TODAY, minutes=90).save()
            Expense(volunteer=one, day=timezone.localdate(), kind="food", amount=3).save()

    for path in ("volunteers", "volunteers/rota", "volunteers/hours", "volunteers/expenses"):
        same_number_of_queries(lambda path=path: page.get(f"/{path}/"), add)
    with make.acting(manager):
        shift = a_shift(role)
    for path in (f"/volunteers/shifts/{shift.uuid}/", "/volunteers/figures/", "/"):
        same_number_of_queries(lambda path=path: page.get(path), add)


def test_erasing_somebody_keeps_the_hours_and_nothing_that_says_who(manager):
    with make.acting(manager):
        one = a_volunteer(manager.organisation, words="Cooks well", skills=["cooking"])
        a_dbs(one)
        a_reference(one)
        CheckIn(volunteer=one, on=TODAY, pulse=2, note="Tired").save()
        Stint(volunteer=one, day=TODAY, minutes=90, what="Cooked for Amina").save()
        Expense(volunteer=one, day=TODAY, kind="food", amount=3, what="Rice").save()
        erase_participant(by=manager, participant=one.participant)
    with make.acting(manager):
        kept = Volunteer.objects.get()
        assert (kept.words, kept.skills, kept.started_on) == ("", [], date(2026, 2, 2))
        assert (Stint.objects.get().minutes, Stint.objects.get().what) == (90, "")
        assert Expense.objects.get().what == ""
        for model in (Check, Reference, CheckIn):
            assert not model.objects.exists()


def test_checks_go_six_months_after_the_decision_and_not_while_they_are_needed(manager):
    organisation, today = manager.organisation, timezone.localdate()
    long_ago, lately = today - timedelta(days=200), today - timedelta(days=100)
    with make.acting(manager):
        here = a_volunteer(organisation)
        old, current = a_dbs(here, until=-200), a_dbs(here, until=300)
        left = a_volunteer(organisation, state="left", left_on=long_ago)
        a_dbs(left), a_reference(left)
        just_left = a_volunteer(organisation, state="left", left_on=lately)
        a_dbs(just_left), a_reference(just_left)
    with scope(organisation_ids=[organisation.pk], rights={ERASE}):
        due = checks_due(organisation.pk, 6, today)
        assert {one.pk for one in due} == {here.participant_id, left.participant_id}
        rows = dict(going_rows(organisation, today, [one.pk for one in due]))
    assert old.pk in rows[Check] and current.pk not in rows[Check]
    assert len(rows[Check]) == 2 and len(rows[Reference]) == 1


def test_who_received_and_now_gives_is_counted_and_small_numbers_are_not_told(manager):
    organisation = manager.organisation
    with make.acting(manager):
        group = make.make_group(organisation)
        came = [make.make_participant(organisation) for _ in range(6)]
        make.make_session(group, date(2026, 1, 20), present=came[:5], absent=came[5:])
        make.make_session(group, date(2026, 3, 3), present=came[5:])
        for person in came:
            a_volunteer(organisation, person=person)
        for _ in range(4):
            a_volunteer(organisation)
        first, last = date(2026, 4, 1), date(2027, 3, 31)
        found = giving.received_and_give(organisation.pk, first, last)
        assert (found.volunteers, found.received_before) == (10, 5)
        a_volunteer(organisation, state="left", left_on=date(2026, 3, 1))
        assert giving.received_and_give(organisation.pk, first, last) == found
        # Ten of which three had come: the few are not told, nor can they be worked out.
        Volunteer.objects.filter(participant__in=came[:2]).update(started_on=date(2026, 1, 19))
        hidden = giving.received_and_give(organisation.pk, first, last)
        assert (hidden.volunteers, hidden.received_before) == (10, None)


def test_a_person_who_only_helps_is_not_among_those_served(manager):
    from rco_network.core.tenancy.counting import counting
    from services.models import Attendance

    with make.acting(manager):
        a_volunteer(manager.organisation, is_new_here=True)
    with counting(user_id=manager.user_id, organisation_ids=[manager.organisation_id]):
        assert Attendance.objects.values("participant").distinct().count() == 0
