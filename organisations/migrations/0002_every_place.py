"""Fill the list of places from the project's own reference file."""

from django.db import migrations
from organisations.reference.places import PLACES


def fill(apps, schema_editor):
    place = apps.get_model("organisations", "Place")
    place.objects.using(schema_editor.connection.alias).bulk_create(
        place(gss_code=code, name=name, region=region)
        for region, places in PLACES.items()
        for code, name in places.items()
    )


class Migration(migrations.Migration):
    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ("organisations", "0001_initial"),
    ]
    dependencies = [
        ("organisations", "0001_tables"),
    ]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
