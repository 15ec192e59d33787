"""Fill the framework that everyone shares from the project's own reference file."""

from django.db import migrations

from outcomes.reference.indicators_of_integration import DOMAINS, FRAMEWORK


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    framework = apps.get_model("outcomes", "Framework").objects.using(alias).create(**FRAMEWORK)
    domain = apps.get_model("outcomes", "Domain")
    named = [(heading, name) for heading, names in DOMAINS.items() for name in names]
    domain.objects.using(alias).bulk_create(
        domain(framework=framework, code=f"IOI-{n:02}", heading=heading, name=name, position=n)
        for n, (heading, name) in enumerate(named, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
