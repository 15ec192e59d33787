"""Volunteers, roles, the rota."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import rco_network.core.encryption
import rco_network.core.history
import rco_network.core.tenancy.constraints
import services.volunteering.models.rota
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('volunteering', '0001_initial'),
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
            name='HourlyRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=5)),
                ('applies_from', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('source_on', models.DateField(help_text='The day of the source, or when it was looked up.')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_hourlyrate_owned'), models.UniqueConstraint(fields=('organisation', 'applies_from'), name='one_rate_a_day', violation_error_message='There is a rate from this day on already.'), models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lte', 200)), name='rate_is_an_amount', violation_error_message='Write an amount an hour from 1p to £200.'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='rate_has_a_source', violation_error_message='Say where the rate is from.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_hourlyrate_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('manage_volunteers')))"), rco_network.core.history.Tracked(name='volunteering_hourlyrate_history')],
            },
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('enquiry', 'Enquiry'), ('references', 'References'), ('checks', 'Checks'), ('induction', 'Induction'), ('active', 'Active'), ('resting', 'Resting'), ('left', 'Left')], default='enquiry', max_length=10)),
                ('is_new_here', models.BooleanField(default=False, help_text='Their record was made because they volunteer.')),
                ('skills', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('interpreting', 'Interpreting'), ('teaching', 'Teaching'), ('childcare', 'Childcare'), ('befriending', 'Befriending'), ('cooking', 'Cooking'), ('driving', 'Driving'), ('reception', 'Reception and office'), ('computers', 'Computers and phones'), ('sport', 'Sport'), ('arts', 'Music and arts'), ('repairs', 'Repairs and gardening'), ('events', 'Events and fundraising'), ('money', 'Money and accounts'), ('trustee', 'Trusteeship')], max_length=12), blank=True, default=list, size=None)),
                ('words', rco_network.core.encryption.EncryptedTextField(blank=True, context='volunteering_volunteer.words', help_text='What they can do and want, in a sentence.')),
                ('available', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), blank=True, default=list, size=None)),
                ('enquired_on', models.DateField()),
                ('started_on', models.DateField(blank=True, help_text='The first day of being active.', null=True)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('membership', models.ForeignKey(blank=True, db_constraint=False, help_text='The account with which they see the rota themselves.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.staffmembership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='volunteering', to='services.participant')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'state', 'id'], name='volunteer_by_state')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_volunteer_owned'), models.UniqueConstraint(fields=('organisation', 'participant'), name='a_volunteer_once', violation_error_message='This person is among the volunteers already.'), models.UniqueConstraint(fields=('organisation', 'membership'), name='an_account_of_one_volunteer', violation_error_message='Another volunteer signs in with this account.'), models.UniqueConstraint(fields=('organisation', 'id', 'participant'), name='volunteer_and_person'), models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('enquired_on')), _connector='OR'), name='volunteer_leaves_after_enquiring', violation_error_message='The day they left must not be before they asked.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='volunteer_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'membership_id'), name='volunteer_membership_same_organisation', on_update_cascade=False, to='organisations.StaffMembership', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_volunteer_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='volunteering_volunteer_history', secret=('words',))],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('reminded_at', models.PositiveSmallIntegerField(editable=False, help_text='Days before the end at the last reminder.', null=True)),
                ('kind', models.CharField(choices=[('dbs', 'DBS certificate'), ('identity', 'Who they are'), ('may_volunteer', 'That they may volunteer'), ('driving', 'Driving licence and insurance')], max_length=14)),
                ('level', models.CharField(choices=[('none', 'No DBS check'), ('basic', 'Basic'), ('standard', 'Standard'), ('enhanced', 'Enhanced'), ('barred', 'Enhanced with barred lists')], default='none', max_length=10)),
                ('seen_on', models.DateField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='volunteering.volunteer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'volunteer'], name='check_by_volunteer'), models.Index(fields=['organisation', 'expires_on'], name='check_by_expiry')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_check_owned'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'dbs'), models.Q(('level', 'none'), _negated=True)), models.Q(models.Q(('kind', 'dbs'), _negated=True), ('level', 'none')), _connector='OR'), name='only_a_dbs_check_has_a_level', violation_error_message='Say the level of a DBS check, and of no other.'), models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('seen_on')), _connector='OR'), name='check_holds_after_it_was_seen', violation_error_message='It cannot run out before it was seen.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'volunteer_id', 'participant_id'), name='check_volunteer_same_organisation', on_update_cascade=False, to='volunteering.Volunteer', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_check_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and (((select rco_may('manage_volunteers')) or (select rco_may('erase'))) or volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), ignored=('reminded_at',), name='volunteering_check_history')],
            },
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('pulse', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('note', rco_network.core.encryption.EncryptedTextField(blank=True, context='volunteering_checkin.note')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='volunteering.volunteer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'on'], name='checkin_by_day'), models.Index(fields=['organisation', 'volunteer', '-on'], name='checkin_by_volunteer')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_checkin_owned'), models.CheckConstraint(condition=models.Q(('pulse', None), models.Q(('pulse__gte', 1), ('pulse__lte', 5)), _connector='OR'), name='pulse_from_one_to_five', violation_error_message='Choose from 1 to 5.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'volunteer_id', 'participant_id'), name='checkin_volunteer_same_organisation', on_update_cascade=False, to='volunteering.Volunteer', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_checkin_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='volunteering_checkin_history', secret=('note',))],
            },
        ),
        migrations.CreateModel(
            name='Expense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('day', models.DateField()),
                ('kind', models.CharField(choices=[('travel', 'Travel'), ('food', 'Food and drink'), ('childcare', 'Childcare'), ('phone', 'Phone and post'), ('materials', 'Materials'), ('other', 'Something else')], max_length=10)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=6)),
                ('what', rco_network.core.encryption.EncryptedTextField(blank=True, context='volunteering_expense.what')),
                ('receipt_seen', models.BooleanField(default=False)),
                ('approved_at', models.DateTimeField(editable=False, null=True)),
                ('paid_on', models.DateField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('logged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('volunteer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='volunteering.volunteer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'day', 'id'], name='expense_by_day'), models.Index(fields=['organisation', 'volunteer', '-day'], name='expense_by_volunteer')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_expense_owned'), models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lte', 1000)), name='expense_is_an_amount', violation_error_message='Write an amount from 1p to £1,000.'), models.CheckConstraint(condition=models.Q(('paid_on', None), ('approved_at__isnull', False), _connector='OR'), name='expense_paid_after_approval', violation_error_message='It is approved first, then paid.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'volunteer_id', 'participant_id'), name='expense_volunteer_same_organisation', on_update_cascade=False, to='volunteering.Volunteer', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_expense_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase')) or volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('erase')) or ((select rco_may('manage_volunteers')) and not volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[])) or (approved_at is null and ((select rco_may('manage_volunteers')) or volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[])))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='volunteering_expense_history', secret=('what',))],
            },
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('referee', rco_network.core.encryption.EncryptedTextField(context='volunteering_reference.referee', help_text='Who was asked, and how they know the person.')),
                ('state', models.CharField(choices=[('asked', 'Asked, not here yet'), ('satisfactory', 'Received, satisfactory'), ('not_satisfactory', 'Received, not satisfactory')], default='asked', max_length=16)),
                ('asked_on', models.DateField()),
                ('received_on', models.DateField(blank=True, null=True)),
                ('words', rco_network.core.encryption.EncryptedTextField(blank=True, context='volunteering_reference.words')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='volunteering.volunteer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'volunteer'], name='reference_by_volunteer'), models.Index(condition=models.Q(('state', 'asked')), fields=['organisation', 'asked_on'], name='reference_awaited')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_reference_owned'), models.CheckConstraint(condition=models.Q(models.Q(('received_on', None), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('received_on__gte', models.F('asked_on'))), _connector='OR'), name='reference_received_or_asked', violation_error_message='Say when it came: not before the day it was asked for.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'volunteer_id', 'participant_id'), name='reference_volunteer_same_organisation', on_update_cascade=False, to='volunteering.Volunteer', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_reference_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='volunteering_reference_history', secret=('referee', 'words'))],
            },
        ),
        migrations.CreateModel(
            name='StateChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('to', models.CharField(choices=[('enquiry', 'Enquiry'), ('references', 'References'), ('checks', 'Checks'), ('induction', 'Induction'), ('active', 'Active'), ('resting', 'Resting'), ('left', 'Left')], max_length=10)),
                ('on', models.DateField()),
                ('why_left', models.CharField(blank=True, choices=[('paid_work', 'Found paid work'), ('study', 'Started to study'), ('moved', 'Moved away'), ('time', 'No time any more'), ('health', 'Health or family'), ('not_right', 'The role was not right for them'), ('unhappy', 'Not happy with us'), ('role_ended', 'The role ended'), ('we_ended', 'We ended it'), ('no_start', 'Never started'), ('not_said', 'Did not say')], max_length=12)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('volunteer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='volunteering.volunteer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'volunteer', 'id'], name='state_by_volunteer')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_statechange_owned'), models.CheckConstraint(condition=models.Q(models.Q(('to', 'left'), _negated=True), models.Q(('why_left', ''), _negated=True), _connector='OR'), name='leaving_has_a_reason', violation_error_message='Say why they left.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'volunteer_id', 'participant_id'), name='statechange_volunteer_same_organisation', on_update_cascade=False, to='volunteering.Volunteer', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, change="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and (select rco_may('erase')))", name='volunteering_statechange_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', remove="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and (select rco_may('erase')))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), kinds=('changed', 'removed'), name='volunteering_statechange_history')],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('reminded_at', models.PositiveSmallIntegerField(editable=False, help_text='Days before the end at the last reminder.', null=True)),
                ('kind', models.CharField(choices=[('adults', 'Safeguarding adults'), ('children', 'Safeguarding children'), ('data', 'Data protection and confidentiality'), ('boundaries', 'Boundaries and lone working'), ('first_aid', 'First aid'), ('food', 'Food hygiene'), ('fire', 'Fire and safety of the building'), ('interpreting', 'Interpreting'), ('equality', 'Equality and trauma awareness')], max_length=12)),
                ('done_on', models.DateField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='volunteering.volunteer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'volunteer'], name='training_by_volunteer'), models.Index(fields=['organisation', 'expires_on'], name='training_by_expiry')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_training_owned'), models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('done_on')), _connector='OR'), name='training_holds_after_it_was_done', violation_error_message='It cannot run out before it was done.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'volunteer_id', 'participant_id'), name='training_volunteer_same_organisation', on_update_cascade=False, to='volunteering.Volunteer', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_training_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and (((select rco_may('manage_volunteers')) or (select rco_may('erase'))) or volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), ignored=('reminded_at',), name='volunteering_training_history')],
            },
        ),
        migrations.CreateModel(
            name='VolunteerRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=120)),
                ('what', models.TextField(blank=True, max_length=1000)),
                ('needs_dbs', models.CharField(choices=[('none', 'No DBS check'), ('basic', 'Basic'), ('standard', 'Standard'), ('enhanced', 'Enhanced'), ('barred', 'Enhanced with barred lists')], default='none', max_length=10, verbose_name='DBS check')),
                ('needs_trainings', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('adults', 'Safeguarding adults'), ('children', 'Safeguarding children'), ('data', 'Data protection and confidentiality'), ('boundaries', 'Boundaries and lone working'), ('first_aid', 'First aid'), ('food', 'Food hygiene'), ('fire', 'Fire and safety of the building'), ('interpreting', 'Interpreting'), ('equality', 'Equality and trauma awareness')], max_length=12), blank=True, default=list, size=None)),
                ('needs_references', models.PositiveSmallIntegerField(default=2)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_volunteerrole_owned'), models.UniqueConstraint(fields=('organisation', 'name'), name='volunteer_role_named_once', violation_error_message='There is a role with this name already.'), models.CheckConstraint(condition=models.Q(('needs_references__lte', 3)), name='role_needs_few_references', violation_error_message='Ask for three references at most.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_volunteerrole_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('manage_volunteers')))"), rco_network.core.history.Tracked(name='volunteering_volunteerrole_history')],
            },
        ),
        migrations.CreateModel(
            name='RoleHeld',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('volunteer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='roles_held', to='volunteering.volunteer')),
                ('role', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='held', to='volunteering.volunteerrole')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('volunteer', 'role'), name='a_role_held_once'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'volunteer_id', 'participant_id'), name='roleheld_volunteer_same_organisation', on_update_cascade=False, to='volunteering.Volunteer', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'role_id'), name='roleheld_role_same_organisation', on_update_cascade=False, to='volunteering.VolunteerRole', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_roleheld_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='volunteering_roleheld_history')],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('day', models.DateField()),
                ('starts_at', models.TimeField()),
                ('ends_at', models.TimeField()),
                ('places', models.PositiveSmallIntegerField(default=1)),
                ('where', models.CharField(blank=True, max_length=120)),
                ('cancelled_at', models.DateTimeField(editable=False, null=True)),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.group')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('role', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='volunteering.volunteerrole')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'day', 'id'], name='shift_by_day')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_shift_owned'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_ends_after_it_starts', violation_error_message='A shift ends after it starts, on the same day.'), models.CheckConstraint(condition=models.Q(('places__gte', 1), ('places__lte', 50)), name='shift_has_places', violation_error_message='A shift has 1 to 50 places.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'role_id'), name='shift_role_same_organisation', on_update_cascade=False, to='volunteering.VolunteerRole', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'group_id'), name='shift_group_same_organisation', on_update_cascade=False, to='services.Group', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_shift_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write="((organisation_id = any ((select rco_organisations())::bigint[])) and (select rco_may('manage_volunteers')))"), rco_network.core.history.Tracked(name='volunteering_shift_history')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('day', models.DateField()),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('place', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('signed_up', 'Signed up'), ('confirmed', 'Confirmed'), ('offered', 'Looks for a swap'), ('swapped', 'Swapped'), ('called_off', 'Called off'), ('done', 'Done'), ('missed', 'Did not come')], max_length=10)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shift', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='volunteering.shift')),
                ('volunteer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='volunteering.volunteer')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'volunteer', '-day'], name='assignment_by_volunteer'), models.Index(fields=['organisation', 'participant', '-day'], name='assignment_clock')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_assignment_owned'), models.UniqueConstraint(condition=models.Q(('state__in', ('asked', 'signed_up', 'confirmed', 'offered', 'done', 'missed'))), fields=('shift', 'place'), name='one_volunteer_a_place', violation_error_message='Somebody was quicker: this place has just been taken.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ('asked', 'signed_up', 'confirmed', 'offered', 'done', 'missed'))), expressions=[(services.volunteering.models.rota.Alone('volunteer_id'), '&&'), ('during', '&&')], name='volunteer_in_one_place_at_once', violation_error_message='This overlaps with another shift of theirs.'), models.CheckConstraint(condition=models.Q(('place__gte', 1), ('place__lte', 50)), name='a_place_has_a_number'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'volunteer_id', 'participant_id'), name='assignment_volunteer_same_organisation', on_update_cascade=False, to='volunteering.Volunteer', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'shift_id'), name='assignment_shift_same_organisation', on_update_cascade=False, to='volunteering.Shift', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, change="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and (((select rco_may('manage_volunteers')) or (select rco_may('erase'))) or volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[]) or state in ('offered', 'swapped')))", name='volunteering_assignment_rows', read='((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[]))', remove="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase'))))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and (((select rco_may('manage_volunteers')) or (select rco_may('erase'))) or volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[])))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='volunteering_assignment_history')],
            },
        ),
        migrations.CreateModel(
            name='Stint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('day', models.DateField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('what', rco_network.core.encryption.EncryptedTextField(blank=True, context='volunteering_stint.what')),
                ('approved_at', models.DateTimeField(editable=False, null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignment', models.OneToOneField(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stint', to='volunteering.assignment')),
                ('logged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('volunteer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='volunteering.volunteer')),
                ('role', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteering.volunteerrole')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'day'], name='stint_by_day'), models.Index(fields=['organisation', 'volunteer', '-day'], name='stint_by_volunteer'), models.Index(fields=['organisation', 'participant', '-day'], name='stint_clock'), models.Index(condition=models.Q(('approved_at', None)), fields=['organisation', 'day', 'id'], name='stint_to_approve')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='volunteering_stint_owned'), models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('minutes__lte', 960)), name='stint_is_part_of_a_day', violation_error_message='Write from 5 minutes to 16 hours for one day.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'volunteer_id', 'participant_id'), name='stint_volunteer_same_organisation', on_update_cascade=False, to='volunteering.Volunteer', to_columns=('organisation_id', 'id', 'participant_id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'role_id'), name='stint_role_same_organisation', on_update_cascade=False, to='volunteering.VolunteerRole', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'assignment_id'), name='stint_assignment_same_organisation', on_update_cascade=False, to='volunteering.Assignment', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='volunteering_stint_rows', read="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('manage_volunteers')) or (select rco_may('erase')) or volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('erase')) or ((select rco_may('manage_volunteers')) and not volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[])) or (approved_at is null and ((select rco_may('manage_volunteers')) or volunteer_id = any ((select array(select v.id from volunteering_volunteer v join organisations_staffmembership m on m.id = v.membership_id and m.organisation_id = v.organisation_id where m.user_id = (select rco_user()) and m.ended_at is null))::bigint[])))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='volunteering_stint_history', secret=('what',))],
            },
        ),
    ]
