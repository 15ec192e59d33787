"""Rooms, patterns of groups, changes of single dates, closed days, calendars by secret address."""

import django.db.models.deletion
import django.db.models.functions.text
import rco_network.core.encryption
import rco_network.core.history
import rco_network.core.tenancy.constraints
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0008_duties_of_rooms'),
        ('services', '0014_old_records'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('rule', models.CharField(max_length=200)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField(blank=True, null=True)),
                ('starts_at', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=120)),
                ('bank_holidays', models.CharField(blank=True, choices=[('ENG', 'England'), ('WLS', 'Wales'), ('SCT', 'Scotland'), ('NIR', 'Northern Ireland')], default='ENG', max_length=3)),
                ('keeps_terms', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name_plural': 'series',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('secret_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('is_neutral', models.BooleanField(default=False)),
                ('membership', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.staffmembership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('cancelled', 'Cancelled'), ('changed', 'Another day, time, room or leader'), ('extra', 'One more session')], max_length=9)),
                ('day', models.DateField()),
                ('to_day', models.DateField(null=True)),
                ('starts_at', models.TimeField(null=True)),
                ('minutes', models.PositiveSmallIntegerField(null=True)),
                ('reason', models.CharField(blank=True, choices=[('leader_away', 'The leader cannot come'), ('room', 'The room is not free'), ('few_people', 'Too few people'), ('feast', 'A feast or holiday'), ('event', 'Another event'), ('weather', 'Weather or transport'), ('other', 'Another reason')], max_length=12)),
                ('note', rco_network.core.encryption.EncryptedTextField(blank=True, context='services_change.note', max_length=200)),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='services.group')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('closed', 'We are closed: nothing meets'), ('break', 'Term break: only groups that keep terms stop')], default='closed', max_length=6)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Leader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=80)),
                ('change', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='leaders', to='services.change')),
                ('membership', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.staffmembership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=120)),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('is_shared', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='change',
            name='room',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.room'),
        ),
        migrations.AddField(
            model_name='group',
            name='room',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.room'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'room_id'), name='group_room_same_organisation', on_update_cascade=False, to='services.Room', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddField(
            model_name='series',
            name='group',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='series', to='services.group'),
        ),
        migrations.AddField(
            model_name='series',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='series',
            name='room',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.room'),
        ),
        migrations.AddField(
            model_name='leader',
            name='series',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='leaders', to='services.series'),
        ),
        migrations.AddField(
            model_name='change',
            name='series',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='services.series'),
        ),
        migrations.AddConstraint(
            model_name='calendarfeed',
            constraint=models.UniqueConstraint(fields=('organisation', 'id'), name='services_calendarfeed_owned'),
        ),
        migrations.AddConstraint(
            model_name='calendarfeed',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'membership_id'), name='calendarfeed_membership_same_organisation', on_update_cascade=False, to='organisations.StaffMembership', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='calendarfeed',
            constraint=rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='services_calendarfeed_rows', read="(user_id = (select rco_user()) or (select rco_may('sign_in')))", remove="(user_id = (select rco_user()) or (select rco_may('erase')))", write='(user_id = (select rco_user()) and (organisation_id = any ((select rco_organisations())::bigint[])))'),
        ),
        migrations.AddConstraint(
            model_name='calendarfeed',
            constraint=rco_network.core.history.Tracked(name='services_calendarfeed_history', secret=('secret_hash',)),
        ),
        migrations.AddIndex(
            model_name='closure',
            index=models.Index(fields=['organisation', 'last_on'], name='closure_by_day'),
        ),
        migrations.AddConstraint(
            model_name='closure',
            constraint=models.UniqueConstraint(fields=('organisation', 'id'), name='services_closure_owned'),
        ),
        migrations.AddConstraint(
            model_name='closure',
            constraint=models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='closure_ends_after_it_begins', violation_error_message='The last day comes before the first one.'),
        ),
        migrations.AddConstraint(
            model_name='closure',
            constraint=rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='services_closure_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'),
        ),
        migrations.AddConstraint(
            model_name='closure',
            constraint=rco_network.core.history.Tracked(name='services_closure_history'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.UniqueConstraint(fields=('organisation', 'id'), name='services_room_owned'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('name'), name='room_name_once', violation_error_message='You already have a room with this name.'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.CheckConstraint(condition=models.Q(('capacity', None), models.Q(('capacity__gte', 1), ('capacity__lte', 5000)), _connector='OR'), name='room_holds_somebody', violation_error_message='A room is for 1 to 5,000 people.'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='services_room_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=rco_network.core.history.Tracked(name='services_room_history'),
        ),
        migrations.AddIndex(
            model_name='series',
            index=models.Index(fields=['organisation', 'group', 'first_on'], name='series_by_group'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('organisation', 'id'), name='services_series_owned'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('rule__startswith', 'FREQ='), models.Q(('rule__contains', 'UNTIL'), _negated=True), models.Q(('rule__contains', 'COUNT'), _negated=True)), name='series_rule_has_no_end', violation_error_message='Give the last day instead of an end in the rule.'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('last_on', None), ('last_on__gte', models.F('first_on')), _connector='OR'), name='series_ends_after_it_begins', violation_error_message='The last day comes before the first one.'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('minutes__lte', 960)), name='series_lasts_a_while', violation_error_message='A session lasts between 5 minutes and 16 hours.'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'group_id'), name='series_group_same_organisation', on_update_cascade=False, to='services.Group', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'room_id'), name='series_room_same_organisation', on_update_cascade=False, to='services.Room', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='services_series_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=rco_network.core.history.Tracked(about=('services.group', 'group_id'), name='services_series_history'),
        ),
        migrations.AddIndex(
            model_name='leader',
            index=models.Index(fields=['organisation', 'series'], name='leader_by_series'),
        ),
        migrations.AddIndex(
            model_name='leader',
            index=models.Index(fields=['organisation', 'change'], name='leader_by_change'),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change__isnull', False), ('series', None)), models.Q(('change', None), ('series__isnull', False)), _connector='OR'), name='leader_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('membership', None), models.Q(('name', ''), _negated=True)), models.Q(('membership__isnull', False), ('name', '')), _connector='OR'), name='leader_is_colleague_or_name'),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'series_id'), name='leader_series_same_organisation', on_update_cascade=False, to='services.Series', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'change_id'), name='leader_change_same_organisation', on_update_cascade=False, to='services.Change', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'membership_id'), name='leader_membership_same_organisation', on_update_cascade=False, to='organisations.StaffMembership', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='services_leader_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=rco_network.core.history.Tracked(name='services_leader_history'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['organisation', 'day'], name='change_by_day'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('to_day', None), _negated=True), fields=['organisation', 'to_day'], name='change_by_new_day'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(fields=('organisation', 'id'), name='services_change_owned'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(fields=('series', 'day'), name='one_change_a_date', violation_error_message='Somebody has changed this date meanwhile. Look again.'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'extra')), fields=('group', 'day', 'starts_at'), name='one_extra_session_a_time', violation_error_message='There is an extra session at this time already.'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'extra'), ('minutes__isnull', False), ('series', None), ('starts_at__isnull', False), ('to_day', None)), models.Q(models.Q(('kind', 'extra'), _negated=True), ('series__isnull', False)), _connector='OR'), name='change_is_of_a_series_or_extra'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'cancelled'), _negated=True), models.Q(('minutes', None), ('room', None), ('starts_at', None), ('to_day', None)), _connector='OR'), name='cancelled_is_not_moved'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('minutes', None), models.Q(('minutes__gte', 5), ('minutes__lte', 960)), _connector='OR'), name='change_lasts_a_while', violation_error_message='A session lasts between 5 minutes and 16 hours.'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'group_id'), name='change_group_same_organisation', on_update_cascade=False, to='services.Group', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'series_id'), name='change_series_same_organisation', on_update_cascade=False, to='services.Series', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'room_id'), name='change_room_same_organisation', on_update_cascade=False, to='services.Room', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='services_change_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=rco_network.core.history.Tracked(about=('services.group', 'group_id'), name='services_change_history', secret=('note',)),
        ),
    ]
