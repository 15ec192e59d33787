"""Requests of people about their records, limits and objections."""

import django.db.models.deletion
import rco_network.core.encryption
import rco_network.core.history
import rco_network.core.tenancy.constraints
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('data_rights', '0001_initial'),
        ('data_rights', '0002_hidden_for_less'),
        ('data_rights', '0003_objection_to_matching'),
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
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('to', models.CharField(choices=[('quote', 'Being quoted without a name'), ('photo', 'Photos in which they can be seen'), ('share', 'Passing their details to another organisation that helps them'), ('news', 'News and invitations'), ('research', 'Being asked to take part in research')], max_length=10)),
                ('words', models.TextField(help_text="The words as they were read, in the person's language.")),
                ('language', models.CharField(max_length=12)),
                ('given', models.CharField(choices=[('spoken', 'They said so'), ('written', 'They signed'), ('guardian', 'A parent or guardian said so')], max_length=10)),
                ('given_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='services.participant')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant', 'to'], name='consent_by_person')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='data_rights_consent_owned'), models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('participant', 'to'), name='one_standing_consent', violation_error_message='They agreed to this already.'), models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('withdrawn_on__gte', models.F('given_on')), _connector='OR'), name='consent_ends_after_it_was_given', violation_error_message='It cannot be taken back before it was given.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='consent_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='data_rights_consent_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='data_rights_consent_history')],
            },
        ),
        migrations.CreateModel(
            name='ConsentWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('to', models.CharField(choices=[('quote', 'Being quoted without a name'), ('photo', 'Photos in which they can be seen'), ('share', 'Passing their details to another organisation that helps them'), ('news', 'News and invitations'), ('research', 'Being asked to take part in research')], max_length=10)),
                ('language', models.CharField(max_length=12)),
                ('text', models.TextField(max_length=1000)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='data_rights_consentwording_owned'), models.UniqueConstraint(fields=('organisation', 'to', 'language'), name='one_wording_a_language', violation_error_message='There are words for this in that language already.'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='wording_says_something', violation_error_message='Write the words that are read to people.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='data_rights_consentwording_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'), rco_network.core.history.Tracked(name='data_rights_consentwording_history')],
            },
        ),
        migrations.CreateModel(
            name='Limit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='limit', to='services.participant')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='limit_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='data_rights_limit_rows', read="((select current_user = pg_get_userbyid(relowner) from pg_class where oid = 'data_rights_limit'::regclass) or ((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('answer_people')) or (select rco_may('erase')))))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('answer_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='data_rights_limit_history')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('use', models.CharField(choices=[('monitoring', 'Counting by gender, age, language and district'), ('stories', 'Quoting their words in reports'), ('matching', 'Being recognised across organisations, to be counted once')], max_length=12)),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='services.participant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('participant', 'use'), name='one_objection_a_use'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='objection_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='data_rights_objection_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('answer_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='data_rights_objection_history')],
            },
        ),
        migrations.CreateModel(
            name='PersonRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('asked', models.CharField(choices=[('access', 'See what is held about them'), ('correction', 'Have something corrected'), ('restriction', 'Have it kept, but not used for now'), ('objection', 'Object to a use of it'), ('erasure', 'Have it erased')], max_length=12)),
                ('use', models.CharField(blank=True, choices=[('monitoring', 'Counting by gender, age, language and district'), ('stories', 'Quoting their words in reports'), ('matching', 'Being recognised across organisations, to be counted once')], max_length=12)),
                ('words', rco_network.core.encryption.EncryptedTextField(blank=True, context='data_rights_personrequest.words', max_length=1000)),
                ('asked_on', models.DateField()),
                ('due_on', models.DateField()),
                ('answer', models.CharField(choices=[('open', 'Waiting for an answer'), ('done', 'Done'), ('refused', 'Refused, with the reason')], default='open', max_length=8)),
                ('reason', rco_network.core.encryption.EncryptedTextField(blank=True, context='data_rights_personrequest.reason', max_length=1000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='services.participant')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant', '-id'], name='request_by_person'), models.Index(condition=models.Q(('answer', 'open')), fields=['organisation', 'due_on'], name='request_open_by_day')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='data_rights_personrequest_owned'), models.CheckConstraint(condition=models.Q(models.Q(('asked', 'objection'), _negated=True), models.Q(('use', ''), _negated=True), _connector='OR'), name='objection_names_a_use', violation_error_message='Say to which use they object.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'open'), ('answered_at', None)), models.Q(models.Q(('answer', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='request_answered_or_open'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='request_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, change="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('answer_people')) or (select rco_may('erase'))))", name='data_rights_personrequest_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', remove="(select rco_may('erase'))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='data_rights_personrequest_history', secret=('words', 'reason'))],
            },
        ),
    ]
