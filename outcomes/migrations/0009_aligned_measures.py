"""Fill the measures that everyone shares from the project's own reference file."""

from django.db import migrations
from django.utils.text import slugify

from outcomes.reference.measures import MEASURES, OTHER_SIDES


def fill(apps, schema_editor):
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
    dependencies = [("outcomes", "0008_instruments_and_frameworks")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
