"""Referrals between organisations: the tables, who is hidden, and what each side may write."""

import django.db.models.deletion
import rco_network.core.encryption
import rco_network.core.history
import rco_network.core.tenancy.constraints
import uuid
from django.conf import settings
from django.db import migrations, models

HIDDEN = """
create function rco_hidden_referrals() returns bigint[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
declare
    hidden bigint[] := public.rco_hidden_participants();
begin
    if hidden = '{}' then
        return '{}';
    end if;
    return array(
        select s.referral_id from public.referrals_sentfor s
        where s.organisation_id = any (public.rco_organisations())
            and s.participant_id = any (hidden)
        union all
        select r.referral_id from public.referrals_receivedas r
        where r.organisation_id = any (public.rco_organisations())
            and r.participant_id = any (hidden)
    );
end
$$;
"""

# Neither side writes the other's part, states move along one table (enums.MOVES), and words only
# go: whatever a page forgets, or a session at the database tries.
SIDES = """
create function referrals_keep_sides() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
    sends boolean := old.sender_id = any (rco_organisations());
    receives boolean := old.receiver_id = any (rco_organisations());
    words_go boolean := new.called = '' and old.called <> '';
begin
    if rco_may('rotate') then
        return new;
    end if;
    if (new.id, new.uuid, new.sender_id, new.receiver_id, new.consent_words, new.consent_language,
            new.consent_given, new.consent_on, new.consent_until, new.sent_by_id, new.sent_at,
            new.expires_on)
        is distinct from
        (old.id, old.uuid, old.sender_id, old.receiver_id, old.consent_words, old.consent_language,
            old.consent_given, old.consent_on, old.consent_until, old.sent_by_id, old.sent_at,
            old.expires_on)
        or new.called not in ('', old.called) or new.need not in ('', old.need)
        or new.contact not in ('', old.contact) or new.language not in ('', old.language)
    then
        raise exception 'What a referral said when it was sent stays so.' using errcode = '23514';
    end if;
    if (new.answered_by_id, new.answered_at, new.reason, new.became) is distinct from
        (old.answered_by_id, old.answered_at, old.reason, old.became) and not receives
    then
        raise exception 'Only the receiver answers a referral.' using errcode = '23514';
    end if;
    if words_go and new.state = 'sent' then
        new.state := 'withdrawn';  -- The person''s record went.
    end if;
    if new.state <> old.state and not (
        old.state = 'sent' and new.state in ('accepted', 'declined') and receives
        or old.state in ('sent', 'accepted') and new.state = 'withdrawn' and (sends or words_go)
        or old.state = 'sent' and new.state = 'expired' and old.expires_on < current_date
    ) then
        raise exception 'A referral does not go from % to %.', old.state, new.state
            using errcode = '23514';
    end if;
    return new;
end
$$;
create trigger keep_sides before update on referrals_referral
for each row execute function referrals_keep_sides();
"""


class Migration(migrations.Migration):

    replaces = [
        ('referrals', '0001_initial'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('core', '0002_tables'),
        ('organisations', '0001_tables'),
        ('services', '0002_tables'),
    ]

    operations = [
        migrations.RunSQL(HIDDEN, "drop function rco_hidden_referrals()"),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('sent', 'Waiting for an answer'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Taken back'), ('expired', 'Not answered in time')], default='sent', max_length=9)),
                ('called', rco_network.core.encryption.EncryptedTextField(blank=True, context='referrals_referral.called', max_length=120)),
                ('need', rco_network.core.encryption.EncryptedTextField(blank=True, context='referrals_referral.need', max_length=200)),
                ('contact', rco_network.core.encryption.EncryptedTextField(blank=True, context='referrals_referral.contact', max_length=300)),
                ('language', rco_network.core.encryption.EncryptedTextField(blank=True, context='referrals_referral.language', max_length=12)),
                ('consent_words', models.TextField()),
                ('consent_language', models.CharField(max_length=12)),
                ('consent_given', models.CharField(choices=[('spoken', 'They said so'), ('written', 'They signed'), ('guardian', 'A parent or guardian said so')], max_length=8)),
                ('consent_on', models.DateField()),
                ('consent_until', models.DateField()),
                ('sent_at', models.DateTimeField(auto_now_add=True)),
                ('expires_on', models.DateField(help_text='The last day on which it can be answered.')),
                ('answered_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, choices=[('full', 'No room at the moment'), ('notours', 'Not what we do'), ('area', 'Outside our area'), ('language', 'Nobody here speaks their language'), ('known', 'They come to us already'), ('other', 'Another reason')], max_length=8)),
                ('became', models.CharField(blank=True, choices=[('joined', 'They came, and are being helped'), ('reached', 'We have spoken with them'), ('notreached', 'We could not reach them'), ('notwanted', 'They decided against it')], max_length=10)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['sender', '-id'], name='referral_sent_newest'), models.Index(fields=['receiver', 'state', 'expires_on'], name='referral_received')],
                'constraints': [models.UniqueConstraint(fields=('sender', 'id'), name='referral_of_sender'), models.UniqueConstraint(fields=('receiver', 'id'), name='referral_of_receiver'), models.CheckConstraint(condition=models.Q(('sender', models.F('receiver')), _negated=True), name='referral_goes_to_others', violation_error_message='Choose another organisation than your own.'), models.CheckConstraint(condition=models.Q(models.Q(('consent_words', ''), _negated=True), ('expires_on__lte', models.F('consent_until'))), name='referral_needs_consent', violation_error_message='Write down the words that the person agreed to.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='referral_declined_says_why', violation_error_message='Choose why it is declined.'), models.CheckConstraint(condition=models.Q(('state__in', ('sent', 'accepted')), models.Q(('called__is_empty', True), ('contact__is_empty', True), ('need__is_empty', True)), _connector='OR'), name='referral_over_says_nobody'), rco_network.core.tenancy.constraints.RowSecurity(append_only=True, change="((sender_id = any ((select rco_organisations())::bigint[]) or receiver_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('refer')) or (select rco_may('erase'))))", name='referrals_referral_rows', read="((sender_id = any ((select rco_organisations())::bigint[]) or receiver_id = any ((select rco_organisations())::bigint[])) and ((select rco_may('refer')) or (select rco_may('erase'))) and id <> all ((select rco_hidden_referrals())::bigint[]))", write="((sender_id = any ((select rco_organisations())::bigint[])) and (select rco_may('refer')))"), rco_network.core.history.Tracked(ignored=('sent_by_id', 'answered_by_id'), name='referrals_referral_history', organisations=('sender_id', 'receiver_id'), secret=('called', 'need', 'contact', 'language'))],
            },
        ),
        migrations.CreateModel(
            name='ReceivedAs',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('referral', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='received_as', to='referrals.referral')),
            ],
            options={
                'constraints': [rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'referral_id'), name='receivedas_referral_same_organisation', on_update_cascade=False, to='referrals.Referral', to_columns=('receiver_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='receivedas_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='referrals_receivedas_rows', read="((select current_user = pg_get_userbyid(relowner) from pg_class where oid = 'referrals_receivedas'::regclass) or ((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('refer')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='referrals_receivedas_history')],
            },
        ),
        migrations.CreateModel(
            name='SentFor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('participant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='services.participant')),
                ('referral', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='sent_for', to='referrals.referral')),
            ],
            options={
                'constraints': [rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'referral_id'), name='sentfor_referral_same_organisation', on_update_cascade=False, to='referrals.Referral', to_columns=('sender_id', 'id')), rco_network.core.tenancy.constraints.OwnedReference(columns=('organisation_id', 'participant_id'), name='sentfor_participant_same_organisation', on_update_cascade=False, to='services.Participant', to_columns=('organisation_id', 'id')), rco_network.core.tenancy.constraints.RowSecurity(append_only=False, name='referrals_sentfor_rows', read="((select current_user = pg_get_userbyid(relowner) from pg_class where oid = 'referrals_sentfor'::regclass) or ((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])))", write="(((organisation_id = any ((select rco_organisations())::bigint[])) and participant_id <> all ((select rco_hidden_participants())::bigint[])) and ((select rco_may('refer')) or (select rco_may('erase'))))"), rco_network.core.history.Tracked(about=('services.participant', 'participant_id'), name='referrals_sentfor_history')],
            },
        ),
        migrations.RunSQL(
            SIDES,
            "drop trigger keep_sides on referrals_referral; drop function referrals_keep_sides()",
        ),
    ]
