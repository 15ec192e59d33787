"""Somebody who gives time: a participant in a second role, and how far they are with it."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    ERASE,
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    OwnedRow,
    RowSecurity,
)
from rco_network.core.tenancy.constraints import USER, may
from services.models.seen import seen

from ..enums import Skill, State, WhyLeft
from .role import KEEPS

KEEPS_OR_ERASES = f"({KEEPS} or {may(ERASE)})"
ABOUT = ("services.participant", "participant_id")
# The rows of whoever is signed in, worked out once a query.
OWN = (
    "volunteer_id = any ((select array(select v.id from volunteering_volunteer v "  # noqa: S608
    "join organisations_staffmembership m on m.id = v.membership_id "
    f"and m.organisation_id = v.organisation_id where m.user_id = {USER} "
    "and m.ended_at is null))::bigint[])"
)


class VolunteerQuerySet(OwnedQuerySet):
    def known(self) -> Self:
        """Volunteers who were not erased."""
        return self.filter(participant__erased_at=None)


class Volunteer(OwnedModel):
    """One person's volunteering. The person is a participant always.

    Whoever came only to help has a participant's record too (`is_new_here`): they are counted
    among the people served as everybody is, from their first attendance, and not before.
    """

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="volunteering",
    )
    membership = models.ForeignKey(
        "organisations.StaffMembership",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        help_text="The account with which they see the rota themselves.",
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ENQUIRY)
    is_new_here = models.BooleanField(
        default=False, help_text="Their record was made because they volunteer."
    )
    skills = ArrayField(
        models.CharField(max_length=12, choices=Skill.choices), default=list, blank=True
    )
    words = EncryptedTextField(blank=True, help_text="What they can do and want, in a sentence.")
    # Day of the week and part of it: "0m" is Monday morning.
    available = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    enquired_on = models.DateField()
    started_on = models.DateField(null=True, blank=True, help_text="The first day of being active.")
    left_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OwnedManager.from_queryset(VolunteerQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "state", "id"], name="volunteer_by_state"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "participant"],
                name="a_volunteer_once",
                violation_error_message=_("This person is among the volunteers already."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "membership"],
                name="an_account_of_one_volunteer",
                violation_error_message=_("Another volunteer signs in with this account."),
            ),
            # What rows about a volunteer point at: they carry the participant too.
            models.UniqueConstraint(
                fields=["organisation", "id", "participant"], name="volunteer_and_person"
            ),
            models.CheckConstraint(
                name="volunteer_leaves_after_enquiring",
                condition=models.Q(left_on=None) | models.Q(left_on__gte=models.F("enquired_on")),
                violation_error_message=_("The day they left must not be before they asked."),
            ),
            OwnedReference(
                name="volunteer_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            OwnedReference(
                name="volunteer_membership_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "membership_id"),
            ),
            RowSecurity(
                name="volunteering_volunteer_rows",
                read=seen(),
                write=f"({seen()} and {KEEPS_OR_ERASES})",
            ),
            Tracked(name="volunteering_volunteer_history", about=ABOUT, secret=("words",)),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} volunteers"


class OfVolunteer(OwnedModel):
    """A row about a volunteer. It carries the person too, by whom restricted records are hidden."""

    volunteer = models.ForeignKey(
        "volunteering.Volunteer",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="%(class)ss",
    )
    participant = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.organisation_id = self.volunteer.organisation_id
        self.participant_id = self.volunteer.participant_id
        super().save(*args, **kwargs)


def same_volunteer(name: str) -> OwnedReference:
    """Return the key from a row about a volunteer: same organisation, same person."""
    return OwnedReference(
        name=name,
        to="volunteering.Volunteer",
        columns=("organisation_id", "volunteer_id", "participant_id"),
        to_columns=("organisation_id", "id", "participant_id"),
    )


class RoleHeld(OwnedRow):
    """A role that was agreed with a volunteer."""

    volunteer = models.ForeignKey(
        "volunteering.Volunteer",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="roles_held",
    )
    participant = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    role = models.ForeignKey(
        "volunteering.VolunteerRole",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="held",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "role"], name="a_role_held_once"),
            same_volunteer("roleheld_volunteer_same_organisation"),
            OwnedReference(
                name="roleheld_role_same_organisation",
                to="volunteering.VolunteerRole",
                columns=("organisation_id", "role_id"),
            ),
            RowSecurity(
                name="volunteering_roleheld_rows",
                read=seen(),
                write=f"({seen()} and {KEEPS_OR_ERASES})",
            ),
            Tracked(name="volunteering_roleheld_history", about=ABOUT),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} as {self.role_id}"


class StateChange(OfVolunteer):
    """From when a volunteer was in which state. A wrong step is followed by another one."""

    to = models.CharField(max_length=10, choices=State.choices)
    on = models.DateField()
    why_left = models.CharField(max_length=12, choices=WhyLeft.choices, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OfVolunteer.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["organisation", "volunteer", "id"], name="state_by_volunteer")
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="leaving_has_a_reason",
                condition=~models.Q(to="left") | ~models.Q(why_left=""),
                violation_error_message=_("Say why they left."),
            ),
            same_volunteer("statechange_volunteer_same_organisation"),
            RowSecurity(
                name="volunteering_statechange_rows",
                read=seen(),
                write=f"({seen()} and {KEEPS_OR_ERASES})",
                append_only=True,
                change=f"({seen()} and {may(ERASE)})",
                remove=f"({seen()} and {may(ERASE)})",
            ),
            Tracked(
                name="volunteering_statechange_history", about=ABOUT, kinds=("changed", "removed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to} since {self.on}"
