"""Fill the framework and the measures that everyone shares from the project's reference files."""

from django.db import migrations
from django.utils.text import slugify

from outcomes.reference.indicators_of_integration import DOMAINS, FRAMEWORK
from outcomes.reference.measures import MEASURES, OTHER_SIDES


def fill_domains(apps, schema_editor):
    alias = schema_editor.connection.alias
    framework = apps.get_model("outcomes", "Framework").objects.using(alias).create(**FRAMEWORK)
    domain = apps.get_model("outcomes", "Domain")
    named = [(heading, name) for heading, names in DOMAINS.items() for name in names]
    domain.objects.using(alias).bulk_create(
        domain(framework=framework, code=f"IOI-{n:02}", heading=heading, name=name, position=n)
        for n, (heading, name) in enumerate(named, start=1)
    )


def fill_measures(apps, schema_editor):
    alias = schema_editor.connection.alias
    domains = apps.get_model("outcomes", "Domain").objects.using(alias)
    by_name = {d.name: d for d in domains.filter(framework__code="IOI", framework__edition="2019")}
    measure = apps.get_model("outcomes", "Measure")
    aligned = [
        (name, one)
        for name in MEASURES
        for one in (*MEASURES[name], *OTHER_SIDES.get(name, ()))
    ]
    measure.objects.using(alias).bulk_create(
        measure(
            domain=by_name[name],
            key=slugify(one.wording)[:80],
            wording=one.wording,
            unit=one.unit,
            better=one.better,
            subject=one.subject,
            is_verified=one.is_verified,
            source=one.source,
            position=position,
        )
        for position, (name, one) in enumerate(aligned, start=1)
    )


class Migration(migrations.Migration):
    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ("outcomes", "0001_initial"),
    ]
    dependencies = [
        ("outcomes", "0001_tables"),
    ]
    operations = [
        migrations.RunPython(fill_domains, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(fill_measures, migrations.RunPython.noop, elidable=False),
    ]
