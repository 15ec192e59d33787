"""The pattern of a group becomes rows: its usual day a weekly series, its venue a room."""

from django.db import migrations

# The owner is bound by forced row security, and would find nothing to carry over; history would
# tell of changes that nobody made.
CARRY_OVER = """
alter table services_group no force row level security, disable trigger user;
alter table services_service no force row level security;
alter table services_room no force row level security, disable trigger user;
alter table services_series no force row level security, disable trigger user;
insert into services_room (uuid, created_at, organisation_id, name, is_shared)
select distinct on (organisation_id, lower(venue))
    gen_random_uuid(), now(), organisation_id, venue, false
from services_group where venue <> '' order by organisation_id, lower(venue), id;
update services_group g set room_id = r.id
from services_room r where r.organisation_id = g.organisation_id and lower(r.name) = lower(g.venue);
insert into services_series (uuid, created_at, organisation_id, group_id, rule, first_on,
    starts_at, minutes, room_id, bank_holidays, keeps_terms)
select gen_random_uuid(), now(), g.organisation_id, g.id,
    'FREQ=WEEKLY;BYDAY=' || (array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[g.weekday + 1],
    (g.created_at at time zone 'Europe/London')::date, g.starts_at, g.minutes, g.room_id,
    case left(g.place_id, 1) when 'S' then 'SCT' when 'W' then 'WLS' when 'N' then 'NIR'
        else 'ENG' end,
    s.kind in ('esol', 'supplementary', 'children')
from services_group g join services_service s on s.id = g.service_id
where g.weekday is not null;
set constraints all immediate;
alter table services_series force row level security, enable trigger user;
alter table services_room force row level security, enable trigger user;
alter table services_service force row level security;
alter table services_group force row level security, enable trigger user;
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0015_timetable")]
    operations = [
        migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="group", name="venue"),
        migrations.RemoveField(model_name="group", name="weekday"),
    ]
