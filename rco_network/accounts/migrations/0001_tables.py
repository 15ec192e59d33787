"""Accounts. Who sees which follows in 0002, once there are memberships."""

import django.db.models.functions.text
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    # Which of the old ones, and why: core/joined_migrations.py.
    replaces = [
        ('accounts', '0002_session_round'),
        ('accounts', '0003_identity_rows'),
        ('accounts', '0004_language_of_the_pages'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(help_text='What colleagues call you.', max_length=120)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False, verbose_name='runs the installation')),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
                ('session_round', models.PositiveIntegerField(db_default=0, default=0, editable=False, help_text='Counted up to end every session of the account.')),
                ('language', models.CharField(blank=True, help_text='Of the pages, once they chose one.', max_length=12)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_account_an_address')],
            },
        ),
    ]
