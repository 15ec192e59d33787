"""Several editions as one archive with an index: made for whoever asked, gone after a day."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from rco_network.core.enums import Purpose
from rco_network.core.tenancy import ERASE, OwnedManager, OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import USER, may, mine

# Whoever asked, and the clock that lets it go.
_READ = f"({mine('organisation_id')} and ({may(ERASE)} or asked_by_id = {USER}))"


class Dossier(OwnedModel):
    """Which editions were asked for, what for, and how far the archive is."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    codes = ArrayField(models.CharField(max_length=8), help_text="Of the editions, in order.")
    job = models.ForeignKey(
        "core.Job", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes of the archive.")
    editions = models.PositiveSmallIntegerField(default=0)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(name="dossier_has_editions", condition=~models.Q(codes=[])),
            OwnedReference(
                name="dossier_job_same_organisation",
                to="core.Job",
                columns=("organisation_id", "job_id"),
            ),
            RowSecurity(name="reports_dossier_rows", read=_READ),
        ]

    def __str__(self) -> str:
        return f"dossier of {self.organisation_id}"


class DossierPart(models.Model):
    """A piece of the archive, so that a big one never stands in memory as a whole."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    dossier = models.ForeignKey(
        "reports.Dossier", on_delete=models.CASCADE, db_constraint=False, related_name="parts"
    )
    # Of which run of the job it is: a run that was killed leaves pieces that nobody is given.
    attempt = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    objects = OwnedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "attempt", "number"], name="one_dossier_part_of_a_number"
            ),
            OwnedReference(
                name="dossierpart_dossier_same_organisation",
                to="reports.Dossier",
                columns=("organisation_id", "dossier_id"),
            ),
            # The subquery is itself bound by the dossier's policy.
            RowSecurity(
                name="reports_dossierpart_rows",
                read=f"({mine('organisation_id')} and exists "
                "(select from reports_dossier d where d.id = dossier_id))",
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.number} of {self.dossier_id}"
