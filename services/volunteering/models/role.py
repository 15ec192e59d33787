"""What volunteers do here, and what each role needs before somebody is put on its rota."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet, RowSecurity
from rco_network.core.tenancy.constraints import may, mine

from ..enums import DbsLevel, TrainingKind

KEEPS = may("manage_volunteers")


class VolunteerRoleQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        """Roles that somebody can still take up."""
        return self.filter(closed_on=None)


class VolunteerRole(OwnedModel):
    """Class assistant, interpreter, driver: what is done, and what that needs."""

    name = models.CharField(max_length=120)
    what = models.TextField(blank=True, max_length=1000)
    needs_dbs = models.CharField(
        max_length=10, choices=DbsLevel.choices, default=DbsLevel.NONE, verbose_name=_("DBS check")
    )
    needs_trainings = ArrayField(
        models.CharField(max_length=12, choices=TrainingKind.choices), default=list, blank=True
    )
    needs_references = models.PositiveSmallIntegerField(default=2)
    closed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OwnedManager.from_queryset(VolunteerRoleQuerySet)()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="volunteer_role_named_once",
                violation_error_message=_("There is a role with this name already."),
            ),
            models.CheckConstraint(
                name="role_needs_few_references",
                condition=models.Q(needs_references__lte=3),
                violation_error_message=_("Ask for three references at most."),
            ),
            RowSecurity(
                name="volunteering_volunteerrole_rows",
                read=mine("organisation_id"),
                write=f"({mine('organisation_id')} and {KEEPS})",
            ),
            Tracked(name="volunteering_volunteerrole_history"),
        ]

    def __str__(self) -> str:
        return self.name
