"""How long an organisation keeps things, what goes next, what is held back, and what went."""

import uuid

from django.conf import settings
from django.db import models

from ..encryption import EncryptedTextField
from ..enums import HoldReason
from ..tenancy import ERASE, OwnedManager, RowSecurity
from ..tenancy.constraints import may, mine

# Nothing goes that was not announced this many days before.
NOTICE_DAYS = 14

_MINE = mine("organisation_id")
_SETS = f"({may('set_retention')} or {may(ERASE)})"
_HOLDS = f"({may('set_retention')} or {may('answer_people')} or {may(ERASE)})"


class _OfOrganisation(models.Model):
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    objects = OwnedManager()

    class Meta:
        abstract = True


class KeptFor(_OfOrganisation):
    """The organisation's own length for one period (core/personal_data/periods.py)."""

    period = models.CharField(max_length=30)
    months = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "period"], name="one_length_a_period"),
            RowSecurity(
                name="core_keptfor_rows", read=_MINE, write=f"({_MINE} and {may('set_retention')})"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.months} months"


class Announcement(_OfOrganisation):
    """One record that goes on a day, said at least a fortnight before."""

    rule = models.CharField(max_length=30)
    subject_type = models.CharField(max_length=60)
    subject_uuid = models.UUIDField()
    announced_on = models.DateField()
    goes_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "goes_on"], name="announcement_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule", "subject_uuid"], name="announced_once"
            ),
            models.CheckConstraint(
                name="announced_a_fortnight_before",
                condition=models.Q(
                    goes_on__gte=models.ExpressionWrapper(
                        models.F("announced_on") + NOTICE_DAYS, output_field=models.DateField()
                    )
                ),
            ),
            RowSecurity(
                name="core_announcement_rows",
                read=f"({_MINE} and {_HOLDS})",
                write=f"({_MINE} and {may(ERASE)})",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} on {self.goes_on}"


class Hold(_OfOrganisation):
    """A record that is kept longer than its period, until a day, for a reason."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    subject_type = models.CharField(max_length=60)
    subject_uuid = models.UUIDField()
    until = models.DateField()
    reason = models.CharField(max_length=12, choices=HoldReason.choices)
    words = EncryptedTextField(blank=True, help_text="What there is to say about it.")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "subject_type", "subject_uuid"], name="one_hold_a_record"
            ),
            RowSecurity(name="core_hold_rows", read=f"({_MINE} and {_HOLDS})"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} until {self.until}"


class RetentionRun(_OfOrganisation):
    """What the nightly job did on one day: numbers by rule, no names."""

    run_on = models.DateField()
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    announced = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    done = models.JSONField(default=dict, help_text="Rule → model → how many rows.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "run_on"], name="one_run_a_day"),
            RowSecurity(
                name="core_retentionrun_rows",
                read=f"({_MINE} and {_SETS})",
                write=f"({_MINE} and {may(ERASE)})",
            ),
        ]

    def __str__(self) -> str:
        return f"run on {self.run_on}"
