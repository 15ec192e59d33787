import uuid

import django.db.models.deletion
import rco_network.core.closing
import rco_network.core.encryption
import rco_network.core.tenancy.constraints
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0009_outlines"),
        ("services", "0020_needs_are_counted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="fileimport",
            name="because",
            field=rco_network.core.encryption.EncryptedTextField(
                blank=True,
                context="services_fileimport.because",
                default="",
                help_text="Why days of an issued report are changed, until the job has said so.",
            ),
        ),
        migrations.CreateModel(
            name="PeriodLock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("because", models.CharField(max_length=20)),
                ("locked_at", models.DateTimeField()),
                (
                    "locked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="services_periodlock_owned"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "because"), name="one_lock_an_issued_report"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_on__lte", models.F("last_on"))),
                        name="period_lock_has_days",
                    ),
                    rco_network.core.tenancy.constraints.RowSecurity(
                        append_only=True,
                        name="services_periodlock_rows",
                        read="(organisation_id = any ((select rco_organisations())::bigint[]))",
                        write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('approve_reports')))",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("at", models.DateTimeField()),
                (
                    "reason",
                    rco_network.core.encryption.EncryptedTextField(
                        context="services_correction.reason"
                    ),
                ),
                ("subject_type", models.CharField(help_text="As services.session.", max_length=60)),
                ("subject_uuid", models.UUIDField()),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whom it is about, where it is about one person.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.participant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "last_on"], name="correction_by_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="services_correction_owned"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__is_empty", False)), name="correction_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_on__lte", models.F("last_on"))),
                        name="correction_has_days",
                    ),
                    rco_network.core.tenancy.constraints.OwnedReference(
                        columns=("organisation_id", "participant_id"),
                        name="correction_participant_same_organisation",
                        on_update_cascade=False,
                        to="services.Participant",
                        to_columns=("organisation_id", "id"),
                    ),
                    rco_network.core.tenancy.constraints.RowSecurity(
                        append_only=True,
                        change="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('erase')))",
                        name="services_correction_rows",
                        read="((organisation_id = any ((select rco_organisations())::bigint[])) and (participant_id is null or participant_id <> all ((select rco_hidden_participants())::bigint[])))",
                        write="((organisation_id = any ((select rco_organisations())::bigint[])) and (participant_id is null or participant_id <> all ((select rco_hidden_participants())::bigint[])))",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=rco_network.core.closing.ClosedDays(
                corrections="services.Correction",
                counted=("group_id", "service_id", "held_on", "starts_at", "minutes", "place_id"),
                day="held_on",
                locks="services.PeriodLock",
                name="services_session_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=rco_network.core.closing.ClosedDays(
                corrections="services.Correction",
                counted=("session_id", "participant_id", "held_on", "mark"),
                day="held_on",
                locks="services.PeriodLock",
                name="services_attendance_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="headcount",
            constraint=rco_network.core.closing.ClosedDays(
                corrections="services.Correction",
                counted=("session_id", "people", "women", "men", "children"),
                day="held_on",
                locks="services.PeriodLock",
                name="services_headcount_closed",
                through=("services.Session", "session_id"),
            ),
        ),
    ]
