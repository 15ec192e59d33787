import rco_network.core.closing
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0009_aligned_measures"),
        ("services", "0021_period_locks"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="outcome",
            constraint=rco_network.core.closing.ClosedDays(
                corrections="services.Correction",
                counted=("participant_id", "domain_id", "service_id", "happened_on"),
                day="happened_on",
                locks="services.PeriodLock",
                name="outcomes_outcome_closed",
            ),
        ),
    ]
