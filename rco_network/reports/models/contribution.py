"""What an organisation's work counts for in an edition of somebody else."""

import uuid

from django.db import models

from rco_network.core.tenancy import OwnedManager, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import mine

_OF_OWN_EDITION = "exists (select 1 from reports_edition e where {edition} and {mine})"


class Contribution(models.Model):
    """Which numbers of a forum's edition count rows of a member, and what each of them means.

    The member cannot read the edition, in which others have their figures: with this it follows a
    number from paper to its own rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    maker = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    edition = models.ForeignKey(
        "reports.Edition", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    code = models.CharField(max_length=8)
    outline = models.JSONField(
        help_text="Title, days, place and moment of counting; label and meaning by number."
    )

    objects = OwnedManager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "code"], name="contribution_by_code")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "organisation"], name="contribution_once"),
            OwnedReference(
                name="contribution_edition_of_maker",
                to="reports.Edition",
                columns=("maker_id", "edition_id"),
            ),
            RowSecurity(
                name="reports_contribution_rows",
                read=mine("organisation_id"),
                write=_OF_OWN_EDITION.format(
                    edition="e.id = reports_contribution.edition_id",
                    mine=mine("e.organisation_id"),
                ),
                append_only=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.code}"
