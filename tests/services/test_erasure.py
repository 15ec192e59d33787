"""Erasing somebody: no trace of who it was anywhere, and every figure as it was."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from organisations.enums import Role
from rco_network.core import history
from rco_network.core.access import Refused
from rco_network.core.enums import HoldReason
from rco_network.core.models import AuditEvent, Erasure, Hold
from rco_network.core.tenancy import ERASE, scope
from rco_network.reports.figures.catalogue import SPECS, needed
from rco_network.reports.figures.facts import gather
from rco_network.reports.figures.ground import of_award
from services.actions.coarsening import drop_details
from services.actions.erasure import erase_participant, last_came
from services.actions.participants import change_participant
from services.calculations import ERASED_NAME
from services.enums import ImportState
from services.models import (
    Attendance,
    ContactDetails,
    Enrolment,
    FileImport,
    Household,
    NameKey,
    Note,
    Participant,
)

from ..everywhere import tables_with
from ..factories import (
    acting,
    enrol,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_outcome,
    make_participant,
    make_session,
)

pytestmark = pytest.mark.django_db

MARK = "Zarqxol"
DAY = date(2026, 3, 3)


def erasing(membership):
    return scope(
        user_id=membership.user_id,
        organisation_ids=[membership.organisation_id],
        rights=membership.scope.rights | {ERASE},
    )


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


def full_person(manager):
    """Somebody about whom something is held everywhere, under a marked name."""
    here = manager.organisation
    household = Household.objects.create(organisation=here, name=f"{MARK} family")
    household.name = f"{MARK} household"  # and history keeps what it was called before
    household.save()
    person = make_participant(
        here,
        name=f"{MARK} Hassan",
        year_of_birth=1961,
        gender="woman",
        main_language="ti",
        other_languages=["ar"],
        outward_postcode="M14",
        household=household,
        added_by=manager.user,
    )
    group = make_group(here)
    enrol(group, person)
    others = [
        make_participant(here, gender="man", year_of_birth=1990, main_language="uk")
        for _ in range(6)
    ]
    make_session(group, DAY, present=[person, *others])
    make_session(group, date(2026, 4, 7), present=[person], absent=others)
    make_outcome(person, DAY, evidence=f"{MARK} speaks to the doctor alone.", may_be_quoted=True)
    Note.objects.create(organisation=here, participant=person, text=f"Call {MARK}")
    ContactDetails.objects.create(organisation=here, participant=person, address=f"1 {MARK} Row")
    person.name = f"{MARK} H."
    change_participant(by=manager, participant=person, changed=["name"], household=household)
    return person


def figures(award):
    from rco_network.core.tenancy.counting import counting

    with counting(user_id=None, organisation_ids=[award.recipient_id]):
        facts = gather(of_award(award, date(2026, 1, 1), date(2026, 12, 31)), needed(SPECS))
        totals = {spec.key: spec.total(facts) for spec in SPECS}
        sums = {
            draw.__name__: [(row.key, row.cell) for row in draw(facts).rows]
            for spec in SPECS
            for draw in (part.draw for part in spec.parts)
            if draw.__name__.endswith(("_by_month", "_by_service", "_by_domain"))
        }
        behind = {
            dimension: facts.sum("people", dimension).n
            for dimension in ("gender", "age_band", "language", "district")
        }
    return totals, sums, behind


def test_nobody_finds_the_name_anywhere_afterwards(manager):
    with acting(manager):
        person = full_person(manager)
        before = tables_with(MARK)
        assert before > {"services_participant", "core_recordchange", "outcomes_outcome"}
        assert before > {"services_note", "services_contactdetails", "services_household"}
        went = erase_participant(by=manager, participant=person)
    assert tables_with(MARK) == set()
    assert went["services.note"] == went["services.contactdetails"] == 1


def test_encrypted_texts_go_with_their_rows(manager):
    with acting(manager):
        person = full_person(manager)
        erase_participant(by=manager, participant=person)
        for model in (Note, ContactDetails, NameKey, Enrolment):
            assert not model.objects.filter(participant_id=person.pk).exists()
        assert not Household.objects.exists()


def test_the_husk_says_nothing_of_who_it_was(manager):
    with acting(manager):
        person = full_person(manager)
        erase_participant(by=manager, participant=person)
        husk = Participant.objects.get(pk=person.pk)
    assert (husk.name, husk.name_key, husk.household_id) == (ERASED_NAME, "", None)
    assert husk.uuid != person.uuid
    assert husk.erased_at and husk.left_on
    assert (husk.year_of_birth, husk.outward_postcode, husk.other_languages) == (None, "", [])
    # Nobody else here is a woman of her age who speaks Tigrinya.
    assert (husk.gender, husk.main_language, husk.age_band) == ("", "", "")


def test_answers_stay_where_enough_people_gave_them(manager):
    with acting(manager):
        people = [
            make_participant(
                manager.organisation, gender="woman", year_of_birth=1985 + n, main_language="uk"
            )
            for n in range(5)
        ]
        people[0].main_language = "ti"
        people[0].save()
        erase_participant(by=manager, participant=people[0])
        rare = Participant.objects.get(pk=people[0].pk)
        erase_participant(by=manager, participant=people[1])
        second = Participant.objects.get(pk=people[1].pk)
    # One answer made her rare: only that one went. Four speak Ukrainian, which is fewer than five.
    assert (rare.gender, rare.age_band, rare.main_language) == ("woman", "25-49", "")
    assert (second.gender, second.age_band, second.main_language) == ("woman", "25-49", "")


def test_figures_counted_again_give_the_same_totals(manager):
    with acting(manager):
        person = full_person(manager)
    award = make_award(make_organisation("funder"), manager.organisation)
    with acting(manager):
        from funding.models import AttributionRule

        AttributionRule.objects.create(organisation=manager.organisation, award=award)
    before = figures(award)
    with acting(manager):
        erase_participant(by=manager, participant=person)
    assert figures(award) == before
    assert before[0]["people"].value == 7


def test_twice_changes_nothing(manager):
    with acting(manager):
        person = full_person(manager)
        erase_participant(by=manager, participant=person)
        husk = Participant.objects.get(pk=person.pk)
        assert not erase_participant(by=manager, participant=husk)
        assert Participant.objects.get(pk=person.pk).uuid == husk.uuid
        assert AuditEvent.objects.filter(action="participant erased").count() == 1
    with erasing(manager):
        assert Erasure.objects.count() == 1


def test_only_those_who_answer_people_may(manager):
    worker = make_membership(Role.WORKER, organisation=manager.organisation)
    stranger = make_membership(Role.MANAGER)
    with acting(worker):
        person = make_participant(manager.organisation)
        with pytest.raises(Refused):
            erase_participant(by=worker, participant=person)
    with acting(stranger), pytest.raises(Refused):
        erase_participant(by=stranger, participant=person)
    with acting(manager):
        assert Participant.objects.get(pk=person.pk).erased_at is None


def test_a_held_record_is_refused(manager):
    with acting(manager):
        person = make_participant(manager.organisation)
        Hold.objects.create(
            organisation=manager.organisation,
            subject_type="services.participant",
            subject_uuid=person.uuid,
            until=timezone.localdate(),
            reason=HoldReason.CLAIM,
        )
        with pytest.raises(Refused, match="a claim or a complaint is open"):
            erase_participant(by=manager, participant=person)


def test_another_organisation_is_untouched(manager):
    other = make_membership(Role.MANAGER)
    with acting(other):
        theirs = full_person(other)
    with acting(manager):
        person = full_person(manager)
        erase_participant(by=manager, participant=person)
    with acting(other):
        assert Participant.objects.get(pk=theirs.pk).name == f"{MARK} H."
        assert Note.objects.count() == 1
        words = NameKey.objects.filter(participant=theirs, spans=1).values("word")
        assert words.distinct().count() == 2


def test_a_hold_that_is_over_holds_nothing(manager):
    with acting(manager):
        person = make_participant(manager.organisation)
        Hold.objects.create(
            organisation=manager.organisation,
            subject_type="services.participant",
            subject_uuid=person.uuid,
            until=timezone.localdate() - timedelta(days=1),
            reason=HoldReason.CLAIM,
            words=MARK,
        )
        erase_participant(by=manager, participant=person)
        # What was said about keeping it goes with it.
        assert not Hold.objects.exists()


def test_the_age_band_is_that_of_when_they_last_came(manager):
    with acting(manager):
        people = [make_participant(manager.organisation, year_of_birth=2001) for _ in range(5)]
        make_session(make_group(manager.organisation), date(2025, 6, 3), present=people)
        Participant.objects.update(joined_on=date(2024, 6, 3))
        erase_participant(by=manager, participant=people[0])
        husk = Participant.objects.get(pk=people[0].pk)
    assert (husk.age_band, husk.year_of_birth) == ("18-24", None)
    assert husk.left_on == timezone.localdate()
    assert husk.joined_on == date(2024, 6, 3)


def test_a_day_of_leaving_stays_and_is_the_last_if_nothing_came_after(manager):
    left = date(2020, 5, 1)
    with acting(manager):
        person = make_participant(
            manager.organisation, joined_on=date(2019, 5, 1), left_on=left, age_band="5-11"
        )
        assert last_came(person) == left
        Note.objects.create(organisation=manager.organisation, participant=person, text="x")
        assert last_came(person) == timezone.localdate()
        erase_participant(by=manager, participant=person)
        assert Participant.objects.get(pk=person.pk).left_on == left


@pytest.mark.parametrize(("others", "stays"), [(3, ""), (4, "man")])
def test_five_is_the_least_who_must_have_an_answer_in_common(manager, others, stays):
    with acting(manager):
        people = [make_participant(manager.organisation, gender="man") for _ in range(others + 1)]
        erase_participant(by=manager, participant=people[0])
        assert Participant.objects.get(pk=people[0].pk).gender == stays


def test_the_details_of_a_person_go_and_the_person_stays(manager):
    with acting(manager):
        person = full_person(manager)
    with erasing(manager):
        drop_details(person, DAY)
        kept = Participant.objects.get(pk=person.pk)
    assert (kept.name, kept.gender, kept.main_language) == (f"{MARK} H.", "woman", "ti")
    assert (kept.age_band, kept.year_of_birth, kept.outward_postcode) == ("65+", None, "")
    assert (kept.other_languages, kept.household_id) == ([], None)
    with erasing(manager):
        assert not Household.objects.exists()
        assert not history.of(kept, organisation=manager.organisation).exists()


def test_files_that_wait_go_and_saved_ones_keep_their_counts(manager):
    with acting(manager):
        person = make_participant(manager.organisation)
        common = {
            "organisation": manager.organisation,
            "content": b"packed",
            "size": 6,
            "refusals": [["a name"]],
            "uploaded_by": manager.user,
        }
        FileImport.objects.create(**common, name="waits.csv", state=ImportState.CHECKED)
        saved = FileImport.objects.create(
            **common,
            name="saved.csv",
            state=ImportState.SAVED,
            saved_at=timezone.now(),
            saved_rows=9,
        )
        erase_participant(by=manager, participant=person)
        left = FileImport.objects.get()
    assert (left.pk, left.content, left.refusals, left.saved_rows) == (saved.pk, None, [], 9)


def test_the_trail_says_that_it_was_done_and_not_to_whom(manager):
    with acting(manager):
        person = full_person(manager)
        went = erase_participant(by=manager, participant=person)
        event = AuditEvent.objects.get(action="participant erased")
    assert (event.actor_id, event.subject_uuid) == (manager.user_id, person.uuid)
    assert event.detail == {"kind": "asked", "rows": sum(went.values())}
    with erasing(manager):
        entry = Erasure.objects.get()
    assert (entry.kind, entry.subject_uuid) == ("asked", person.uuid)
    assert entry.subject_type == "services.participant"


def test_a_household_stays_with_who_is_left_in_it(manager):
    with acting(manager):
        person = full_person(manager)
        make_participant(manager.organisation, household=person.household)
        erase_participant(by=manager, participant=person)
        assert Household.objects.count() == 1


def test_killed_in_the_middle_leaves_everything(manager, monkeypatch):
    with acting(manager):
        person = full_person(manager)

    def dies(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("services.actions.erasure.leave_household", dies)
    with pytest.raises(KeyboardInterrupt), acting(manager):
        erase_participant(by=manager, participant=person)
    with acting(manager):
        assert Participant.objects.get(pk=person.pk).name == f"{MARK} H."
        assert Note.objects.count() == ContactDetails.objects.count() == 1
    with erasing(manager):
        assert not Erasure.objects.exists()


def test_a_restore_is_told_again(manager, tmp_path):
    with acting(manager):
        person = full_person(manager)
        was = {f.attname: getattr(person, f.attname) for f in person._meta.concrete_fields}
        erase_participant(by=manager, participant=person)
    with connection.cursor() as cursor, erasing(manager):
        cursor.execute("select to_jsonb(e) from core_erasure e")
        lines = [json.dumps(row) if isinstance(row, dict) else row for (row,) in cursor.fetchall()]
    ledger = tmp_path / "ledger.jsonl"
    ledger.write_text("\n".join(lines) + "\n")
    # What an old backup brings back.
    with acting(manager):
        household = Household.objects.create(
            organisation=manager.organisation, name=f"{MARK} family"
        )
        was |= {"erased_at": None, "household_id": household.pk}
        Participant.objects.filter(pk=person.pk).update(**was)
    call_command("reapply_erasures", ledger=str(ledger))
    call_command("reapply_erasures", ledger=str(ledger))
    assert tables_with(MARK) == set()
    with acting(manager):
        assert Attendance.objects.filter(participant_id=person.pk).count() == 2
    with erasing(manager):
        assert Erasure.objects.count() == 1
