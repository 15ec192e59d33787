"""The database itself refuses: read from its catalogue, and tried as the run-time role."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from organisations.enums import Role
from organisations.models import Organisation
from rco_network.core import audit
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import NoScopeError, OwnedReference, RowSecurity, proof, scope
from services.models import Enrolment, Participant

from ..factories import acting, make_group, make_membership, make_participant

pytestmark = pytest.mark.django_db

# Tables without row security, each with its reason.
OPEN_TABLES = {
    "django_migrations": "which migrations ran",
    "django_content_type": "names of tables",
    "auth_group": "unused by the product; Django's own",
    "auth_group_permissions": "as above",
    "auth_permission": "names of permissions",
    "organisations_place": "places of the country, the same for everyone",
    "organisations_outline": "as organisations_place",
    "outcomes_framework": "published frameworks, the same for everyone",
    "outcomes_domain": "as outcomes_framework",
    "outcomes_measure": "as outcomes_framework",
}


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_every_table_has_forced_row_security_or_a_stated_reason():
    found = rows(
        "select relname, relrowsecurity and relforcerowsecurity from pg_class "
        "where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
    )
    without = {name for name, is_forced in found if not is_forced}
    assert without == set(OPEN_TABLES)


def test_every_declared_policy_and_key_is_in_the_catalogue():
    policies = {name for (name,) in rows("select distinct tablename from pg_policies")}
    keys = {name for (name,) in rows("select conname from pg_constraint where contype = 'f'")}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, RowSecurity):
                assert model._meta.db_table in policies
            if isinstance(constraint, OwnedReference):
                assert constraint.name in keys


def test_every_key_between_owned_tables_names_the_organisation():
    owned = {
        m._meta.db_table
        for m in apps.get_models()
        if any(isinstance(c, RowSecurity) for c in m._meta.constraints)
    }
    shared = {"organisations_organisation"}
    shared |= {"accounts_user"}  # people belong to no organisation; memberships do
    single = rows(
        "select conrelid::regclass::text, confrelid::regclass::text, conname from pg_constraint "
        "where contype = 'f' and array_length(conkey, 1) = 1"
    )
    bad = [row for row in single if row[0] in owned and row[1] in owned - shared]
    assert bad == []


def test_run_time_role_owns_nothing_and_cannot_bypass():
    ((is_super, bypasses, creates),) = rows(
        "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user"
    )
    assert (is_super, bypasses, creates) == (False, False, False)
    ((owned,),) = rows(
        "select count(*) from pg_class c join pg_roles r on r.oid = c.relowner "
        "where r.rolname = current_user and c.relnamespace = 'public'::regnamespace"
    )
    assert owned == 0


def test_without_a_scope_there_is_no_row_and_no_query():
    worker = make_membership(Role.WORKER)
    with acting(worker):
        make_participant(worker.organisation, name="Marked Name")
    assert rows("select count(*) from services_participant") == [(0,)]
    with pytest.raises(NoScopeError):
        Participant.objects.count()


def test_another_organisation_sees_writes_and_removes_nothing():
    worker, stranger = make_membership(Role.WORKER), make_membership(Role.MANAGER)
    with acting(worker):
        person = make_participant(worker.organisation)
    with acting(stranger):
        assert not Participant.objects.filter(pk=person.pk).exists()
        assert Participant.objects.filter(pk=person.pk).update(name="taken") == 0
        assert rows("delete from services_participant returning id") == []
        with pytest.raises(DatabaseError), transaction.atomic():
            make_participant(worker.organisation)


def test_a_key_into_another_organisation_is_refused():
    worker, stranger = make_membership(Role.WORKER), make_membership(Role.WORKER)
    with acting(worker):
        person = make_participant(worker.organisation)
    with acting(stranger):
        group = make_group(stranger.organisation)
        with pytest.raises(IntegrityError), transaction.atomic():
            Enrolment.objects.create(
                organisation=stranger.organisation,
                group=group,
                participant_id=person.pk,
                enrolled_on="2026-01-01",
            )


def test_the_installation_sees_no_person():
    worker = make_membership(Role.WORKER)
    with acting(worker):
        make_participant(worker.organisation)
    with scope(installation=True):
        assert Organisation.objects.filter(pk=worker.organisation_id).exists()
        assert Participant.objects.count() == 0


def test_the_trail_can_be_added_to_and_not_changed():
    manager = make_membership(Role.MANAGER)
    with acting(manager):
        AuditEvent.objects.create(organisation=manager.organisation, action="tried")
        assert AuditEvent.objects.update(action="hidden") == 0
        assert rows("delete from core_auditevent returning id") == []
        assert AuditEvent.objects.get().action == "tried"


def test_scope_ends_with_its_block_and_an_inner_one_gives_way_to_the_outer():
    one, two = make_membership(), make_membership()
    with acting(one):
        make_participant(one.organisation, name="of one")
        with acting(two):
            make_participant(two.organisation, name="of two")
            assert list(Participant.objects.values_list("name", flat=True)) == ["of two"]
        assert list(Participant.objects.values_list("name", flat=True)) == ["of one"]
    assert rows("select count(*) from services_participant") == [(0,)]


def test_nothing_else_sets_the_scope():
    root = Path(__file__).resolve().parents[2]
    wings = ("rco_network", "organisations", "services", "outcomes", "funding")
    found = {
        str(path.relative_to(root))
        for wing in wings
        for path in (root / wing).rglob("*.py")
        if "set_config(" in path.read_text()
        # The bench plays the rival who writes SQL by hand, row security included.
        and "bench" not in path.parts
    }
    assert found == {"rco_network/core/tenancy/scope.py"}


def test_the_installation_writes_its_own_trail():
    with scope(installation=True):
        audit.record("directory brought in", by=None, rows=3)
        assert AuditEvent.objects.get().organisation is None
    with acting(make_membership(Role.MANAGER)):
        assert not AuditEvent.objects.exists()


def shell(**settings):
    """What somebody at a database shell of the run-time role can do: set what they like."""
    for name, value in settings.items():
        rows("select set_config(%s, %s, false)", f"rco.{name}", value)
    return rows("select count(*) from services_participant")[0][0]


def test_settings_without_a_proof_open_nothing():
    worker = make_membership(Role.WORKER)
    with acting(worker):
        make_participant(worker.organisation, name="Marked Name")
    mine = {"user": str(worker.user_id), "organisations": f"{{{worker.organisation_id}}}"}
    assert shell(**mine, installation="on", rights="see_people", proof="") == 0
    assert shell(proof="0.00") == 0
    assert rows("select count(*) from organisations_staffmembership") == [(0,)]
    assert rows("select count(*) from organisations_organisation") == [(0,)]
    assert rows("select rco_user(), rco_is_installation(), rco_may('see_people')") == [
        (None, False, False)
    ]
    with pytest.raises(DatabaseError):
        rows("select * from sealed.scope_key")


@pytest.mark.parametrize(
    "other", [{"organisations": "{1,2,3,4,5}"}, {"user": "1"}, {"rights": "erase"}]
)
def test_a_proof_fits_only_what_it_was_made_for(other):
    worker = make_membership(Role.WORKER)
    with acting(worker):
        make_participant(worker.organisation)
        assert Participant.objects.count() == 1
        assert shell(**other) == 0


def test_a_proof_that_was_overheard_is_soon_worth_nothing(monkeypatch):
    real = proof.clock
    monkeypatch.setattr(proof, "clock", lambda: real() - 61)
    with pytest.raises(DatabaseError, match="clocks"), scope(user_id=1, organisation_ids=[1]):
        rows("select rco_user()")


def test_a_proof_stands_in_no_statement_that_another_session_can_read():
    with scope(user_id=1):
        said = rows("select current_setting('rco.proof')")[0][0]
        seen = rows("select query from pg_stat_activity where usename = current_user")
    assert len(said) > 64
    assert not any(said[:32] in query for (query,) in seen)
