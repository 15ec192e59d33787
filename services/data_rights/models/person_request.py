"""What somebody asked about their own data, by when it must be answered, and what became of it."""

from typing import Any, ClassVar, Self

from django.conf import settings
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
    RowSecurity,
)
from rco_network.core.tenancy.constraints import may

from ...models.seen import seen
from ..enums import Answer, Asked, Use


class PersonRequestQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        """Requests that wait for an answer."""
        return self.filter(answer=Answer.OPEN)


class PersonRequest(OwnedModel):
    """One request. A worker may write it down; whoever answers people answers it."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="requests",
    )
    asked = models.CharField(max_length=12, choices=Asked.choices)
    use = models.CharField(max_length=12, choices=Use.choices, blank=True)
    words = EncryptedTextField(blank=True, max_length=1000)
    asked_on = models.DateField()
    due_on = models.DateField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.OPEN)
    reason = EncryptedTextField(blank=True, max_length=1000)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(PersonRequestQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "participant", "-id"], name="request_by_person"),
            models.Index(
                fields=["organisation", "due_on"],
                name="request_open_by_day",
                condition=models.Q(answer="open"),
            ),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="objection_names_a_use",
                condition=~models.Q(asked="objection") | ~models.Q(use=""),
                violation_error_message=_("Say to which use they object."),
            ),
            models.CheckConstraint(
                name="request_answered_or_open",
                condition=models.Q(answer="open", answered_at=None)
                | (~models.Q(answer="open") & models.Q(answered_at__isnull=False)),
            ),
            OwnedReference(
                name="request_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="data_rights_personrequest_rows",
                read=seen(),
                write=f"({seen()} and ({may('change_people')} or {may(ERASE)}))",
                change=f"({seen()} and ({may('answer_people')} or {may(ERASE)}))",
                remove=may(ERASE),
            ),
            Tracked(
                name="data_rights_personrequest_history",
                about=("services.participant", "participant_id"),
                secret=("words", "reason"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked} by {self.participant_id}"
