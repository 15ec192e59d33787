"""Accounts, addresses, second steps and sessions: nobody's but their own person's.

The tables of Django and allauth cannot declare a policy on their models, so theirs are here, in
the words that our own models use. tests/core/test_identity_rows.py holds the catalogue to it.
"""

import rco_network.core.tenancy.constraints
from django.db import migrations

USER = "(select rco_user())"
DOOR = "(select rco_may('sign_in'))"
INSTALLATION = "(select rco_is_installation())"
THEIRS = f"(user_id = {USER} or {DOOR} or {INSTALLATION})"
# A row of a session is a hash and a ciphertext; it is enough that somebody signed for the scope.
ANYBODY_SIGNED = f"({USER} is not null or {DOOR} or {INSTALLATION})"

TABLES = [
    ("account", "EmailAddress", {"read": THEIRS}),
    (
        "account",
        "EmailConfirmation",
        {
            "read": f"({DOOR} or {INSTALLATION} or exists (select from account_emailaddress e "
            f"where e.id = email_address_id and e.user_id = {USER}))"
        },
    ),
    ("mfa", "Authenticator", {"read": THEIRS}),
    ("usersessions", "UserSession", {"read": THEIRS}),
    ("sessions", "Session", {"read": ANYBODY_SIGNED}),
    # The administrators' own book: what is in it stays as it is.
    ("admin", "LogEntry", {"read": INSTALLATION, "append_only": True}),
]
# Who may do what in the installation's own pages: read by its holder, changed by the installation.
GRANTS = {"read": THEIRS, "write": INSTALLATION}


def _tables(apps):
    for app, model, policy in TABLES:
        yield apps.get_model(app, model), policy
    user = apps.get_model("accounts", "User")
    yield user.groups.through, GRANTS
    yield user.user_permissions.through, GRANTS


def secure(apps, schema_editor):
    for model, policy in _tables(apps):
        rows = rco_network.core.tenancy.constraints.RowSecurity(name="identity", **policy)
        schema_editor.execute(rows.sql(model, schema_editor))


def open_again(apps, schema_editor):
    for model, _ in _tables(apps):
        rows = rco_network.core.tenancy.constraints.RowSecurity(name="identity")
        schema_editor.execute(rows.remove_sql(model, schema_editor))
        schema_editor.execute(
            f"alter table {model._meta.db_table} no force row level security, "
            "disable row level security"
        )


class Migration(migrations.Migration):
    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ("accounts", "0001_initial"),
    ]
    dependencies = [
        ("accounts", "0001_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
        ("sessions", "0001_initial"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("organisations", "0001_tables"),
    ]
    operations = [
        migrations.AddConstraint(
            model_name='user',
            constraint=rco_network.core.tenancy.constraints.RowSecurity(append_only=False, change="(id = (select rco_user()) or (select rco_may('sign_in')) or (select rco_is_installation()))", name='accounts_user_rows', read="((id = (select rco_user()) or (select rco_may('sign_in')) or (select rco_is_installation())) or exists (select from organisations_staffmembership m where m.user_id = accounts_user.id and (m.organisation_id = any ((select rco_organisations())::bigint[]))))", remove='(select rco_is_installation())', write="((select rco_may('sign_in')) or (select rco_is_installation()))"),
        ),
        migrations.RunPython(secure, open_again),
    ]
