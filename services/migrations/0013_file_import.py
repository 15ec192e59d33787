from django.db import migrations


class Migration(migrations.Migration):
    """The table of uploaded files holds more than past sessions from here on."""

    dependencies = [("services", "0012_phone")]

    operations = [migrations.RenameModel("AttendanceImport", "FileImport")]
