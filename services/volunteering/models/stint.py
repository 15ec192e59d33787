"""Time that a volunteer gave: logged, then approved by somebody else."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import ERASE, OwnedManager, OwnedModel, OwnedQuerySet, OwnedReference
from rco_network.core.tenancy import RowSecurity as Rows
from rco_network.core.tenancy.constraints import may
from services.models.seen import seen

from .role import KEEPS
from .volunteer import ABOUT, OWN, OfVolunteer, same_volunteer

READ = f"({seen()} and ({KEEPS} or {may(ERASE)} or {OWN}))"
# Until it is approved, by those who keep the rota or the volunteer; approved by nobody for
# themselves, whatever a page forgets.
WRITE = (
    f"({seen()} and ({may(ERASE)} or ({KEEPS} and not {OWN}) "
    f"or (approved_at is null and ({KEEPS} or {OWN}))))"
)


class ToApproveQuerySet(OwnedQuerySet):
    def waiting(self) -> Self:
        """What nobody has approved yet."""
        return self.filter(approved_at=None)

    def approved(self) -> Self:
        """What counts."""
        return self.filter(approved_at__isnull=False)


class Stint(OfVolunteer):
    """Minutes of a day, from a shift that was done or written down by hand."""

    role = models.ForeignKey(
        "volunteering.VolunteerRole",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    assignment = models.OneToOneField(
        "volunteering.Assignment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="stint",
    )
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = EncryptedTextField(blank=True)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = OwnedManager.from_queryset(ToApproveQuerySet)()

    class Meta(OfVolunteer.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["organisation", "day"], name="stint_by_day"),
            models.Index(fields=["organisation", "volunteer", "-day"], name="stint_by_volunteer"),
            models.Index(fields=["organisation", "participant", "-day"], name="stint_clock"),
            models.Index(
                fields=["organisation", "day", "id"],
                name="stint_to_approve",
                condition=Q(approved_at=None),
            ),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="stint_is_part_of_a_day",
                condition=Q(minutes__gte=5, minutes__lte=960),
                violation_error_message=_("Write from 5 minutes to 16 hours for one day."),
            ),
            same_volunteer("stint_volunteer_same_organisation"),
            OwnedReference(
                name="stint_role_same_organisation",
                to="volunteering.VolunteerRole",
                columns=("organisation_id", "role_id"),
            ),
            OwnedReference(
                name="stint_assignment_same_organisation",
                to="volunteering.Assignment",
                columns=("organisation_id", "assignment_id"),
            ),
            Rows(name="volunteering_stint_rows", read=READ, write=WRITE),
            Tracked(name="volunteering_stint_history", about=ABOUT, secret=("what",)),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} minutes on {self.day}"
