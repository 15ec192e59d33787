"""Every change of a row is in its history, whoever made it and however; nobody can take it out."""

from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from organisations.enums import Right, Role
from rco_network.core import history
from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.models import RecordChange
from rco_network.core.tenancy import ERASE, RowSecurity, scope
from services.actions import import_files as imports
from services.models import Attendance, Participant, Restriction

from ..factories import (
    acting,
    enrol,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_session,
)
from ..services.imports.files import csv_file, row

pytestmark = pytest.mark.django_db

# Tables of organisations without a history of their own, each with its reason.
WITHOUT_HISTORY = {
    "core.AuditEvent": "is itself the trail",
    "core.AuditSeal": "seals the trail",
    "core.RecordChange": "is the history",
    "core.Job": "its states are its history, and it goes",
    "services.NameKey": "written by a trigger from the participant's name",
    "services.PeriodLock": "append-only, written by an action in the trail",
    "services.Correction": "append-only; its words alone go, with whom they name",
    "services.OutboxReceipt": "added and never changed, and goes after three days",
    "advice.Step": "added and never changed",
    "advice.PartyKey": "made from the names beside it",
    "advice.GuardRule": "each line is added with its day and never changed",
    "services.FileImport": "its states are in the trail, and its content goes after a day",
    "services.ImportedRows": "added with the rows that it names, and never changed",
    "services.ImportMapping": "said by an action in the trail, about headings and nobody",
    "organisations.Invitation": "made, sent, accepted and withdrawn by actions in the trail",
    "reports.MatchCode": "made from names by a job, and gone when an agreement is withdrawn",
    "reports.Report": "asked for, worded, approved and issued by actions in the trail",
    "reports.Edition": "append-only: issued once, put right by a new one",
    "reports.EditionAnswer": "append-only",
    "reports.EditionLink": "sent, opened and withdrawn by actions in the trail, and goes",
    "reports.Dossier": "asked for by an action in the trail, made once, and goes",
    "reports.DossierPart": "a piece of the same, and goes",
    "reports.EditionFile": "append-only, as its edition",
    "reports.EditionReader": "append-only",
    "reports.EditionSeal": "append-only but for the code of the edition that restates it",
    "reports.Contribution": "append-only, as its edition",
    "reports.RowsBehind": "append-only, as its edition",
    "reports.Takeout": "asked for and taken by actions in the trail, and goes",
    "reports.TakeoutPart": "a piece of the same, and goes",
    "reports.Pack": "asked for by an action in the trail, made once, and goes",
    "accounts.User": "belongs to no organisation; what is done with it is in the trail",
    "organisations.OpenedDoor": "added and never changed",
    "core.Mail": "goes as soon as it was sent",
    "core.Erasure": "added and never changed",
    "core.KeptFor": "set by an action in the trail",
    "core.Announcement": "made and taken away by the night's job, which says so",
    "core.Hold": "set and lifted by actions in the trail",
    "core.RetentionRun": "is itself the record of a night",
    "safeguarding.Concern": "its entries tell its life, to those alone who may read it",
    "safeguarding.Entry": "added and never changed",
    "safeguarding.Receipt": "added and never changed",
}


def changes(kind="services.participant"):
    found = RecordChange.objects.filter(record_type=kind).order_by("id")
    return list(found.values_list("kind", "fields", "was", "by_id"))


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.rowcount


def erasing(membership):
    return scope(
        user_id=membership.user_id, organisation_ids=[membership.organisation_id], rights=[ERASE]
    )


def test_every_table_of_an_organisation_has_a_history_or_a_stated_reason():
    without = set()
    for model in apps.get_models():
        kinds = {type(c) for c in model._meta.constraints}
        if RowSecurity in kinds and Tracked not in kinds:
            without.add(model._meta.label)
    assert without == set(WITHOUT_HISTORY)


def test_every_declared_trigger_is_in_the_catalogue():
    with connection.cursor() as cursor:
        cursor.execute("select tgname from pg_trigger where tgenabled = 'O'")
        there = {name for (name,) in cursor.fetchall()}
    events = {"added": "insert", "changed": "update", "removed": "delete"}
    for model in apps.get_models():
        for tracked in model._meta.constraints:
            if isinstance(tracked, Tracked):
                assert {f"{tracked.name}_{events[kind]}" for kind in tracked.kinds} <= there


def test_what_is_encrypted_is_in_no_history():
    for model in apps.get_models():
        for tracked in model._meta.constraints:
            if isinstance(tracked, Tracked):
                encrypted = {
                    f.column
                    for f in model._meta.concrete_fields
                    if isinstance(f, EncryptedTextField)
                }
                assert encrypted <= set(tracked.secret), model


def test_one_record_has_its_whole_life_with_who_and_from_what():
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        person = make_participant(manager.organisation, name="Amina", joined_on="2026-01-05")
        person.name, person.outward_postcode = "Aminah", "M14"
        person.save()
        person.save()
        sql("delete from services_namekey where participant_id = %s", person.pk)
        assert sql("delete from services_participant where id = %s", person.pk) == 1
        found = RecordChange.objects.filter(about_id=person.pk)
        # Whoever reads it must see what it is about, and that is gone.
        assert not found.exists()
    with erasing(manager):
        added, changed, removed = changes()
    assert added == ("added", [], None, manager.user_id)
    assert changed == (
        "changed",
        ["name", "outward_postcode"],
        {"name": "Amina", "outward_postcode": ""},
        manager.user_id,
    )
    assert removed[0] == "removed"
    assert removed[2]["name"] == "Aminah"


def test_bulk_and_plain_sql_are_in_it():
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        make_participant(manager.organisation, name="One")
        make_participant(manager.organisation, name="Two")
        Participant.objects.filter(name="One").update(outward_postcode="M1")
        sql("update services_participant set outward_postcode = 'M2'")
        Participant.objects.bulk_create(
            [Participant(organisation=manager.organisation, name="Three", joined_on="2026-01-05")]
        )
        found = [(kind, (was or {}).get("outward_postcode")) for kind, _, was, _ in changes()]
        assert found[:3] == [("added", None), ("added", None), ("changed", "")]
        # One statement changed two rows, in the order in which they lie.
        assert sorted(found[3:5]) == [("changed", ""), ("changed", "M1")]
        assert found[5:] == [("added", None)]


def test_a_first_mark_costs_nothing_and_a_corrected_one_is_kept():
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        group = make_group(manager.organisation)
        person = make_participant(manager.organisation)
        enrol(group, person)
        session = make_session(group, date(2026, 3, 3), present=[person])
        assert changes("services.attendance") == []
        Attendance.objects.update(mark="late")
        session.held_on = date(2026, 3, 4)
        session.save()
        assert changes("services.attendance") == [
            ("changed", ["mark"], {"mark": "present"}, manager.user_id)
        ]
        assert changes("services.session")[-1][1] == ["held_on"]
        assert {c.record_type for c in history.of(person, organisation=manager.organisation)} == {
            "services.participant",
            "services.enrolment",
            "services.attendance",
        }


def test_an_import_is_in_it():
    manager = make_membership(Role.MANAGER)
    lines = [row(person="Amina Yusuf"), row(person="Omid Karimi", mark="away")]

    def bring_in(*lines):
        found = imports.upload_file(by=manager, name="past.csv", content=csv_file(*lines))
        imports.confirm(by=manager, imported=found, seen=found.check_round, leave_out=False)

    with acting(manager):
        make_group(manager.organisation, name="Tuesday English")
        bring_in(*lines)
        assert [(k, by) for k, _, _, by in changes()] == [("added", manager.user_id)] * 2
        assert changes("services.session") == [("added", [], None, manager.user_id)]
        assert changes("services.attendance") == []
        bring_in(lines[0], row(person="Omid Karimi", mark="late"))
        assert changes("services.attendance") == [
            ("changed", ["mark"], {"mark": "absent"}, manager.user_id)
        ]


def test_the_history_of_a_restricted_record_is_as_hidden_as_the_record():
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        hidden, other = (make_participant(manager.organisation) for _ in range(2))
        Restriction.objects.create(organisation=manager.organisation, participant=hidden)
        assert history.of(hidden, organisation=manager.organisation).exists()
    # Somebody who reads the trail and is not named on the record.
    outside = scope(
        user_id=make_membership(Role.WORKER, organisation=manager.organisation).user_id,
        organisation_ids=[manager.organisation_id],
        rights=[Right.READ_TRAIL, Right.SEE_PEOPLE],
    )
    with outside:
        assert not history.of(hidden, organisation=manager.organisation).exists()
        assert history.of(other, organisation=manager.organisation).exists()


def test_another_organisation_and_who_may_not_read_the_trail_see_nothing():
    manager = make_membership(Role.MANAGER)
    worker = make_membership(Role.WORKER, organisation=manager.organisation)
    stranger = make_membership(Role.MANAGER)
    with acting(manager):
        person = make_participant(manager.organisation)
        assert RecordChange.objects.exists()
    for other in (worker, stranger):
        with acting(other):
            assert not history.of(person, organisation=manager.organisation).exists()
            assert not RecordChange.objects.filter(record_type="services.participant").exists()
    with scope(installation=True):
        assert not RecordChange.objects.exists()


def test_both_sides_of_an_award_have_its_history():
    officer, manager = make_membership(Role.OFFICER), make_membership(Role.MANAGER)
    other = make_membership(Role.MANAGER)
    award = make_award(officer.organisation, manager.organisation)
    for membership, many in ((officer, 1), (manager, 1), (other, 0)):
        with acting(membership):
            assert history.of(award, organisation=membership.organisation).count() == many


def test_nobody_writes_changes_or_removes_history():
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        make_participant(manager.organisation)
        kept = RecordChange.objects.count()
        assert RecordChange.objects.update(kind="removed") == 0
        assert sql("delete from core_recordchange") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            RecordChange.objects.create(
                organisation=manager.organisation,
                record_type="services.participant",
                record_id=1,
                kind="added",
                at="2026-01-01T00:00Z",
            )
        # What switches the triggers of libraries off does nothing here, or is refused.
        sql("select set_config('pgtrigger.ignore', '{services_participant_history_insert}', true)")
        make_participant(manager.organisation)
        assert RecordChange.objects.count() == kept + 1
        for attempt in (
            "set session_replication_role = replica",
            "alter table services_participant disable trigger all",
            "truncate core_recordchange",
            "drop trigger services_participant_history_insert on services_participant",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                sql(attempt)


def test_erasure_copies_nothing_and_forgets_a_person_with_all_that_is_about_them():
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        group = make_group(manager.organisation)
        person, other = (make_participant(manager.organisation) for _ in range(2))
        enrol(group, person, other)
        person.name = "Marked Name"
        person.save()
        assert history.forget(Participant, [person.pk]) == 0
    with erasing(manager):
        Participant.objects.filter(pk=person.pk).update(name="Somebody", name_key="somebody")
        assert RecordChange.objects.latest("id").was is None
        assert history.forget(Participant, [person.pk]) == 4
        assert not RecordChange.objects.filter(about_id=person.pk).exists()
        assert RecordChange.objects.filter(about_id=other.pk).count() == 2


def test_the_right_to_read_the_trail_is_the_one_that_the_policy_names():
    from rco_network.core.models.record_change import READ_TRAIL

    assert READ_TRAIL == Right.READ_TRAIL


def test_an_organisation_reads_the_history_of_its_profile():
    coordinator = make_membership(Role.COORDINATOR)
    make_organisation()
    with acting(coordinator):
        coordinator.organisation.about = "We meet."
        coordinator.organisation.save()
        found = history.of(coordinator.organisation, organisation=coordinator.organisation)
        assert [c.kind for c in found.order_by("id")] == ["added", "changed"]
