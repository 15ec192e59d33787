"""Packs, editions, ways to readers."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import rco_network.core.encryption
import rco_network.core.history
import rco_network.core.tenancy.constraints
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('reports', '0001_initial'),
        ('reports', '0002_policies_ask_once'),
        ('reports', '0003_pack'),
        ('reports', '0004_keys_name_the_organisation'),
        ('reports', '0005_takeout'),
        ('reports', '0006_match_codes'),
        ('reports', '0007_editions'),
        ('reports', '0008_codes_of_name_and_year'),
        ('reports', '0009_way_to_readers'),
        ('reports', '0010_contributions_and_own_figures'),
        ('reports', '0011_layouts'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('core', '0002_tables'),
        ('funding', '0001_tables'),
        ('organisations', '0001_tables'),
        ('services', '0002_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('purpose', models.CharField(choices=[('own_records', 'For our own records'), ('funder', 'For a funder'), ('person', 'For the person it is about'), ('authority', 'For an authority that may ask by law'), ('correcting', 'To correct it and bring it back'), ('public', 'To publish it')], max_length=12)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), help_text='Of the editions, in order.', size=None)),
                ('made_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('size', models.PositiveBigIntegerField(default=0, help_text='Bytes of the archive.')),
                ('editions', models.PositiveSmallIntegerField(default=0)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('job', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.job')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='reports_dossier_owned'), models.CheckConstraint(condition=models.Q(('codes', []), _negated=True), name='dossier_has_editions'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'job_id'), name='dossier_job_same_organisation', on_update_cascade=False, to='core.Job', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_dossier_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('erase')) or asked_by_id = (select rco_user())))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('erase')) or asked_by_id = (select rco_user())))")],
            },
        ),
        migrations.CreateModel(
            name='DossierPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempt', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
                ('dossier', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='reports.dossier')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dossier', 'attempt', 'number'), name='one_dossier_part_of_a_number'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'dossier_id'), name='dossierpart_dossier_same_organisation', on_update_cascade=False, to='reports.Dossier', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_dossierpart_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and exists (select from reports_dossier d where d.id = dossier_id))', write='((organisation_id = any ((select rco_organisations())::bigint[])) and exists (select from reports_dossier d where d.id = dossier_id))')],
            },
        ),
        migrations.CreateModel(
            name='EditionSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8)),
                ('sha256', models.CharField(help_text='Of one file of the edition.', max_length=64, unique=True)),
                ('restated_by', models.CharField(blank=True, help_text="The newer edition's code.", max_length=8)),
            ],
            options={
                'indexes': [models.Index(fields=['code'], name='seal_by_code')],
                'constraints': [rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_editionseal_rows', read='true', remove='false', write='exists (select 1 from reports_edition e where e.code = reports_editionseal.code and (e.organisation_id = any ((select rco_organisations())::bigint[])))')],
            },
        ),
        migrations.CreateModel(
            name='Layout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('award', 'Return on an award'), ('year', 'Impact report'), ('overview', 'Overview of the network'), ('place', 'Report on a place')], max_length=8)),
                ('title', models.CharField(blank=True, help_text='In the place of the title that its kind has.', max_length=120)),
                ('has_voices', models.BooleanField(default=True, help_text='Whether people speak in it.')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='reports_layout_owned'), models.UniqueConstraint(fields=('organisation', 'name'), name='layout_name_once', violation_error_message='You already have a layout with this name.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_layout_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (kind in ('overview', 'place') and (select rco_may('make_network_reports')) or kind in ('award', 'year') and (select rco_may('make_reports'))))"), rco_network.core.history.Tracked(name='reports_layout_history')],
            },
        ),
        migrations.CreateModel(
            name='OwnFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=80)),
                ('base', models.CharField(choices=[('people', 'Different people'), ('sessions', 'Sessions'), ('attendances', 'Attendances'), ('contact_hours', 'Contact hours'), ('outcomes', 'Outcomes'), ('people_with_outcomes', 'People with an outcome')], max_length=20)),
                ('gender', models.CharField(blank=True, choices=[('woman', 'Woman or girl'), ('man', 'Man or boy'), ('another', 'Another way'), ('unsaid', 'Prefers not to say')], max_length=10)),
                ('age_band', models.CharField(blank=True, choices=[('0-4', 'Under 5'), ('5-11', '5 to 11'), ('12-17', '12 to 17'), ('18-24', '18 to 24'), ('25-49', '25 to 49'), ('50-64', '50 to 64'), ('65+', '65 and over')], max_length=5)),
                ('main_language', models.CharField(blank=True, max_length=12)),
                ('domain', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.domain')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.place')),
                ('service', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.service')),
            ],
            options={
                'ordering': ['name'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='reports_ownfigure_owned'), models.UniqueConstraint(fields=('organisation', 'name'), name='own_figure_name_once', violation_error_message='You already have a figure with this name.'), models.CheckConstraint(condition=models.Q(models.Q(('base', 'sessions'), _negated=True), models.Q(('age_band', ''), ('gender', ''), ('main_language', '')), _connector='OR'), name='own_figure_sessions_have_no_people', violation_error_message='A session has no age, gender or language: count people or attendances of a group of people instead.'), models.CheckConstraint(condition=models.Q(('domain', None), ('base__in', ['outcomes', 'people_with_outcomes']), _connector='OR'), name='own_figure_domain_of_outcomes', violation_error_message='Only outcomes have a domain. Choose outcomes, or people with an outcome.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'service_id'), name='ownfigure_service_same_organisation', on_update_cascade=False, to='services.Service', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_ownfigure_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('make_reports')))"), rco_network.core.history.Tracked(name='reports_ownfigure_history')],
            },
        ),
        migrations.CreateModel(
            name='LayoutPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('figure', models.CharField(blank=True, help_text='Its key in the catalogue.', max_length=24)),
                ('breakdowns', models.JSONField(blank=True, default=list)),
                ('heading', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('layout', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='reports.layout')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('own_figure', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.ownfigure')),
            ],
            options={
                'ordering': ['layout', 'position'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='reports_layoutpart_owned'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('layout', 'position'), name='layout_part_place_once'), models.UniqueConstraint(condition=models.Q(('figure', ''), _negated=True), fields=('layout', 'figure'), name='layout_figure_once', violation_error_message='This figure is in the layout already.'), models.UniqueConstraint(fields=('layout', 'own_figure'), name='layout_own_figure_once', violation_error_message='This figure is in the layout already.'), models.CheckConstraint(condition=models.Q(models.Q(('figure', ''), ('own_figure', None)), models.Q(('heading', ''), ('text', ''), models.Q(('figure', ''), ('own_figure', None), _connector='XOR')), _connector='OR'), name='layout_part_is_one_thing'), models.CheckConstraint(condition=models.Q(('figure', ''), ('heading', ''), ('own_figure', None), ('text', ''), _negated=True), name='layout_part_says_something', violation_error_message='Write a heading or a text.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'layout_id'), name='layoutpart_same_organisation', on_update_cascade=False, to='reports.Layout', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'own_figure_id'), name='layoutpart_own_figure', on_update_cascade=False, to='reports.OwnFigure', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_layoutpart_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('make_reports')) or (select rco_may('make_network_reports'))))"), rco_network.core.history.Tracked(name='reports_layoutpart_history')],
            },
        ),
        migrations.CreateModel(
            name='Pack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('made_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('json_text', rco_network.core.encryption.EncryptedTextField(blank=True, context='reports_pack.json_text')),
                ('pdf_base64', rco_network.core.encryption.EncryptedTextField(blank=True, context='reports_pack.pdf_base64')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('job', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.job')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'participant'], name='pack_by_person')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='reports_pack_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='pack_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'job_id'), name='pack_job_same_organisation', on_update_cascade=False, to='core.Job', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_pack_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('answer_people')) or (select rco_may('erase'))))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('answer_people')) or (select rco_may('erase'))))")],
            },
        ),
        migrations.CreateModel(
            name='SharingAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('words', models.TextField(help_text='As they were read when it was agreed.', max_length=4000)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                ('codes_made_at', models.DateTimeField(editable=False, null=True)),
                ('codes_key', models.CharField(blank=True, editable=False, help_text='Tells two keys apart, no more.', max_length=12)),
                ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['forum', 'organisation'], name='agreement_by_forum')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='reports_sharingagreement_owned'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('organisation', 'forum'), name='one_agreement_with_a_forum', violation_error_message='There is an agreement with this forum already.'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agreement_ends_after_it_starts', violation_error_message='The last day must not be before the first day.'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='agreement_has_words', violation_error_message='An agreement needs the words that were agreed.'), models.CheckConstraint(condition=models.Q(('forum', models.F('organisation')), _negated=True), name='agreement_has_two_sides'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_sharingagreement_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]) or forum_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'), rco_network.core.history.Tracked(ignored=('codes_made_at', 'codes_key'), name='reports_sharingagreement_history', organisations=('organisation_id', 'forum_id'))],
            },
        ),
        migrations.CreateModel(
            name='MatchCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(help_text='2026-03.', max_length=7)),
                ('code', models.CharField(max_length=32)),
                ('people', models.PositiveSmallIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('agreement', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.sharingagreement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agreement', 'month', 'code'), name='match_code_once'), models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='match_code_is_somebody'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'agreement_id'), name='matchcode_agreement_same_organisation', on_update_cascade=False, to='reports.SharingAgreement', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_matchcode_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('count')) or (select rco_may('erase'))))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('count')) or (select rco_may('erase'))))")],
            },
        ),
        migrations.CreateModel(
            name='Takeout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('purpose', models.CharField(choices=[('own_records', 'For our own records'), ('funder', 'For a funder'), ('person', 'For the person it is about'), ('authority', 'For an authority that may ask by law'), ('correcting', 'To correct it and bring it back'), ('public', 'To publish it')], max_length=12)),
                ('made_at', models.DateTimeField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('size', models.PositiveBigIntegerField(default=0, help_text='Bytes of the archive.')),
                ('rows', models.PositiveBigIntegerField(default=0)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('job', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.job')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', '-id'], name='takeout_by_organisation')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='reports_takeout_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'job_id'), name='takeout_job_same_organisation', on_update_cascade=False, to='core.Job', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_takeout_rows', read="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('erase')) or ((select rco_may('export')) and (select rco_may('see_restricted')) and asked_by_id = (select rco_user()))))", write="((organisation_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('erase')) or ((select rco_may('export')) and (select rco_may('see_restricted')) and asked_by_id = (select rco_user()))))")],
            },
        ),
        migrations.CreateModel(
            name='TakeoutPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempt', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('content', rco_network.core.encryption.EncryptedTextField(context='reports_takeoutpart.content')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('takeout', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='reports.takeout')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('takeout', 'attempt', 'number'), name='one_part_of_a_number'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'takeout_id'), name='takeoutpart_takeout_same_organisation', on_update_cascade=False, to='reports.Takeout', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_takeoutpart_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and exists (select from reports_takeout t where t.id = takeout_id))', write='((organisation_id = any ((select rco_organisations())::bigint[])) and exists (select from reports_takeout t where t.id = takeout_id))')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('language', models.CharField(default='en-gb', max_length=12)),
                ('document', models.JSONField(help_text='The published figures, already protected.', null=True)),
                ('made_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('award', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='funding.award')),
                ('funder', models.ForeignKey(help_text="Who will read it first: the award's funder, a council.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('job', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.job')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('return_due', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.returndue')),
                ('approved_at', models.DateTimeField(null=True)),
                ('approver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approver_said', models.TextField(blank=True, help_text='Why it was given back to its author.')),
                ('behind', models.JSONField(help_text='Keys of the rows behind each number, by its address.', null=True)),
                ('kind', models.CharField(choices=[('award', 'Return on an award'), ('year', 'Impact report'), ('overview', 'Overview of the network'), ('place', 'Report on a place')], default='award', max_length=8)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.place')),
                ('reason', models.TextField(blank=True, help_text='Why an edition is put right.')),
                ('sent_to_approver_at', models.DateTimeField(null=True)),
                ('words', models.JSONField(default=dict, help_text='What the author says, by section.')),
                ('own_figures', models.JSONField(default=list, help_text="The organisation's own figures in it, as they were composed.")),
                ('layout', models.JSONField(help_text='How it is laid out, as the layout was; null as its kind plans it.', null=True)),
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('code', models.CharField(max_length=8, unique=True)),
                ('document', models.JSONField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('issued_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True, help_text='Why the earlier edition was put right.')),
                ('changes', models.JSONField(default=list, help_text='What the restated edition said and this one says.')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('report', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='edition', to='reports.report')),
                ('restates', models.OneToOneField(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restatement', to='reports.edition')),
            ],
            options={
                'ordering': ['-issued_at'],
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'period_start', 'period_end'], name='edition_by_period')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='reports_edition_owned'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'report_id'), name='edition_report_same_organisation', on_update_cascade=False, to='reports.Report', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'restates_id'), name='edition_restates_own', on_update_cascade=False, to='reports.Edition', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='reports_edition_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) or exists (select 1 from reports_editionreader r where r.edition_id = reports_edition.id and (reader_id = any ((select rco_organisations())::bigint[]))))', write='(organisation_id = any ((select rco_organisations())::bigint[]))')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=8)),
                ('outline', models.JSONField(help_text='Title, days, place and moment of counting; label and meaning by number.')),
                ('edition', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.edition')),
                ('maker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'code'], name='contribution_by_code')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'organisation'), name='contribution_once'), rco_network.core.tenancy.constraints.OwnedReference(columns=('maker_id', 'edition_id'), name='contribution_edition_of_maker', on_update_cascade=False, to='reports.Edition', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='reports_contribution_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='exists (select 1 from reports_edition e where e.id = reports_contribution.edition_id and (e.organisation_id = any ((select rco_organisations())::bigint[])))')],
            },
        ),
        migrations.CreateModel(
            name='EditionAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('accepted', 'Accepted'), ('sent_back', 'Sent back')], max_length=9)),
                ('note', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='reports.edition')),
                ('organisation', models.ForeignKey(help_text='Whose edition it is.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'sent_back'), ('note', ''), _negated=True), name='edition_sent_back_with_a_note', violation_error_message='Say in a sentence what should be put right.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'edition_id'), name='editionanswer_edition_same_organisation', on_update_cascade=False, to='reports.Edition', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='reports_editionanswer_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]) or reader_id = any ((select rco_organisations())::bigint[]))', write='((reader_id = any ((select rco_organisations())::bigint[])) and exists (select 1 from reports_editionreader r where r.edition_id = reports_editionanswer.edition_id and r.reader_id = reports_editionanswer.reader_id))')],
            },
        ),
        migrations.CreateModel(
            name='EditionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_type', models.CharField(max_length=60)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('edition', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='files', to='reports.edition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'content_type'), name='one_file_of_a_kind_an_edition'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'edition_id'), name='editionfile_edition_same_organisation', on_update_cascade=False, to='reports.Edition', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='reports_editionfile_rows', read='exists (select 1 from reports_edition e where e.id = edition_id)', write='(organisation_id = any ((select rco_organisations())::bigint[]))')],
            },
        ),
        migrations.CreateModel(
            name='EditionLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('address', rco_network.core.encryption.EncryptedTextField(context='reports_editionlink.address')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('most', models.PositiveSmallIntegerField(default=5, help_text='Files that it gives at most.')),
                ('opened', models.PositiveSmallIntegerField(default=0)),
                ('taken', models.PositiveSmallIntegerField(default=0)),
                ('last_opened_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='reports.edition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='reports_editionlink_owned'), models.CheckConstraint(condition=models.Q(('taken__lte', models.F('most'))), name='edition_link_gives_no_more_than_it_may'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'edition_id'), name='editionlink_edition_same_organisation', on_update_cascade=False, to='reports.Edition', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_editionlink_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))', write='(organisation_id = any ((select rco_organisations())::bigint[]))')],
            },
        ),
        migrations.CreateModel(
            name='EditionReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handed_at', models.DateTimeField()),
                ('award', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.award')),
                ('edition', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='readers', to='reports.edition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('return_due', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.returndue')),
            ],
            options={
                'indexes': [models.Index(fields=['reader', '-handed_at'], name='edition_by_reader')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'reader'), name='edition_reader_once'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'edition_id'), name='editionreader_edition_same_organisation', on_update_cascade=False, to='reports.Edition', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'award_id', 'reader_id'), name='editionreader_award_both_sides', on_update_cascade=False, to='funding.Award', to_columns=('recipient_id', 'id', 'funder_id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'return_due_id', 'award_id'), name='editionreader_return_same_award', on_update_cascade=False, to='funding.ReturnDue', to_columns=('organisation_id', 'id', 'award_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='reports_editionreader_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]) or reader_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))')],
            },
        ),
        migrations.CreateModel(
            name='RowsBehind',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ref', models.PositiveIntegerField(help_text='The number of the cell.')),
                ('record_type', models.CharField(help_text='As services.participant.', max_length=60)),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('edition', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.edition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'ref', 'record_type', 'organisation'), name='rows_behind_once'), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='reports_rowsbehind_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='exists (select 1 from reports_edition e where e.id = reports_rowsbehind.edition_id and (e.organisation_id = any ((select rco_organisations())::bigint[])))')],
            },
        ),
        migrations.AddField(
            model_name='report',
            name='restates',
            field=models.ForeignKey(db_constraint=False, help_text='The edition that this one puts right.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restated_by', to='reports.edition'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['organisation', '-id'], name='report_by_organisation'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('organisation', 'id'), name='reports_report_owned'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('period_end__gte', models.F('period_start'))), name='report_period_ends_after_it_starts', violation_error_message='The last day must not be before the first day.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), ('made_at__isnull', False), _connector='OR'), name='report_approved_only_when_made'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'award'), _negated=True), models.Q(('award__isnull', False), ('funder__isnull', False)), _connector='OR'), name='report_kind_has_its_award'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'place'), _negated=True), ('place__isnull', False), _connector='OR'), name='report_kind_has_its_place'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'award_id', 'funder_id'), name='report_award_both_sides', on_update_cascade=False, to='funding.Award', to_columns=('recipient_id', 'id', 'funder_id')),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'return_due_id', 'award_id'), name='report_return_same_award', on_update_cascade=False, to='funding.ReturnDue', to_columns=('organisation_id', 'id', 'award_id')),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'job_id'), name='report_job_same_organisation', on_update_cascade=False, to='core.Job', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'restates_id'), name='report_restates_own_edition', on_update_cascade=False, to='reports.Edition', to_columns=('organisation_id', 'id')),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='reports_report_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'),
        ),
    ]
