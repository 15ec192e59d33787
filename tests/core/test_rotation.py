"""From one key to the next: every row of everybody, no edit lost, no reader disturbed."""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection

from organisations.enums import Right
from rco_network.core import rotation
from rco_network.core.encryption import keyring
from rco_network.core.models import RecordChange
from rco_network.core.rotation import ROTATE, rotate, rows_by_key, sealed_columns
from rco_network.core.tenancy import scope
from services.models import Note
from tests.factories import acting, make_membership, make_participant

pytestmark = pytest.mark.django_db

OLD, NEW = "o" * 40, "n" * 40


def quiet(*args):
    pass


def place(name):
    return next(one for one in sealed_columns() if str(one) == name)


def notes_of(member):
    with acting(member):
        return list(Note.objects.order_by("id").values_list("text", flat=True))


@pytest.fixture
def two(settings):
    """Two organisations with three notes each, under the old key; the new one is first now."""
    settings.FIELD_KEYS = [OLD]
    members = [make_membership(), make_membership()]
    for member in members:
        with acting(member):
            person = make_participant(member.organisation)
            for n in range(3):
                Note.objects.create(
                    organisation=member.organisation, participant=person, text=f"Note {n} ۱"
                )
    settings.FIELD_KEYS = [NEW, OLD]
    return members


def test_every_organisations_rows_move_and_still_read(two):
    texts = [notes_of(member) for member in two]
    column = place("services_note.text")
    assert sum(rows_by_key(column).values()) == 6
    assert rotate(column, quiet).moved == 6
    assert dict(rows_by_key(column)) == {keyring().newest: 6}
    assert [notes_of(member) for member in two] == texts
    assert rotate(column, quiet).moved == 0


def test_the_secrets_of_second_steps_move_within_their_json(two):
    column = place("mfa_authenticator.data")
    with scope(installation=True):
        before = {one.pk: one.data for one in Authenticator.objects.all()}
    assert rotate(column, quiet).moved == 2
    with scope(installation=True):
        for one in Authenticator.objects.all():
            assert one.data["secret"] != before[one.pk]["secret"]
            assert set(one.data) == set(before[one.pk])
    assert set(rows_by_key(column)) == {keyring().newest}


def test_it_is_no_change_to_the_history(two):
    with scope(organisation_ids=[two[0].organisation_id], rights=[Right.READ_TRAIL, "erase"]):
        before = RecordChange.objects.count()
    rotate(place("services_note.text"), quiet)
    with scope(organisation_ids=[two[0].organisation_id], rights=[Right.READ_TRAIL, "erase"]):
        assert RecordChange.objects.count() == before


def test_an_edit_made_meanwhile_wins_and_is_moved_too(two, monkeypatch):
    really, edits = rotation.resealed, []

    def edited_while_read(text, context):
        if not edits:
            edits.append(1)
            with acting(two[0]):
                first = Note.objects.order_by("id").first()
                monkeypatch.setattr(rotation, "resealed", really)
                Note.objects.filter(pk=first.pk).update(text="Edited meanwhile")
        return really(text, context)

    monkeypatch.setattr(rotation, "resealed", edited_while_read)
    rotate(place("services_note.text"), quiet)
    assert notes_of(two[0])[0] == "Edited meanwhile"
    assert set(rows_by_key(place("services_note.text"))) == {keyring().newest}


def test_it_can_be_stopped_and_goes_on(two):
    def stop(*args):
        raise KeyboardInterrupt

    column = place("services_note.text")
    with pytest.raises(KeyboardInterrupt):
        rotate(column, stop, batch=2)
    assert rows_by_key(column)[keyring().newest] == 2
    assert rotate(column, quiet, batch=2).moved == 4


def test_what_no_key_opens_is_left_and_said(two, settings):
    settings.FIELD_KEYS = [NEW]
    column = place("services_note.text")
    before = rows_by_key(column)
    done = rotate(column, quiet)
    assert (done.moved, done.unreadable) == (0, 6)
    assert rows_by_key(column) == before
    out = io.StringIO()
    with pytest.raises(CommandError, match="are not under the newest key"):
        call_command("rotate_field_keys", stdout=out, stderr=io.StringIO())
    assert "NOT in FIELD_KEYS" in out.getvalue()


def test_the_command_counts_first_and_then_moves_all(two):
    out = io.StringIO()
    call_command("rotate_field_keys", "--dry-run", stdout=out)
    assert "services_note.text: 6 rows under" in out.getvalue()
    assert keyring().newest not in rows_by_key(place("services_note.text"))
    out = io.StringIO()
    call_command("rotate_field_keys", "--batch", "2", stdout=out)
    assert "services_note.text: 6 rows moved" in out.getvalue()
    assert "No row is left under an older key." in out.getvalue()


def test_the_right_opens_every_table_with_sealed_text_and_code_alone_gives_it():
    with connection.cursor() as cursor:
        cursor.execute("select tablename, policyname from pg_policies")
        there = set(cursor.fetchall())
    for one in sealed_columns():
        table = one.model._meta.db_table
        assert {(table, "rotation_reads"), (table, "rotation_changes")} <= there
    assert ROTATE not in set(Right.values)
