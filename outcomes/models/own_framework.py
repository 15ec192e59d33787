"""An organisation's or a funder's own framework, mapped to the national one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import SIGNED_IN, may, mine

# A funder shows its framework to those who report in it; it says nothing about anybody.
_SHOWN = f"({mine('organisation_id')} or (is_shared and ({SIGNED_IN} or {may('count')})))"
_OF_SHOWN = "framework_id in (select f.id from outcomes_ownframework f)"
_OF_SHOWN_DOMAIN = "own_domain_id in (select d.id from outcomes_owndomain d)"


class OwnFramework(OwnedModel):
    """Domains that an organisation reports in, in an edition.

    Nothing is tagged with them: an outcome is tagged once, in the national framework, and counts
    here through the mapping (calculations.own_frameworks).
    """

    name = models.CharField(max_length=120)
    edition = models.CharField(max_length=20)
    is_shared = models.BooleanField(
        default=False, help_text="Other organisations of the network may see it."
    )
    closed_on = models.DateField(null=True, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name", "edition"],
                name="own_framework_once_an_edition",
                violation_error_message=_(
                    "There is a framework of this name and edition already. "
                    "Give the new one another edition, such as 2027."
                ),
            ),
            models.CheckConstraint(
                name="own_framework_has_a_name",
                condition=~models.Q(name="") & ~models.Q(edition=""),
                violation_error_message=_("Write the name and the edition of the framework."),
            ),
            RowSecurity(
                name="outcomes_ownframework_rows", read=_SHOWN, write=mine("organisation_id")
            ),
            Tracked(name="outcomes_ownframework_history"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.edition})"


class OwnDomain(OwnedModel):
    """One field of life in an organisation's own words."""

    framework = models.ForeignKey(
        OwnFramework, on_delete=models.CASCADE, db_constraint=False, related_name="domains"
    )
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()

    class Meta(OwnedModel.Meta):
        ordering = ["framework", "position"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["framework", "name"],
                name="own_domain_once_a_framework",
                violation_error_message=_("Each domain of a framework needs a name of its own."),
            ),
            OwnedReference(
                name="owndomain_framework_same_organisation",
                to="outcomes.OwnFramework",
                columns=("organisation_id", "framework_id"),
            ),
            RowSecurity(
                name="outcomes_owndomain_rows", read=_OF_SHOWN, write=mine("organisation_id")
            ),
            Tracked(name="outcomes_owndomain_history"),
        ]

    def __str__(self) -> str:
        return self.name


class DomainMapping(OwnedRow):
    """What is tagged with the national domain counts in the organisation's own one too."""

    own_domain = models.ForeignKey(
        OwnDomain, on_delete=models.CASCADE, db_constraint=False, related_name="mappings"
    )
    domain = models.ForeignKey("outcomes.Domain", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["own_domain", "domain"], name="domain_mapped_once"),
            OwnedReference(
                name="domainmapping_own_domain_same_organisation",
                to="outcomes.OwnDomain",
                columns=("organisation_id", "own_domain_id"),
            ),
            RowSecurity(
                name="outcomes_domainmapping_rows",
                read=_OF_SHOWN_DOMAIN,
                write=mine("organisation_id"),
            ),
            Tracked(name="outcomes_domainmapping_history"),
        ]

    def __str__(self) -> str:
        return f"{self.own_domain_id} is {self.domain_id}"
