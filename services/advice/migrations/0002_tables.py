"""Enquiries, matters, rules of who may advise."""

import django.contrib.postgres.fields
import django.db.models.deletion
import rco_network.core.encryption
import rco_network.core.history
import rco_network.core.tenancy.constraints
import services.advice.models.sealed
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ('advice', '0002_rules_of_2021'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('advice', '0001_matters_of_the_adviser'),
        ('core', '0002_tables'),
        ('data_rights', '0001_tables'),
        ('organisations', '0001_tables'),
        ('services', '0002_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='AdviserRegistration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('level', models.PositiveSmallIntegerField()),
                ('category', models.CharField(choices=[('both', 'asylum and protection, and immigration'), ('asylum', 'asylum and protection'), ('immigration', 'immigration')], max_length=11)),
                ('expires_on', models.DateField()),
                ('seen_on', models.DateField(help_text='On which day somebody looked at the register.')),
                ('reminded', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('membership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staffmembership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('seen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_adviserregistration_owned'), models.UniqueConstraint(fields=('organisation', 'membership'), name='one_registration_an_adviser'), models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 3)), name='registration_level_exists', violation_error_message='The levels of registration are 1, 2 and 3.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'membership_id'), name='registration_membership_same_organisation', on_update_cascade=False, to='organisations.StaffMembership', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='advice_adviserregistration_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('advise'))))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('supervise_advice')))"), rco_network.core.history.Tracked(ignored=('reminded',), name='advice_adviserregistration_history')],
            },
        ),
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('day', models.DateField()),
                ('channel', models.CharField(choices=[('face', 'Face to face'), ('phone', 'Telephone'), ('email', 'E-mail'), ('web', 'Web'), ('webchat', 'Webchat or message'), ('other', 'Other'), ('unknown', 'Not recorded')], max_length=8)),
                ('subject', rco_network.core.encryption.EncryptedTextField(choices=services.advice.models.sealed.subject_choices, context='advice_enquiry.subject')),
                ('level', models.CharField(choices=[('INFO', 'Information or signposting'), ('ADV', 'Advice'), ('CW', 'Casework'), ('REP', 'Representation')], max_length=4)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('note', rco_network.core.encryption.EncryptedTextField(blank=True, context='advice_enquiry.note')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'enquiries',
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', '-day', '-id'], name='enquiry_by_day'), models.Index(fields=['organisation', 'participant'], name='enquiry_by_person')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_enquiry_owned'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 480)), name='enquiry_takes_some_time', violation_error_message='An enquiry takes from 1 to 480 minutes.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='enquiry_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='advice_enquiry_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and (participant_id is null or participant_id <> all ((select rco_hidden_participants())::bigint[]))) and (taken_by_id = (select rco_user()) or (select rco_may('supervise_advice')) or (select rco_may('erase'))))", remove="(((organisation_id = any ((select rco_organisations())::bigint[])) and (participant_id is null or participant_id <> all ((select rco_hidden_participants())::bigint[]))) and (taken_by_id = (select rco_user()) or (select rco_may('supervise_advice')) or (select rco_may('erase'))) and (select rco_may('erase')))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and (participant_id is null or participant_id <> all ((select rco_hidden_participants())::bigint[]))) and (taken_by_id = (select rco_user()) or (select rco_may('supervise_advice')) or (select rco_may('erase'))) and ((select rco_may('log')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('advice.enquiry', 'id'), name='advice_enquiry_history', secret=('subject', 'note'))],
            },
        ),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('solicitor', 'Supervised by a solicitor or another qualified person'), ('body', 'Authorised by a body of the legal professions'), ('order', 'Exempt by order, such as a public authority')], max_length=10)),
                ('said_by', rco_network.core.encryption.EncryptedTextField(context='advice_exemption.said_by', help_text='Who said so: the supervising solicitor, the body.')),
                ('said_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_exemption_owned'), models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('organisation',), name='one_standing_exemption', violation_error_message='That is written down already.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='advice_exemption_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('advise'))))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('supervise_advice')))"), rco_network.core.history.Tracked(name='advice_exemption_history', secret=('said_by',))],
            },
        ),
        migrations.CreateModel(
            name='GuardRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('line', models.CharField(help_text='The same for all versions of one line.', max_length=40)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('level', models.PositiveSmallIntegerField()),
                ('category', models.CharField(choices=[('any', 'any'), ('asylum', 'asylum and protection'), ('immigration', 'immigration'), ('both', 'asylum and protection, and immigration')], max_length=11)),
                ('permitted', models.BooleanField()),
                ('work', models.CharField(max_length=300)),
                ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), blank=True, default=list, size=None)),
                ('works', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('INFO', 'Information or signposting'), ('ADV', 'Advice'), ('CW', 'Casework'), ('REP', 'Representation')], max_length=4), default=list, size=None)),
                ('source', models.CharField(max_length=300)),
                ('dated', models.DateField(help_text='On which day somebody read the source.')),
                ('why', models.CharField(blank=True, help_text='Why this version was made.', max_length=500)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('replaced_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['level', 'category', '-permitted', 'line'],
                'constraints': [models.UniqueConstraint(fields=('line', 'version'), name='one_version_of_a_line'), models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('line',), name='one_version_in_force'), models.CheckConstraint(condition=models.Q(('level__lte', 3)), name='guard_rule_level_exists', violation_error_message='The levels are 0, 1, 2 and 3.'), models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('work', ''), _negated=True)), name='guard_rule_has_a_source', violation_error_message='Say what the work is, and where that is written.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, change="(select rco_may('keep_rules'))", name='advice_guardrule_rows', read='((select rco_user()) is not null or (select rco_is_installation()))', write="(select rco_may('keep_rules'))")],
            },
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('subjects', services.advice.models.sealed.SubjectsField(context='advice_matter.subjects', help_text='Codes of the second tier, or of the first.')),
                ('level', models.CharField(choices=[('INFO', 'Information or signposting'), ('ADV', 'Advice'), ('CW', 'Casework'), ('REP', 'Representation')], max_length=4)),
                ('wanted', rco_network.core.encryption.EncryptedTextField(blank=True, context='advice_matter.wanted', help_text='What the person wants, in short.')),
                ('state', models.CharField(choices=[('checking', 'Waiting for the supervisor'), ('open', 'Open'), ('closed', 'Closed'), ('refused', 'Not taken on')], default='checking', max_length=8)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('ended', models.CharField(blank=True, choices=[('done', 'What could be done is done'), ('referred', 'Somebody else took it on'), ('stopped', 'The person did not want to go on'), ('lost', 'We lost contact'), ('not_able', 'We could not go on')], max_length=8)),
                ('ending', rco_network.core.encryption.EncryptedTextField(blank=True, context='advice_matter.ending', help_text='How it ended, in words.')),
                ('enquiry', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='advice.enquiry')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
            ],
            options={
                'verbose_name': 'advice matter',
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'state', '-opened_on'], name='matter_by_state'), models.Index(fields=['organisation', 'participant'], name='matter_by_person')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_matter_owned'), models.UniqueConstraint(fields=('organisation', 'id', 'participant'), name='matter_of_one_person'), models.UniqueConstraint(fields=('enquiry',), name='one_matter_an_enquiry', violation_error_message='This enquiry is a matter already.'), models.CheckConstraint(condition=models.Q(('subjects__is_empty', False)), name='matter_is_about_something', violation_error_message='Choose what it is about.'), models.CheckConstraint(condition=models.Q(('level', 'INFO'), _negated=True), name='matter_is_more_than_information', violation_error_message='Information alone is an enquiry, not a matter.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), ('closed_on__isnull', False), models.Q(('ended', ''), _negated=True)), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_on', None), ('ended', '')), _connector='OR'), name='matter_closed_says_when_and_how', violation_error_message='Say on which day it was closed, and how it ended.'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='matter_closes_after_it_was_opened', violation_error_message='It cannot be closed before the day it was opened.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='matter_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'enquiry_id'), name='matter_enquiry_same_organisation', on_update_cascade=False, to='advice.Enquiry', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, change="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or id = any ((select rco_my_matters())::bigint[])))", name='advice_matter_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or id = any ((select rco_my_matters())::bigint[])))", remove="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('erase')))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('advise'))))"), rco_network.core.history.Tracked(about=('advice.matter', 'id'), name='advice_matter_history', secret=('subjects', 'wanted', 'ending'))],
            },
        ),
        migrations.CreateModel(
            name='ConflictCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('names', rco_network.core.encryption.EncryptedTextField(blank=True, context='advice_conflictcheck.names', help_text='The names that were looked for, one a line.')),
                ('is_hit', models.BooleanField(help_text='Somebody of such a name was known.')),
                ('decision', models.CharField(choices=[('waiting', 'Waiting for the supervisor'), ('clear', 'No conflict'), ('refer', 'Conflict: not taken on'), ('allowed', 'Allowed by the supervisor, with a reason')], max_length=8)),
                ('reason', rco_network.core.encryption.EncryptedTextField(blank=True, context='advice_conflictcheck.reason')),
                ('decided_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='advice.matter')),
                ('reopens', models.BooleanField(default=False, help_text='A closed matter waits for it to be opened again.')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('decision', 'waiting')), fields=['organisation', 'created_at'], name='check_waiting')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_conflictcheck_owned'), models.CheckConstraint(condition=models.Q(('is_hit', False), ('decision', 'waiting'), ('decided_by__isnull', False), _connector='OR'), name='check_with_a_hit_is_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('decision', 'allowed'), _negated=True), ('reason__is_empty', False), _connector='OR'), name='check_is_allowed_with_a_reason', violation_error_message='Say why it is allowed all the same.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'matter_id', 'participant_id'), name='conflictcheck_matter_same_person', on_update_cascade=False, to='advice.Matter', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, change="((((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[]))) and ((select rco_may('supervise_advice')) or (select rco_may('erase'))))", name='advice_conflictcheck_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))", remove="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('erase')))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))"), rco_network.core.history.Tracked(about=('advice.matter', 'matter_id'), name='advice_conflictcheck_history', secret=('names', 'reason'))],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('due_on', models.DateField()),
                ('what', rco_network.core.encryption.EncryptedTextField(context='advice_deadline.what')),
                ('done_on', models.DateField(blank=True, null=True)),
                ('reminded', models.PositiveSmallIntegerField(editable=False, help_text='For which number of days before a mail went.', null=True)),
                ('membership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staffmembership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='advice.matter')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('done_on', None)), fields=['organisation', 'due_on'], name='deadline_to_come'), models.Index(fields=['organisation', 'matter', 'due_on'], name='deadline_by_matter')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_deadline_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'matter_id', 'participant_id'), name='deadline_matter_same_person', on_update_cascade=False, to='advice.Matter', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'membership_id'), name='deadline_membership_same_organisation', on_update_cascade=False, to='organisations.StaffMembership', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='advice_deadline_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))"), rco_network.core.history.Tracked(about=('advice.matter', 'matter_id'), ignored=('reminded',), name='advice_deadline_history', secret=('what',))],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('what', rco_network.core.encryption.EncryptedTextField(context='advice_document.what')),
                ('copy', models.CharField(choices=[('original', 'The paper itself'), ('copy', 'A copy on paper'), ('scan', 'A scan or photo'), ('evisa', 'An eVisa, seen online')], max_length=8)),
                ('place', rco_network.core.encryption.EncryptedTextField(blank=True, context='advice_document.place', help_text='Where it is kept.')),
                ('state', models.CharField(choices=[('asked', 'Asked for'), ('received', 'Here'), ('returned', 'Given back')], max_length=8)),
                ('asked_on', models.DateField(null=True)),
                ('received_on', models.DateField(null=True)),
                ('returned_on', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='advice.matter')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_document_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'matter_id', 'participant_id'), name='document_matter_same_person', on_update_cascade=False, to='advice.Matter', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='advice_document_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))"), rco_network.core.history.Tracked(about=('advice.matter', 'matter_id'), name='advice_document_history', secret=('what', 'place'))],
            },
        ),
        migrations.CreateModel(
            name='MatterAdviser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='advice.matter')),
                ('membership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staffmembership')),
                ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_matteradviser_owned'), models.UniqueConstraint(fields=('matter', 'membership'), name='named_once_on_a_matter'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'matter_id', 'participant_id'), name='matteradviser_matter_same_person', on_update_cascade=False, to='advice.Matter', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'membership_id'), name='matteradviser_membership_same_organisation', on_update_cascade=False, to='organisations.StaffMembership', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='advice_matteradviser_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('advice.matter', 'matter_id'), name='advice_matteradviser_history')],
            },
        ),
        migrations.CreateModel(
            name='MatterOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('happened_on', models.DateField()),
                ('code', rco_network.core.encryption.EncryptedTextField(choices=services.advice.models.sealed.outcome_choices, context='advice_matteroutcome.code')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ('every', models.CharField(choices=[('once', 'Once'), ('week', 'Every week'), ('four_weeks', 'Every four weeks'), ('month', 'Every month'), ('year', 'Every year')], default='once', max_length=10)),
                ('backdated', models.DecimalField(blank=True, decimal_places=2, help_text='Arrears that were paid at once.', max_digits=10, null=True)),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='advice.matter')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'outcome of advice',
                'verbose_name_plural': 'outcomes of advice',
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'happened_on'], name='advice_outcome_by_day')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_matteroutcome_owned'), models.CheckConstraint(condition=models.Q(models.Q(('amount', None), ('amount__gte', 0), _connector='OR'), models.Q(('backdated', None), ('backdated__gte', 0), _connector='OR')), name='advice_outcome_amounts_are_not_negative', violation_error_message='An amount is nought or more.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'matter_id', 'participant_id'), name='matteroutcome_matter_same_person', on_update_cascade=False, to='advice.Matter', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='advice_matteroutcome_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))"), rco_network.core.history.Tracked(about=('advice.matter', 'matter_id'), name='advice_matteroutcome_history', secret=('code',))],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('done_on', models.DateField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('level', models.CharField(choices=[('INFO', 'Information or signposting'), ('ADV', 'Advice'), ('CW', 'Casework'), ('REP', 'Representation')], max_length=4)),
                ('channel', models.CharField(choices=[('face', 'Face to face'), ('phone', 'Telephone'), ('email', 'E-mail'), ('web', 'Web'), ('webchat', 'Webchat or message'), ('other', 'Other'), ('unknown', 'Not recorded')], max_length=8)),
                ('subject', services.advice.models.sealed.SubjectsField(context='advice_step.subject', help_text="Which of the matter's subjects it was about.")),
                ('text', rco_network.core.encryption.EncryptedTextField(context='advice_step.text')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='advice.matter')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'matter', '-done_on', '-id'], name='step_newest')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_step_owned'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 960)), name='step_takes_some_time', violation_error_message='A step takes from 1 to 960 minutes.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'matter_id', 'participant_id'), name='step_matter_same_person', on_update_cascade=False, to='advice.Matter', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='advice_step_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))", remove="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('erase')))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))")],
            },
        ),
        migrations.CreateModel(
            name='ThirdParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', rco_network.core.encryption.EncryptedTextField(context='advice_thirdparty.name')),
                ('role', rco_network.core.encryption.EncryptedTextField(choices=services.advice.models.sealed.role_choices, context='advice_thirdparty.role')),
                ('reference', rco_network.core.encryption.EncryptedTextField(blank=True, context='advice_thirdparty.reference', help_text='Their reference for this matter.')),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='advice.matter')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
            ],
            options={
                'verbose_name_plural': 'third parties',
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_thirdparty_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'matter_id', 'participant_id'), name='thirdparty_matter_same_person', on_update_cascade=False, to='advice.Matter', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='advice_thirdparty_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))"), rco_network.core.history.Tracked(about=('advice.matter', 'matter_id'), name='advice_thirdparty_history', secret=('name', 'role', 'reference'))],
            },
        ),
        migrations.CreateModel(
            name='PartyKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('word', models.CharField(max_length=50)),
                ('sound', models.CharField(max_length=50)),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='advice.matter')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.participant')),
                ('party', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='advice.thirdparty')),
                ('place', models.PositiveSmallIntegerField(null=True)),
                ('spans', models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'sound'], name='party_key_by_sound')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='advice_partykey_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'matter_id', 'participant_id'), name='partykey_matter_same_person', on_update_cascade=False, to='advice.Matter', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'party_id'), name='partykey_party_same_organisation', on_update_cascade=False, to='advice.ThirdParty', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='advice_partykey_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('supervise_advice')) or (select rco_may('erase')) or matter_id = any ((select rco_my_matters())::bigint[])))")],
            },
        ),
    ]
