"""Organisations, their people, forums and places."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import rco_network.core.encryption
import rco_network.core.history
import rco_network.core.tenancy.constraints
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ('organisations', '0002_places'),
        ('organisations', '0003_registers_and_forums'),
        ('organisations', '0004_policies_ask_once'),
        ('organisations', '0005_history'),
        ('organisations', '0006_opened_door'),
        ('organisations', '0007_who_changes_staff'),
        ('organisations', '0008_duties_of_rooms'),
        ('organisations', '0009_outlines'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('core', '0001_questions_of_policies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('rco', 'Refugee community organisation'), ('forum', 'Refugee forum'), ('funder', 'Funder'), ('council', 'Council'), ('partner', 'Partner')], max_length=10)),
                ('about', models.TextField(blank=True, help_text='In a sentence or two, for other members.')),
                ('website', models.URLField(blank=True)),
                ('is_directory_entry', models.BooleanField(default=False, help_text='Known from published grants; does not use the product.')),
                ('is_fictional', models.BooleanField(default=False, help_text='Made up for a demonstration; pages and reports say so.')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['name'],
                'indexes': [models.Index(fields=['kind', 'name'], name='organisation_by_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_has_a_name', violation_error_message='Give the organisation a name.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='organisations_organisation_rows', read='((select rco_user()) is not null or (select rco_is_installation()))', write='((id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))'), rco_network.core.history.Tracked(name='organisations_organisation_history', organisations=('id',))],
            },
        ),
        migrations.CreateModel(
            name='CommunityServed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='communities_served', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='community_served_once'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='organisations_communityserved_rows', read='((select rco_user()) is not null or (select rco_is_installation()))', write='((organisation_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))'), rco_network.core.history.Tracked(about=('organisations.organisation', 'organisation_id'), name='organisations_communityserved_history')],
            },
        ),
        migrations.CreateModel(
            name='ForumMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_on', models.DateField()),
                ('left_on', models.DateField(blank=True, null=True)),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forum_members', to='organisations.organisation')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forum_memberships', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_on', None)), fields=('forum', 'member'), name='member_of_a_forum_once'), models.CheckConstraint(condition=models.Q(('forum', models.F('member')), _negated=True), name='forum_is_not_its_own_member', violation_error_message='A forum cannot be its own member.'), models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='forum_membership_ends_after_it_starts', violation_error_message='The last day must not be before the first day.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='organisations_forummembership_rows', read='((select rco_user()) is not null or (select rco_is_installation()))', write='((forum_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))'), rco_network.core.history.Tracked(name='organisations_forummembership_history', organisations=('forum_id', 'member_id'))],
            },
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('GB-CHC', 'Charity Commission for England and Wales'), ('GB-SC', 'Office of the Scottish Charity Regulator'), ('GB-NIC', 'Charity Commission for Northern Ireland'), ('GB-COH', 'Companies House'), ('GB-LAE', 'Local authority, England'), ('GB-LAS', 'Local authority, Scotland'), ('GB-PLA', 'Principal local authority, Wales'), ('GB-LANI', 'Local authority, Northern Ireland'), ('GB-GOR', 'Government organisation'), ('GB-MPR', 'Mutuals public register'), ('GB-SHPE', 'Registered social housing provider, England'), ('GB-EDU', 'School, England and Wales'), ('GB-SCOTEDU', 'School, Scotland'), ('GB-WALEDU', 'School, Wales'), ('GB-IRN', 'School, Northern Ireland'), ('GB-UKPRN', 'Learning provider'), ('GB-HESA', 'Higher education provider'), ('GB-NHS', 'NHS organisation'), ('GB-REV', 'HM Revenue and Customs'), ('360G', "360Giving publisher's own number")], max_length=10)),
                ('number', models.CharField(max_length=60)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scheme', 'number'), name='one_holder_a_number'), models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='identifier_ends_after_it_starts', violation_error_message='The last day must not be before the first day.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='organisations_identifier_rows', read='((select rco_user()) is not null or (select rco_is_installation()))', write='((organisation_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))'), rco_network.core.history.Tracked(about=('organisations.organisation', 'organisation_id'), name='organisations_identifier_history')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('role', models.CharField(choices=[('logger', 'Logger'), ('worker', 'Worker'), ('manager', 'Manager'), ('coordinator', 'Coordinator'), ('officer', 'Officer'), ('visitor', 'Visitor')], max_length=12)),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('sent_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), name='one_open_invitation_an_address'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='organisations_invitation_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))', write='((organisation_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))')],
            },
        ),
        migrations.CreateModel(
            name='LanguageServed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='languages_served', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'code'), name='language_served_once'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='organisations_languageserved_rows', read='((select rco_user()) is not null or (select rco_is_installation()))', write='((organisation_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))'), rco_network.core.history.Tracked(about=('organisations.organisation', 'organisation_id'), name='organisations_languageserved_history')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('gss_code', models.CharField(max_length=9, primary_key=True, serialize=False, verbose_name='GSS code')),
                ('name', models.CharField(max_length=80)),
                ('region', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Outline',
            fields=[
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='outline', serialize=False, to='organisations.place')),
                ('rings', models.JSONField()),
                ('west', models.IntegerField()),
                ('south', models.IntegerField()),
                ('east', models.IntegerField()),
                ('north', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='PlaceServed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places_served', to='organisations.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'place'), name='place_served_once'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='organisations_placeserved_rows', read='((select rco_user()) is not null or (select rco_is_installation()))', write='((organisation_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))'), rco_network.core.history.Tracked(about=('organisations.organisation', 'organisation_id'), name='organisations_placeserved_history')],
            },
        ),
        migrations.CreateModel(
            name='StaffMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('role', models.CharField(choices=[('logger', 'Logger'), ('worker', 'Worker'), ('manager', 'Manager'), ('coordinator', 'Coordinator'), ('officer', 'Officer'), ('visitor', 'Visitor')], max_length=12)),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='organisations.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('answers_to', models.ForeignKey(blank=True, db_constraint=False, help_text="Who looks after this person's work, if somebody does.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='team', to='organisations.staffmembership')),
                ('duties', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('safeguarding_lead', 'Safeguarding lead'), ('adviser', 'Adviser'), ('volunteer_lead', 'Volunteer coordinator')], max_length=20), blank=True, default=list, size=None)),
                ('ends_at', models.DateTimeField(blank=True, help_text='The moment at which it ends by itself.', null=True)),
                ('second_factor_due_on', models.DateField(blank=True, help_text='Until this day a logger may sign in without the second step.', null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'user'), name='one_current_role_a_person'), models.UniqueConstraint(fields=('organisation', 'id'), name='organisations_staffmembership_owned'), models.CheckConstraint(condition=models.Q(('answers_to', None), models.Q(('answers_to', models.F('id')), _negated=True), _connector='OR'), name='staff_answer_to_somebody_else', violation_error_message='Somebody cannot answer to themselves.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'answers_to_id'), name='staff_answer_to_same_organisation', on_update_cascade=False, to='organisations.StaffMembership', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='organisations_staffmembership_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) or user_id = (select rco_user()) or (select rco_is_installation()))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('manage_staff'))) or (select rco_is_installation()))"), rco_network.core.history.Tracked(name='organisations_staffmembership_history')],
            },
        ),
        migrations.CreateModel(
            name='OpenedDoor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('reason', rco_network.core.encryption.EncryptedTextField(context='organisations_openeddoor.reason')),
                ('opened_at', models.DateTimeField(auto_now_add=True)),
                ('ends_at', models.DateTimeField()),
                ('membership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staffmembership')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-id'], name='door_by_organisation')],
                'constraints': [rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'membership_id'), name='openeddoor_membership_same_organisation', on_update_cascade=False, to='organisations.StaffMembership', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='organisations_openeddoor_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))', write='(select rco_is_installation())')],
            },
        ),
    ]
