"""What was said to an offer from the work: taken as an outcome, or put aside."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
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
from services.models.seen import seen

from ..enums import Answer, OfferKind

# Who may not read a matter learns nothing of it here: neither that something came of it nor that
# it is there (services/advice/models/rows.py).
_READS_MATTER = (
    f"(matter_id is null or {may('supervise_advice')} or {may(ERASE)} "
    "or matter_id = any ((select rco_my_matters())::bigint[]))"
)


class OfferAnswerQuerySet(OwnedQuerySet):
    def accepted(self) -> Self:
        return self.filter(answer=Answer.ACCEPTED)

    def put_aside(self) -> Self:
        return self.filter(answer=Answer.ASIDE)


class OfferAnswer(OwnedModel):
    """One answer, and where the outcome came from. An offer itself is no row but a query.

    `source` is the uuid of the room's row. `facts` is what that row said then, in codes
    (calculations/offers.py), so that an outcome can say when its source was corrected since.
    Here and not on the outcome, since everybody who records outcomes reads those.
    """

    HIDES_ITS_TRAIL: ClassVar[bool] = True

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
    )
    kind = models.CharField(max_length=10, choices=OfferKind.choices)
    source = models.UUIDField()
    matter = models.ForeignKey(
        "advice.Matter",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    answer = models.CharField(max_length=8, choices=Answer.choices)
    outcome = models.OneToOneField(
        "outcomes.Outcome",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="taken_from",
    )
    facts = EncryptedTextField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(OfferAnswerQuerySet)()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "kind", "source"],
                name="an_offer_answered_once",
                violation_error_message=_("Somebody has answered this already."),
            ),
            models.CheckConstraint(
                name="an_accepted_offer_has_its_outcome",
                condition=Q(answer=Answer.ACCEPTED, outcome__isnull=False)
                | Q(answer=Answer.ASIDE, outcome=None),
            ),
            models.CheckConstraint(
                name="an_offer_of_advice_names_its_matter",
                condition=Q(kind=OfferKind.ADVICE, matter__isnull=False)
                | (~Q(kind=OfferKind.ADVICE) & Q(matter=None)),
            ),
            OwnedReference(
                name="offeranswer_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            OwnedReference(
                name="offeranswer_outcome_same_organisation",
                to="outcomes.Outcome",
                columns=("organisation_id", "outcome_id"),
            ),
            OwnedReference(
                name="offeranswer_matter_same_person",
                to="advice.Matter",
                columns=("organisation_id", "matter_id", "participant_id"),
                to_columns=("organisation_id", "id", "participant_id"),
            ),
            RowSecurity(name="outcomes_offeranswer_rows", read=f"({seen()} and {_READS_MATTER})"),
            Tracked(
                name="outcomes_offeranswer_history",
                about=("services.participant", "participant_id"),
                secret=("facts",),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.answer}"
