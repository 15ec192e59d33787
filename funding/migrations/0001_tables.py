"""Funders, grants, budgets."""

import django.contrib.postgres.fields
import django.db.models.deletion
import rco_network.core.history
import rco_network.core.tenancy.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('funding', '0001_initial'),
        ('funding', '0002_policies_ask_once'),
        ('funding', '0003_history'),
        ('funding', '0004_keys_name_the_organisation'),
        ('funding', '0005_budget_and_shares'),
        ('funding', '0006_schedule'),
    ]

    initial = True

    dependencies = [
        ('core', '0002_tables'),
        ('organisations', '0001_tables'),
        ('outcomes', '0001_tables'),
        ('services', '0002_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('purpose', models.TextField(blank=True)),
                ('programme', models.CharField(blank=True, max_length=200)),
                ('currency', models.CharField(default='GBP', max_length=3)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                ('awarded_on', models.DateField(blank=True, null=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('from_open_call', models.BooleanField(blank=True, null=True)),
                ('identifier', models.CharField(blank=True, max_length=120, null=True, unique=True, verbose_name='360Giving identifier')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards_given', to='organisations.organisation')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards_received', to='organisations.organisation')),
                ('accepts_others', models.BooleanField(db_default=False, default=False, help_text='Its funder takes a report that was made for another funder.')),
            ],
            options={
                'indexes': [models.Index(fields=['funder', '-awarded_on', '-id'], name='award_by_funder'), models.Index(fields=['recipient', '-awarded_on', '-id'], name='award_by_recipient')],
                'constraints': [models.UniqueConstraint(fields=('recipient', 'id'), name='funding_award_recipient'), models.UniqueConstraint(fields=('recipient', 'id', 'funder'), name='funding_award_both_sides'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='award_is_not_negative', violation_error_message='The amount must not be negative.'), models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='award_ends_after_it_starts', violation_error_message='The last day must not be before the first day.'), models.CheckConstraint(condition=models.Q(('funder', models.F('recipient')), _negated=True), name='award_has_two_sides', violation_error_message='An organisation cannot fund itself.'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='funding_award_rows', read='((funder_id = any ((select rco_organisations())::bigint[]) or recipient_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))', write='((funder_id = any ((select rco_organisations())::bigint[]) or recipient_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))'), rco_network.core.history.Tracked(name='funding_award_history', organisations=('recipient_id', 'funder_id'))],
            },
        ),
        migrations.CreateModel(
            name='AttributionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.place')),
                ('service', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.service')),
                ('award', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='funding.award')),
                ('share', models.PositiveSmallIntegerField(blank=True, help_text='Per cent of such a session that this award pays for; empty: an equal share.', null=True)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='funding_attributionrule_owned'), models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='rule_ends_after_it_starts', violation_error_message='The last day must not be before the first day.'), models.CheckConstraint(condition=models.Q(('share', None), ('share__lte', 100), _connector='OR'), name='rule_share_is_a_part', violation_error_message='A share is between 0 and 100 per cent.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'award_id'), name='attributionrule_award_same_organisation', on_update_cascade=False, to='funding.Award', to_columns=('recipient_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'service_id'), name='attributionrule_service_same_organisation', on_update_cascade=False, to='services.Service', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='funding_attributionrule_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'), rco_network.core.history.Tracked(about=('funding.award', 'award_id'), name='funding_attributionrule_history')],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('what', models.CharField(help_text="A kind of cost, never somebody's name.", max_length=120)),
                ('planned', models.DecimalField(decimal_places=2, max_digits=12)),
                ('award', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='budget_lines', to='funding.award')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'award', 'id'], name='budget_by_award')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='funding_budgetline_owned'), models.UniqueConstraint(fields=('organisation', 'award', 'id'), name='funding_budgetline_of_award'), models.UniqueConstraint(fields=('award', 'what'), name='budget_line_once', violation_error_message='This budget has a line of that name already.'), models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='budget_line_says_what', violation_error_message='Write what the money is for.'), models.CheckConstraint(condition=models.Q(('planned__gte', 0)), name='planned_is_not_negative', violation_error_message='The amount must not be negative.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'award_id'), name='budgetline_award_same_organisation', on_update_cascade=False, to='funding.Award', to_columns=('recipient_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='funding_budgetline_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'), rco_network.core.history.Tracked(about=('funding.award', 'award_id'), name='funding_budgetline_history')],
            },
        ),
        migrations.CreateModel(
            name='OtherMoney',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('source', models.CharField(help_text='Who gives it: never a private person.', max_length=120)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                ('award', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='other_money', to='funding.award')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'award', '-starts_on'], name='other_money_by_award')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='funding_othermoney_owned'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='other_money_says_from_where', violation_error_message='Write who gives the money.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='other_money_ends_after_it_starts', violation_error_message='The last day must not be before the first day.'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='other_money_is_not_negative', violation_error_message='The amount must not be negative.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'award_id'), name='othermoney_award_same_organisation', on_update_cascade=False, to='funding.Award', to_columns=('recipient_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='funding_othermoney_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'), rco_network.core.history.Tracked(about=('funding.award', 'award_id'), name='funding_othermoney_history')],
            },
        ),
        migrations.CreateModel(
            name='ReturnDue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('due_on', models.DateField()),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('met_at', models.DateTimeField(blank=True, null=True)),
                ('award', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='returns_due', to='funding.award')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('is_scheduled', models.BooleanField(db_default=False, default=False, help_text="Made from the award's schedule.")),
                ('reminders', models.PositiveSmallIntegerField(db_default=0, default=0, help_text='How many of its three reminders are done with.')),
            ],
            options={
                'ordering': ['due_on'],
                'indexes': [models.Index(fields=['organisation', 'due_on'], name='return_by_organisation'), models.Index(fields=['funder', 'due_on'], name='return_by_funder')],
                'constraints': [models.UniqueConstraint(fields=('award', 'period_start'), name='return_due_once'), models.UniqueConstraint(fields=('organisation', 'id', 'award'), name='funding_returndue_owned'), models.CheckConstraint(condition=models.Q(('period_end__gte', models.F('period_start'))), name='return_period_ends_after_it_starts', violation_error_message='The last day must not be before the first day.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'award_id', 'funder_id'), name='returndue_award_both_sides', on_update_cascade=False, to='funding.Award', to_columns=('recipient_id', 'id', 'funder_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='funding_returndue_rows', read='((organisation_id = any ((select rco_organisations())::bigint[]) or funder_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))', write='((organisation_id = any ((select rco_organisations())::bigint[]) or funder_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))'), rco_network.core.history.Tracked(about=('funding.award', 'award_id'), name='funding_returndue_history', organisations=('organisation_id', 'funder_id'))],
            },
        ),
        migrations.CreateModel(
            name='ReturnSchedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('every', models.CharField(choices=[('quarter', 'Every three months'), ('half', 'Every half-year'), ('year', 'Every year'), ('days', 'On days that the funder gave')], default='quarter', max_length=7)),
                ('first_on', models.DateField(help_text='First day of the first period.')),
                ('last_days', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, help_text='The last day of each period, where the funder gave days.', size=None)),
                ('days_to_write', models.PositiveSmallIntegerField(default=28)),
                ('award', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='schedule', to='funding.award')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='funding_returnschedule_owned'), models.CheckConstraint(condition=models.Q(('days_to_write__lte', 366)), name='schedule_leaves_time_to_write', violation_error_message='Give at most 366 days to write a report.'), models.CheckConstraint(condition=models.Q(('every', 'days'), ('last_days', []), _negated=True), name='schedule_by_days_has_days', violation_error_message='Write the days that the funder gave.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'award_id', 'funder_id'), name='returnschedule_award_both_sides', on_update_cascade=False, to='funding.Award', to_columns=('recipient_id', 'id', 'funder_id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='funding_returnschedule_rows', read='((organisation_id = any ((select rco_organisations())::bigint[]) or funder_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))', write='((organisation_id = any ((select rco_organisations())::bigint[]) or funder_id = any ((select rco_organisations())::bigint[])) or (select rco_is_installation()))'), rco_network.core.history.Tracked(about=('funding.award', 'award_id'), name='funding_returnschedule_history', organisations=('organisation_id', 'funder_id'))],
            },
        ),
        migrations.CreateModel(
            name='Spending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12)),
                ('award', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='spending', to='funding.award')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='spending', to='funding.budgetline')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['organisation', 'award', '-starts_on'], name='spending_by_award')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'id'), name='funding_spending_owned'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='spending_ends_after_it_starts', violation_error_message='The last day must not be before the first day.'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='spending_is_not_negative', violation_error_message='The amount must not be negative.'), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'award_id', 'line_id'), name='spending_line_same_award', on_update_cascade=False, to='funding.BudgetLine', to_columns=('organisation_id', 'award_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='funding_spending_rows', read='(organisation_id = any ((select rco_organisations())::bigint[]))', write='(organisation_id = any ((select rco_organisations())::bigint[]))'), rco_network.core.history.Tracked(about=('funding.award', 'award_id'), name='funding_spending_history')],
            },
        ),
    ]
