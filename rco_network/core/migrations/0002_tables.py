"""The trail, histories, jobs, mail, retention."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import rco_network.core.encryption
import rco_network.core.tenancy.constraints
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ('core', '0002_initial'),
        ('core', '0003_audit_rows'),
        ('core', '0004_signed_scope'),
        ('core', '0005_policies_ask_once'),
        ('core', '0006_trail_and_history'),
        ('core', '0007_seals'),
        ('core', '0008_mail'),
        ('core', '0009_retention_and_erasures'),
        ('core', '0010_trail_by_day'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('core', '0001_questions_of_policies'),
        ('organisations', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=30)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_uuid', models.UUIDField()),
                ('announced_on', models.DateField()),
                ('goes_on', models.DateField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'goes_on'], name='announcement_by_day')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'rule', 'subject_uuid'), name='announced_once'), models.CheckConstraint(condition=models.Q(('goes_on__gte', models.ExpressionWrapper(django.db.models.expressions.CombinedExpression(models.F('announced_on'), '+', models.Value(14)), output_field=models.DateField()))), name='announced_a_fortnight_before'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='core_announcement_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('set_retention')) or (select rco_may('answer_people')) or (select rco_may('erase'))))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('erase')))")],
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('action', models.CharField(max_length=60)),
                ('subject_type', models.CharField(blank=True, max_length=60)),
                ('subject_uuid', models.UUIDField(null=True)),
                ('detail', models.JSONField(default=dict, help_text='Counts and field names; never contents.')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('is_confidential', models.BooleanField(default=False, help_text='Only who did it and who can see the record may read it.')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['organisation', '-at', '-id'], name='audit_by_day'), models.Index(fields=['subject_uuid', '-id'], name='audit_by_subject')],
                'constraints': [rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='core_auditevent_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) or (organisation_id is null and (select rco_is_installation()))) and (not is_confidential or actor_id = (select rco_user()) or core_can_see(subject_type, subject_uuid)) or (select rco_may('verify_trail')))", write='((organisation_id = any ((select rco_organisations())::bigint[])) or (organisation_id is null and (select rco_is_installation())))')],
            },
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.BigIntegerField(help_text="The organisation's id; 0 for the installation.")),
                ('position', models.BigIntegerField(help_text='1, 2, 3, ... in each chain.')),
                ('event_id', models.BigIntegerField(unique=True)),
                ('sealed_at', models.DateTimeField()),
                ('previous', models.BinaryField(max_length=32)),
                ('hash', models.BinaryField(max_length=32)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('chain', 'position'), name='one_seal_a_position'), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='core_auditseal_rows', read="(select rco_may('verify_trail'))", write='false')],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('subject_type', models.CharField(help_text='As services.participant.', max_length=60)),
                ('subject_uuid', models.UUIDField()),
                ('kind', models.CharField(choices=[('asked', 'Erased because the person asked'), ('period', 'Made anonymous because the time was over'), ('left', 'Account of a colleague who left')], max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-id'], name='erasure_newest_first')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'subject_type', 'subject_uuid', 'kind'), name='one_erasure_a_record_and_kind'), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='core_erasure_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('erase')))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('erase')))")],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_uuid', models.UUIDField()),
                ('until', models.DateField()),
                ('reason', models.CharField(choices=[('claim', 'A claim or a complaint is open'), ('asked', 'The person asked us to keep it'), ('funder', 'A funder is still checking'), ('authority', 'An authority asked us to keep it'), ('returning', 'The person is coming back')], max_length=12)),
                ('words', rco_network.core.encryption.EncryptedTextField(blank=True, context='core_hold.words', help_text='What there is to say about it.')),
                ('set_at', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'subject_type', 'subject_uuid'), name='one_hold_a_record'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='core_hold_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('set_retention')) or (select rco_may('answer_people')) or (select rco_may('erase'))))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('set_retention')) or (select rco_may('answer_people')) or (select rco_may('erase'))))")],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('subject_uuid', models.UUIDField(help_text='The record that the job is about.')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('step', models.CharField(blank=True, max_length=120)),
                ('progress', models.PositiveSmallIntegerField(default=0, help_text='Per cent.')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease', models.UUIDField(editable=False, null=True)),
                ('failure', models.CharField(blank=True, help_text='A sentence for people.', max_length=300)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('woken_at', models.DateTimeField(null=True)),
                ('heartbeat_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(help_text='Nobody where the clock asked.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['state', 'heartbeat_at'], name='job_open')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='core_job_owned'), models.CheckConstraint(condition=models.Q(models.Q(('lease__isnull', False), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), ('lease__isnull', True)), _connector='OR'), name='job_lease_while_running'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('failure', ''), _negated=True), _connector='OR'), name='job_failure_says_why'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='job_progress_is_per_cent'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='core_job_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) or asked_by_id = (select rco_user()) or (select rco_is_installation()))', write='((organisation_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))')],
            },
        ),
        migrations.CreateModel(
            name='KeptFor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=30)),
                ('months', models.PositiveSmallIntegerField()),
                ('set_at', models.DateTimeField(auto_now=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'period'), name='one_length_a_period'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='core_keptfor_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('set_retention')))")],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('about', models.UUIDField(help_text='The record that it concerns.', null=True)),
                ('to', models.EmailField(blank=True, max_length=254)),
                ('subject', models.CharField(max_length=100)),
                ('body', rco_network.core.encryption.EncryptedTextField(blank=True, context='core_mail.body')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('failure', models.CharField(blank=True, help_text='A sentence for people.', max_length=300)),
                ('posted_at', models.DateTimeField(auto_now_add=True)),
                ('next_at', models.DateTimeField()),
                ('good_until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_at'], name='mail_due'), models.Index(fields=['about', 'id'], name='mail_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('to__regex', '^[^\\s,;:<>()\\[\\]@]+@[^\\s,;:<>()\\[\\]@]+$')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('body__is_empty', True), ('to', '')), _connector='OR'), name='mail_has_one_recipient', violation_error_message='A mail goes to exactly one address.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='mail_end_is_dated'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='core_mail_rows', read="(select rco_may('mail'))", write="(select rco_may('mail'))")],
            },
        ),
        migrations.CreateModel(
            name='RecordChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('record_type', models.CharField(help_text='As services.participant.', max_length=60)),
                ('record_id', models.BigIntegerField()),
                ('about_type', models.CharField(blank=True, max_length=60)),
                ('about_id', models.BigIntegerField(null=True)),
                ('kind', models.CharField(choices=[('added', 'Added'), ('changed', 'Changed'), ('removed', 'Removed')], max_length=7)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), default=list, size=None)),
                ('was', models.JSONField(help_text='The values before; never of encrypted fields.', null=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, help_text='Empty where the change did not come through the product.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'record_type', 'record_id', 'id'], name='change_by_record'), models.Index(condition=models.Q(('about_id__isnull', False)), fields=['organisation', 'about_type', 'about_id', 'id'], name='change_by_about')],
                'constraints': [rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='core_recordchange_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('erase')) or ((select rco_may('read_trail')) and (about_id is null or core_can_see(about_type, about_id)))))", remove="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('erase')))", write='false')],
            },
        ),
        migrations.CreateModel(
            name='RetentionRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run_on', models.DateField()),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('announced', models.PositiveIntegerField(default=0)),
                ('held', models.PositiveIntegerField(default=0)),
                ('done', models.JSONField(default=dict, help_text='Rule → model → how many rows.')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'run_on'), name='one_run_a_day'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='core_retentionrun_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('set_retention')) or (select rco_may('erase'))))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('erase')))")],
            },
        ),
    ]
