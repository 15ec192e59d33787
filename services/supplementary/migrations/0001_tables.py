"""Supplementary schools: pupils, classes, scales."""

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
        ('supplementary', '0001_initial'),
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
            name='Carer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', rco_network.core.encryption.EncryptedTextField(context='supplementary_carer.name', max_length=120)),
                ('relation', models.CharField(choices=[('mother', 'Mother'), ('father', 'Father'), ('grandparent', 'Grandparent'), ('sibling', 'Brother or sister'), ('foster', 'Foster carer'), ('relative', 'Another relative'), ('friend', 'Friend or neighbour'), ('other', 'Somebody else')], max_length=12)),
                ('phone', rco_network.core.encryption.EncryptedTextField(blank=True, context='supplementary_carer.phone', max_length=40)),
                ('is_guardian', models.BooleanField(default=False)),
                ('may_collect', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='carers', to='services.participant')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cares_for', to='services.participant')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant'], name='carer_by_child')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='supplementary_carer_owned'), models.CheckConstraint(condition=models.Q(('is_guardian', True), ('may_collect', True), _connector='OR'), name='carer_is_for_something', violation_error_message='Say whether they are a guardian, may collect, or both.'), models.CheckConstraint(condition=models.Q(('person', None), models.Q(('person', models.F('participant')), _negated=True), _connector='OR'), name='carer_is_somebody_else', violation_error_message='A child is not their own guardian.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'person_id'), name='school_carer_person_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='school_carer_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='school_carer_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='school_carer_history', secret=('name', 'phone'))],
            },
        ),
        migrations.CreateModel(
            name='Child',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('medical', rco_network.core.encryption.EncryptedTextField(blank=True, context='supplementary_child.medical', max_length=500)),
                ('not_collect', rco_network.core.encryption.EncryptedTextField(blank=True, context='supplementary_child.not_collect', max_length=500)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='school_child', to='services.participant')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='supplementary_child_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='school_child_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='school_child_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='school_child_history', secret=('medical', 'not_collect'))],
            },
        ),
        migrations.CreateModel(
            name='ChildConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('to', models.CharField(choices=[('photo', 'Photos in which the child can be seen'), ('trip', 'Coming along on trips'), ('medical', 'First aid, and treatment in an emergency')], max_length=8)),
                ('given_on', models.DateField()),
                ('given_by', rco_network.core.encryption.EncryptedTextField(context='supplementary_childconsent.given_by', max_length=120)),
                ('withdrawn_on', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='school_consents', to='services.participant')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant'], name='child_consent_by_child')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='supplementary_childconsent_owned'), models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('participant', 'to'), name='one_standing_child_consent', violation_error_message='Somebody agreed to this already.'), models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('withdrawn_on__gte', models.F('given_on')), _connector='OR'), name='child_consent_ends_after_it_was_given'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='school_childconsent_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='school_childconsent_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='school_childconsent_history', secret=('given_by',))],
            },
        ),
        migrations.CreateModel(
            name='MainstreamSchool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', rco_network.core.encryption.EncryptedTextField(context='supplementary_mainstreamschool.name', max_length=120)),
                ('agreed_on', models.DateField()),
                ('agreed_by', rco_network.core.encryption.EncryptedTextField(context='supplementary_mainstreamschool.agreed_by', max_length=120)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='mainstream_school', to='services.participant')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='supplementary_mainstreamschool_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='school_mainstream_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='school_mainstream_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='school_mainstream_history', secret=('name', 'agreed_by'))],
            },
        ),
        migrations.CreateModel(
            name='QualityItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.SlugField(max_length=40)),
                ('evidence', models.TextField(blank=True, max_length=1000)),
                ('on_file_since', models.DateField(blank=True, null=True)),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('expires_on__isnull', False)), fields=['organisation', 'expires_on'], name='quality_by_expiry')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='supplementary_qualityitem_owned'), models.UniqueConstraint(fields=('organisation', 'key'), name='quality_item_once'), models.CheckConstraint(condition=models.Q(('expires_on', None), ('on_file_since', None), ('expires_on__gte', models.F('on_file_since')), _connector='OR'), name='quality_expires_after_filing', violation_error_message='It cannot expire before it was put on file.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='school_qualityitem_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('run_services')))"), rco_network.core.history.Tracked(name='school_qualityitem_history')],
            },
        ),
        migrations.CreateModel(
            name='Scale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=60)),
                ('steps', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='supplementary_scale_owned'), models.UniqueConstraint(fields=('organisation', 'name'), name='scale_name_once', violation_error_message='There is a scale with this name already.'), models.CheckConstraint(condition=models.Q(('steps__len__gte', 2), ('steps__len__lte', 12)), name='scale_has_steps', violation_error_message='A scale has between 2 and 12 steps.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='school_scale_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('run_services')))"), rco_network.core.history.Tracked(name='school_scale_history')],
            },
        ),
        migrations.CreateModel(
            name='SchoolClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('subject', models.CharField(max_length=60)),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('age_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('group', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='school_class', to='services.group')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='supplementary_schoolclass_owned'), models.CheckConstraint(condition=models.Q(('age_from', None), ('age_to', None), ('age_to__gte', models.F('age_from')), _connector='OR'), name='class_ages_rise', violation_error_message='The oldest must not be younger than the youngest.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'group_id'), name='school_class_group_owned', on_update_cascade=False, to='services.Group', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='school_schoolclass_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('run_services')))"), rco_network.core.history.Tracked(name='school_schoolclass_history')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='supplementary_term_owned'), models.UniqueConstraint(fields=('organisation', 'name'), name='term_name_once', violation_error_message='There is a term with this name already.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='term_ends_after_it_starts', violation_error_message='The last day must not be before the first.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='school_term_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('run_services')))"), rco_network.core.history.Tracked(name='school_term_history')],
            },
        ),
        migrations.CreateModel(
            name='Attainment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('subject', models.CharField(max_length=60)),
                ('at_start', models.PositiveSmallIntegerField(null=True)),
                ('at_end', models.PositiveSmallIntegerField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='attainments', to='services.participant')),
                ('scale', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supplementary.scale')),
                ('term', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supplementary.term')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='supplementary_attainment_owned'), models.UniqueConstraint(fields=('participant', 'term', 'subject'), name='one_attainment_a_subject'), models.CheckConstraint(condition=models.Q(('at_start__isnull', False), ('at_end__isnull', False), _connector='OR'), name='attainment_says_something'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'term_id'), name='school_attainment_term_owned', on_update_cascade=False, to='supplementary.Term', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'scale_id'), name='school_attainment_scale_owned', on_update_cascade=False, to='supplementary.Scale', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='school_attainment_participant_owned', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='school_attainment_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('change_people')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='school_attainment_history')],
            },
        ),
    ]
