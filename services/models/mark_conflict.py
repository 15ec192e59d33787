"""Two people marked somebody differently, and neither had seen what the other did."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet, OwnedReference
from rco_network.core.tenancy.constraints import RowSecurity

from ..enums import Mark
from .group import Group
from .seen import seen_once


class MarkConflictQuerySet(OwnedQuerySet):
    def visible_to(self, membership: StaffMembership) -> Self:
        """Open ones on registers that this colleague keeps."""
        own = self.for_organisation(membership.organisation_id)
        if membership.has_right(Right.SEE_ALL_GROUPS):
            return own
        return own.filter(session__group__in=Group.objects.visible_to(membership).values("pk"))


class MarkConflict(OwnedModel):
    """A mark that was not taken, because another one stood there that its sender had not seen.

    `there` stands until somebody who keeps the register decides. Then the row goes: the trail
    says who decided, the history of rows what it was.
    """

    session = models.ForeignKey(
        "services.Session",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="mark_conflicts",
    )
    participant = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    there = models.CharField(max_length=8, choices=Mark.choices)
    there_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    there_at = models.DateTimeField()
    sent = models.CharField(max_length=8, choices=Mark.choices)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[Any] = OwnedManager.from_queryset(MarkConflictQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "participant"], name="conflict_by_participant"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["session", "participant", "sent_by"], name="one_conflict_a_sender"
            ),
            models.CheckConstraint(
                name="conflict_is_between_two_marks",
                condition=models.Q(there__in=Mark.values, sent__in=Mark.values)
                & ~models.Q(there=models.F("sent")),
            ),
            OwnedReference(
                name="markconflict_session_same_organisation",
                to="services.Session",
                columns=("organisation_id", "session_id"),
            ),
            OwnedReference(
                name="markconflict_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(name="services_markconflict_rows", **seen_once()),
            Tracked(
                name="services_markconflict_history",
                about=("services.participant", "participant_id"),
                ignored=("sent_at", "there_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.there} or {self.sent}"
