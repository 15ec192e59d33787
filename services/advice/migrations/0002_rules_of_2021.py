"""Begin the table of levels with the regulator's guidance of 2021, as the project summarised it."""

from datetime import date

from django.db import migrations

from services.advice.reference.iaa import GATHERED_ON, LINES

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
    dependencies = [("advice", "0001_initial")]
    operations = [
        migrations.RunSQL(OPEN, SHUT),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.RunSQL(SHUT, OPEN),
    ]
