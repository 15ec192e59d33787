"""Courses, levels, learners."""

import django.contrib.postgres.fields
import django.db.models.deletion
import rco_network.core.encryption
import rco_network.core.history
import rco_network.core.tenancy.constraints
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('esol', '0001_initial'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('core', '0002_tables'),
        ('organisations', '0001_tables'),
        ('services', '0002_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('initial', 'Initial assessment'), ('review', 'Check on the way'), ('exit', 'At the end of the course')], max_length=8)),
                ('held_on', models.DateField()),
                ('speaking', models.CharField(blank=True, choices=[('PE', 'Pre-Entry (Pre-A1)'), ('E1', 'Entry 1 (A1)'), ('E2', 'Entry 2 (A2)'), ('E3', 'Entry 3 (B1)'), ('L1', 'Level 1 (B2)'), ('L2', 'Level 2 (C1)')], max_length=2)),
                ('reading', models.CharField(blank=True, choices=[('PE', 'Pre-Entry (Pre-A1)'), ('E1', 'Entry 1 (A1)'), ('E2', 'Entry 2 (A2)'), ('E3', 'Entry 3 (B1)'), ('L1', 'Level 1 (B2)'), ('L2', 'Level 2 (C1)')], max_length=2)),
                ('writing', models.CharField(blank=True, choices=[('PE', 'Pre-Entry (Pre-A1)'), ('E1', 'Entry 1 (A1)'), ('E2', 'Entry 2 (A2)'), ('E3', 'Entry 3 (B1)'), ('L1', 'Level 1 (B2)'), ('L2', 'Level 2 (C1)')], max_length=2)),
                ('first_language_reading', models.CharField(blank=True, choices=[('none', 'Does not read in any language'), ('little', 'Reads a little'), ('other', 'Reads well, in another alphabet'), ('latin', 'Reads well, in the Latin alphabet')], max_length=6)),
                ('notes', rco_network.core.encryption.EncryptedTextField(blank=True, context='esol_assessment.notes', max_length=2000)),
                ('assessor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='english_assessments', to='services.participant')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant', '-held_on', '-id'], name='assessment_by_person')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='esol_assessment_owned'), models.CheckConstraint(condition=models.Q(('reading', ''), ('speaking', ''), ('writing', ''), _negated=True), name='assessment_of_some_mode', violation_error_message='Choose a level for at least one of the three.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='esol_assessment_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='esol_assessment_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='esol_assessment_history', secret=('notes',))],
            },
        ),
        migrations.CreateModel(
            name='Circumstances',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('stated_on', models.DateField()),
                ('informal_hours', models.DecimalField(blank=True, decimal_places=1, max_digits=3, null=True)),
                ('barriers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('childcare', 'Childcare'), ('travel', 'Travel: distance or cost'), ('work', 'Working hours'), ('caring', 'Looking after somebody'), ('health', 'Health'), ('level', 'No class at the right level'), ('full', 'Classes are full'), ('digital', 'No device or internet for online classes'), ('confidence', 'Confidence'), ('other', 'Something else')], max_length=10), blank=True, default=list, size=None)),
                ('funding', models.CharField(blank=True, choices=[('full', 'Yes, in full'), ('part', 'Yes, in part'), ('no', 'No')], max_length=4)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='english_circumstances', to='services.participant')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='esol_circumstances_owned'), models.CheckConstraint(condition=models.Q(('informal_hours', None), models.Q(('informal_hours__gte', 0), ('informal_hours__lte', 60)), _connector='OR'), name='informal_hours_fit_a_week', violation_error_message='Write the hours of one week, from 0 to 60.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='esol_circumstances_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='esol_circumstances_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='esol_circumstances_history')],
            },
        ),
        migrations.CreateModel(
            name='ClassLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('lowest', models.CharField(choices=[('PE', 'Pre-Entry (Pre-A1)'), ('E1', 'Entry 1 (A1)'), ('E2', 'Entry 2 (A2)'), ('E3', 'Entry 3 (B1)'), ('L1', 'Level 1 (B2)'), ('L2', 'Level 2 (C1)')], max_length=2)),
                ('highest', models.CharField(choices=[('PE', 'Pre-Entry (Pre-A1)'), ('E1', 'Entry 1 (A1)'), ('E2', 'Entry 2 (A2)'), ('E3', 'Entry 3 (B1)'), ('L1', 'Level 1 (B2)'), ('L2', 'Level 2 (C1)')], max_length=2)),
                ('group', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='class_level', to='services.group')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='esol_classlevel_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'group_id'), name='esol_classlevel_group_owned', on_update_cascade=False, to='services.Group', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='esol_classlevel_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('run_services')))"), rco_network.core.history.Tracked(name='esol_classlevel_history')],
            },
        ),
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='services.group')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'ends_on'], name='course_by_end')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='esol_course_owned'), models.UniqueConstraint(fields=('group', 'name'), name='course_name_once_a_group', violation_error_message='This class already has a course with this name.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='course_ends_after_it_starts', violation_error_message='The last day must not be before the first.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'group_id'), name='esol_course_group_owned', on_update_cascade=False, to='services.Group', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='esol_course_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('run_services')))"), rco_network.core.history.Tracked(name='esol_course_history')],
            },
        ),
        migrations.CreateModel(
            name='ExamEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('mode', models.CharField(choices=[('SL', 'Speaking and listening'), ('R', 'Reading'), ('W', 'Writing')], max_length=2)),
                ('level', models.CharField(choices=[('PE', 'Pre-Entry (Pre-A1)'), ('E1', 'Entry 1 (A1)'), ('E2', 'Entry 2 (A2)'), ('E3', 'Entry 3 (B1)'), ('L1', 'Level 1 (B2)'), ('L2', 'Level 2 (C1)')], max_length=2)),
                ('awarding_body', models.CharField(blank=True, max_length=80)),
                ('sits_on', models.DateField()),
                ('result', models.CharField(choices=[('waiting', 'No result yet'), ('passed', 'Passed'), ('not_passed', 'Not passed'), ('did_not_sit', 'Did not sit it')], default='waiting', max_length=12)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='english_exams', to='services.participant')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant', 'sits_on'], name='exam_by_person'), models.Index(fields=['organisation', 'sits_on'], name='exam_by_day')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='esol_examentry_owned'), models.UniqueConstraint(fields=('participant', 'mode', 'level', 'sits_on'), name='exam_entered_once_a_day', violation_error_message='They are entered for this exam on that day already.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='esol_examentry_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='esol_examentry_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='esol_examentry_history')],
            },
        ),
        migrations.CreateModel(
            name='Learner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('completion', models.CharField(choices=[('1', 'Continuing'), ('2', 'Completed the learning activities'), ('3', 'Withdrawn'), ('6', 'Temporarily withdrawn (agreed break in learning)')], default='1', max_length=1)),
                ('outcome', models.CharField(blank=True, choices=[('1', 'Achieved'), ('2', 'Partial achievement'), ('3', 'No achievement'), ('8', 'Learning activities complete, outcome not yet known')], max_length=1)),
                ('is_transfer', models.BooleanField(default=False)),
                ('course', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='learners', to='esol.course')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='english_courses', to='services.participant')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant'], name='learner_by_person'), models.Index(condition=models.Q(('completion', '1')), fields=['organisation', 'started_on'], name='learner_now')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='esol_learner_owned'), models.UniqueConstraint(fields=('course', 'participant'), name='learner_once_a_course', violation_error_message='This person is on this course already.'), models.CheckConstraint(condition=models.Q(models.Q(('completion', '1'), ('ended_on', None), ('is_transfer', False), ('outcome', '')), models.Q(models.Q(('completion', '1'), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='learner_ends_unless_continuing', violation_error_message='Who continues has no last day and no outcome yet; everybody else has a last day.'), models.CheckConstraint(condition=models.Q(('completion', '2'), ('outcome', ''), _negated=True), name='learner_completes_with_an_outcome', violation_error_message='Say what came of it: choose an outcome.'), models.CheckConstraint(condition=models.Q(('is_transfer', False), ('completion', '3'), _connector='OR'), name='learner_transfers_by_leaving', violation_error_message='Who moved to another course has withdrawn from this one.'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='learner_ends_after_starting', violation_error_message='The last day must not be before the first.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'course_id'), name='esol_learner_course_owned', on_update_cascade=False, to='esol.Course', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='esol_learner_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='esol_learner_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='esol_learner_history')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('held_on', models.DateField()),
                ('went_well', rco_network.core.encryption.EncryptedTextField(context='esol_review.went_well', max_length=1000)),
                ('next_steps', rco_network.core.encryption.EncryptedTextField(blank=True, context='esol_review.next_steps', max_length=1000)),
                ('next_level', models.CharField(blank=True, choices=[('PE', 'Pre-Entry (Pre-A1)'), ('E1', 'Entry 1 (A1)'), ('E2', 'Entry 2 (A2)'), ('E3', 'Entry 3 (B1)'), ('L1', 'Level 1 (B2)'), ('L2', 'Level 2 (C1)')], max_length=2)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='english_reviews', to='services.participant')),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant', '-held_on', '-id'], name='review_by_person')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='esol_review_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='esol_review_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='esol_review_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='esol_review_history', secret=('went_well', 'next_steps'))],
            },
        ),
        migrations.CreateModel(
            name='ReviewInterval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('weeks', models.PositiveSmallIntegerField(default=12)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='esol_reviewinterval_owned'), models.UniqueConstraint(fields=('organisation',), name='one_review_interval'), models.CheckConstraint(condition=models.Q(('weeks__gte', 1), ('weeks__lte', 52)), name='review_interval_makes_sense', violation_error_message='Reviews are due every 1 to 52 weeks.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='esol_reviewinterval_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('run_services')))"), rco_network.core.history.Tracked(name='esol_reviewinterval_history')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('words', rco_network.core.encryption.EncryptedTextField(context='esol_target.words', max_length=500)),
                ('stage', models.PositiveSmallIntegerField(choices=[(1, 'Aims appropriate to the learner or group'), (2, 'Initial assessment to establish the starting point'), (3, 'Appropriately challenging learning objectives'), (4, 'Recognising and recording progress during the programme'), (5, 'End of programme assessment')], default=3)),
                ('mode', models.CharField(blank=True, choices=[('SL', 'Speaking and listening'), ('R', 'Reading'), ('W', 'Writing')], max_length=2)),
                ('state', models.CharField(choices=[('open', 'Working on it'), ('reached', 'Reached'), ('changed', 'Changed for another')], default='open', max_length=8)),
                ('set_on', models.DateField()),
                ('reviewed_on', models.DateField(null=True)),
                ('reached_on', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='english_targets', to='services.participant')),
                ('reached_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant', '-id'], name='target_by_person')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='esol_target_owned'), models.CheckConstraint(condition=models.Q(models.Q(('reached_on__isnull', False), ('state', 'reached')), models.Q(models.Q(('state', 'reached'), _negated=True), ('reached_on', None)), _connector='OR'), name='target_reached_on_a_day'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='esol_target_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='esol_target_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='esol_target_history', secret=('words',))],
            },
        ),
    ]
