"""Rules from the start, and who the functions of 0001 are to the rows that they look at.

The table of levels begins with the regulator's guidance of 2021, as the project summarised it.
"""

from datetime import date

from django.db import migrations
from services.advice.reference.iaa import GATHERED_ON, LINES

# Row security is forced on the owner too. This lets the function below, which runs as the owner,
# look at what it judges by; the run-time role is not named. `current_user` is the owner here.
OWNER = """
create policy matters_are_judged on advice_matteradviser for select to current_user using (true);
"""
NOT_OWNER = "drop policy matters_are_judged on advice_matteradviser;"

# Row security binds the owner too, and no scope is open while tables are made.
OPEN = "alter table advice_guardrule no force row level security"
SHUT = "set constraints all immediate; alter table advice_guardrule force row level security"


def fill(apps, schema_editor):
    rule = apps.get_model("advice", "GuardRule")
    rule.objects.using(schema_editor.connection.alias).bulk_create(
        rule(
            line=f"iaa-2021-{number:02}",
            level=line.level,
            category=line.category,
            permitted=line.permitted,
            work=line.work,
            subjects=line.subjects.split(),
            works=line.works.split(),
            source=line.source,
            dated=date.fromisoformat(GATHERED_ON),
        )
        for number, line in enumerate(LINES, start=1)
    )


class Migration(migrations.Migration):
    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ("advice", "0001_initial"),
    ]
    dependencies = [
        ("advice", "0002_tables"),
    ]
    operations = [
        migrations.RunSQL(OWNER, NOT_OWNER),
        migrations.RunSQL(OPEN, SHUT),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.RunSQL(SHUT, OPEN),
    ]
