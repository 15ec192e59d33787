"""A change in somebody's life, on a day, with a sentence that says how we know."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.closing import ClosedDays
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity
from services.models.closed import CLOSED
from services.models.seen import seen


class Outcome(OwnedModel):
    """A dated change for a participant in a domain.

    Instruments and waves will point at the same domains; an outcome found by a score will be a
    row here whose evidence is that score.
    """

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="outcomes",
    )
    domain = models.ForeignKey("outcomes.Domain", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(
        "services.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        help_text="The service that helped, where one did.",
    )
    happened_on = models.DateField()
    evidence = models.TextField(help_text="One sentence: what changed, and how you know.")
    evidence_language = models.CharField(max_length=12, default="en")
    may_be_quoted = models.BooleanField(
        default=False, help_text="The person agreed that reports may quote this, without a name."
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "happened_on"], name="outcome_by_day"),
            models.Index(fields=["organisation", "participant"], name="outcome_by_person"),
            models.Index(
                fields=["organisation", "domain", "happened_on"], name="outcome_by_domain"
            ),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="outcome_has_evidence",
                condition=~models.Q(evidence=""),
                violation_error_message=_("Write one sentence that says how you know."),
            ),
            OwnedReference(
                name="outcome_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            OwnedReference(
                name="outcome_service_same_organisation",
                to="services.Service",
                columns=("organisation_id", "service_id"),
            ),
            RowSecurity(name="outcomes_outcome_rows", read=seen()),
            Tracked(
                name="outcomes_outcome_history", about=("services.participant", "participant_id")
            ),
            # The sentence may be put better, and taken back from being quoted, at any time.
            ClosedDays(
                name="outcomes_outcome_closed",
                day="happened_on",
                counted=("participant_id", "domain_id", "service_id", "happened_on"),
                **CLOSED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain_id} on {self.happened_on}"
