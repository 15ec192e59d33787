"""Concerns, and who reads them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import rco_network.core.encryption
import rco_network.core.tenancy.constraints
import uuid
from django.conf import settings
from django.db import migrations, models

# Row security is forced on the owner too. These let the functions below, which run as the owner,
# look at what they judge by; the run-time role is named in none. `current_user` is the owner here.
OWNER = """
create policy concerns_are_judged on safeguarding_concern for select to current_user using (true);
create policy concerns_are_judged on organisations_staffmembership
    for select to current_user using (true);
create policy concerns_are_judged on organisations_forummembership
    for select to current_user using (true);
create policy concerns_are_judged on accounts_user for select to current_user using (true);
"""
NOT_OWNER = """
drop policy concerns_are_judged on safeguarding_concern;
drop policy concerns_are_judged on organisations_staffmembership;
drop policy concerns_are_judged on organisations_forummembership;
drop policy concerns_are_judged on accounts_user;
"""

# These people and everybody who answers to them, at any distance and in any organisation. Those
# whose place has ended count too: who looked after somebody's work until yesterday still matters
# until somebody else does. `union` ends a circle.
TEAM = """
create function safeguarding_team(people bigint[]) returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with recursive team(id, user_id) as (
        select m.id, m.user_id from public.organisations_staffmembership m
        where m.user_id = any (people)
        union
        select m.id, m.user_id from public.organisations_staffmembership m
        join team on m.answers_to_id = team.id
    )
    select people || coalesce(array_agg(distinct user_id), '{}') from team
$$;
revoke all on function safeguarding_team(bigint[]) from public;
"""

# Who of an organisation reads a concern that it holds: its leads, and those named on it, unless
# it is about them or about somebody to whom they answer. Visitors are not colleagues.
READERS = """
create function safeguarding_readers(holder bigint, named bigint[], kept_from bigint[])
returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(m.user_id), '{}')
    from public.organisations_staffmembership m
    join public.accounts_user u on u.id = m.user_id and u.is_active
    where m.organisation_id = holder and m.ended_at is null
        and (m.ends_at is null or m.ends_at > now()) and m.role <> 'visitor'
        and ('safeguarding_lead' = any (m.duties) or m.user_id = any (named))
        and (kept_from = '{}' or m.user_id <> all (public.safeguarding_team(kept_from)))
$$;
revoke all on function safeguarding_readers(bigint, bigint[], bigint[]) from public;
"""

# What the product asks before it stores or names: only about organisations of its own scope.
ASKED = """
create function rco_concern_readers(holder bigint, named bigint[], kept_from bigint[])
returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if holder = any (public.rco_organisations()) then
        return public.safeguarding_readers(holder, named, kept_from);
    end if;
    return '{}';
end
$$;
"""

# The concerns that the person of the scope reads now: asked once a query, by every policy. A lead
# needs the duty and the right that the scope proves. Where an organisation has nobody left for a
# concern, the leads of its forums read it, so that none is ever with nobody.
CONCERNS = """
create function rco_concerns() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    me bigint := public.rco_user();
    here bigint[] := public.rco_organisations();
    leads boolean := public.rco_may('handle_concerns');
begin
    if me is null or here = '{}' then
        return '{}';
    end if;
    return array(
        select c.uuid from public.safeguarding_concern c
        where c.organisation_id = any (here) and (leads or me = any (c.named))
            and me = any (public.safeguarding_readers(c.organisation_id, c.named, c.kept_from))
        union all
        select c.uuid from public.safeguarding_concern c
        join public.organisations_forummembership f
            on f.member_id = c.organisation_id and f.left_on is null
        where leads and f.forum_id = any (here)
            and me = any (public.safeguarding_readers(f.forum_id, '{}', c.kept_from))
            and public.safeguarding_readers(c.organisation_id, c.named, c.kept_from) = '{}'
    );
end
$$;
"""
GONE = """
drop function rco_concerns();
drop function rco_concern_readers(bigint, bigint[], bigint[]);
drop function safeguarding_readers(bigint, bigint[], bigint[]);
drop function safeguarding_team(bigint[]);
"""



class Migration(migrations.Migration):

    replaces = [
        ('safeguarding', '0001_initial'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0002_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('core', '0002_tables'),
        ('organisations', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about', rco_network.core.encryption.EncryptedTextField(blank=True, context='safeguarding_concern.about', help_text="Whom it is about, in the raiser's words.")),
                ('participant_uuid', models.UUIDField(help_text='If it is one of our people.', null=True)),
                ('colleagues', rco_network.core.encryption.EncryptedTextField(blank=True, context='safeguarding_concern.colleagues', help_text='Names of the colleagues it is about, one a line.')),
                ('kept_from', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text='Accounts of those colleagues.', size=None)),
                ('named', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text='Accounts of those the lead named.', size=None)),
                ('what', rco_network.core.encryption.EncryptedTextField(context='safeguarding_concern.what', help_text='What was seen, heard or said.')),
                ('happened', rco_network.core.encryption.EncryptedTextField(blank=True, context='safeguarding_concern.happened', help_text="When, in the raiser's words.")),
                ('place', rco_network.core.encryption.EncryptedTextField(blank=True, context='safeguarding_concern.place', help_text="Where, in the raiser's words.")),
                ('done', rco_network.core.encryption.EncryptedTextField(blank=True, context='safeguarding_concern.done', help_text='What has been done already.')),
                ('is_danger', models.BooleanField(default=False, help_text='Somebody is in danger now.')),
                ('category', models.CharField(blank=True, choices=[('physical', 'Physical harm'), ('emotional', 'Emotional harm'), ('sexual', 'Sexual harm'), ('neglect', 'Neglect'), ('domestic', 'Domestic abuse'), ('slavery', 'Modern slavery or trafficking'), ('financial', 'Money or belongings taken'), ('discrimination', 'Discrimination or hate'), ('self_neglect', 'Self-neglect or self-harm'), ('honour', 'FGM, forced marriage or so-called honour'), ('radicalisation', 'Radicalisation'), ('organisational', 'Harm by an organisation or its staff'), ('other', 'Something else')], max_length=14)),
                ('state', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open', max_length=6)),
                ('keep_until', models.DateField(help_text='Not removed before this day; known once it is closed.', null=True)),
                ('raiser', rco_network.core.encryption.EncryptedTextField(context='safeguarding_concern.raiser', help_text='Name of who raised it.')),
                ('raised_at', models.DateTimeField(auto_now_add=True)),
                ('about_organisation', models.ForeignKey(db_constraint=False, help_text='Where the raiser works.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisations.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('raised_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'state', 'raised_at'], name='concern_by_age')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'uuid'), name='safeguarding_concern_owned'), models.CheckConstraint(condition=models.Q(('named__overlap', models.F('kept_from')), _negated=True), name='concern_is_kept_from_those_it_is_about', violation_error_message='This person cannot be named on this concern.'), models.CheckConstraint(condition=models.Q(('state', 'open'), ('keep_until__isnull', False), _connector='OR'), name='concern_closed_says_how_long_it_is_kept'), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, change="(uuid = any ((select rco_concerns())::uuid[]) and (select rco_may('handle_concerns')))", name='safeguarding_concern_rows', read='uuid = any ((select rco_concerns())::uuid[])', remove="(uuid = any ((select rco_concerns())::uuid[]) and (select rco_may('handle_concerns')) and state = 'closed' and keep_until < current_date)", write='((organisation_id = any ((select rco_organisations())::bigint[])) and raised_by_id = (select rco_user()))')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('note', 'Note'), ('done', 'Something was done'), ('advice', 'Advice only, no referral'), ('adults', 'Referred to the council’s adult services'), ('children', 'Referred to the council’s children’s services'), ('police', 'Reported to the police'), ('lado', 'Reported to the LADO (it is about staff and a child)'), ('dbs', 'Referred to the DBS'), ('commission', 'Serious incident report to the Charity Commission'), ('sorted', 'Kind of harm'), ('named', 'Somebody was named on it'), ('unnamed', 'Somebody was taken off it'), ('also_about', 'It is also about a colleague'), ('handed_over', 'Handed over'), ('closed', 'Closed'), ('reopened', 'Opened again')], max_length=12)),
                ('text', rco_network.core.encryption.EncryptedTextField(blank=True, context='safeguarding_entry.text')),
                ('writer', rco_network.core.encryption.EncryptedTextField(context='safeguarding_entry.writer', help_text='Name of who wrote it.')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('concern', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='safeguarding.concern')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['concern', '-at'], name='entry_by_concern')],
                'constraints': [rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'concern_id'), name='entry_concern_same_organisation', on_update_cascade=True, to='safeguarding.Concern', to_columns=('organisation_id', 'uuid')), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='safeguarding_entry_rows', read='concern_id = any ((select rco_concerns())::uuid[])', remove="(concern_id = any ((select rco_concerns())::uuid[]) and (select rco_may('handle_concerns')) and exists (select from safeguarding_concern c where c.uuid = concern_id and c.state = 'closed' and c.keep_until < current_date))", write='(concern_id = any ((select rco_concerns())::uuid[]) and by_id = (select rco_user()))')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('received_at', models.DateTimeField(auto_now_add=True)),
                ('raised_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('received_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-received_at'],
                'constraints': [rco_network.core.tenancy.constraints.RowSecurity(append_only=True, name='safeguarding_receipt_rows', read='raised_by_id = (select rco_user())', remove='raised_by_id = (select rco_user())', write='raised_by_id = (select rco_user())')],
            },
        ),
        migrations.RunSQL(OWNER, NOT_OWNER),
        migrations.RunSQL(TEAM + READERS + ASKED + CONCERNS, GONE),
    ]
