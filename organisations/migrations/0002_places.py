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
    dependencies = [("organisations", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
