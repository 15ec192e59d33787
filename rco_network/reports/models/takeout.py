"""Everything that an organisation holds, as one archive: made for one manager, gone after a day."""

from django.conf import settings
from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.enums import Purpose
from rco_network.core.tenancy import ERASE, OwnedManager, OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import USER, may, mine

# Whoever asked, while they may: not their colleagues, and nobody else.
_READ = (
    f"({mine('organisation_id')} and ({may(ERASE)} or "
    f"({may('export')} and {may('see_restricted')} and asked_by_id = {USER})))"
)


class Takeout(OwnedModel):
    """What was asked for, what for, and how far it is. It is taken away once."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    job = models.ForeignKey(
        "core.Job", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    made_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes of the archive.")
    rows = models.PositiveBigIntegerField(default=0)

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["organisation", "-id"], name="takeout_by_organisation")]
        constraints = [
            *OwnedModel.Meta.constraints,
            OwnedReference(
                name="takeout_job_same_organisation",
                to="core.Job",
                columns=("organisation_id", "job_id"),
            ),
            RowSecurity(name="reports_takeout_rows", read=_READ),
        ]

    def __str__(self) -> str:
        return f"everything of {self.organisation_id}"


class TakeoutPart(models.Model):
    """A piece of the archive, encrypted: a big one never stands in memory as a whole."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    takeout = models.ForeignKey(
        "reports.Takeout", on_delete=models.CASCADE, db_constraint=False, related_name="parts"
    )
    # Of which run of the job it is: a run that was killed leaves pieces that nobody is given.
    attempt = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    content = EncryptedTextField()

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["takeout", "attempt", "number"], name="one_part_of_a_number"
            ),
            OwnedReference(
                name="takeoutpart_takeout_same_organisation",
                to="reports.Takeout",
                columns=("organisation_id", "takeout_id"),
            ),
            # The subquery is itself bound by the takeout's policy.
            RowSecurity(
                name="reports_takeoutpart_rows",
                read=f"({mine('organisation_id')} and exists "
                "(select from reports_takeout t where t.id = takeout_id))",
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.number} of {self.takeout_id}"
