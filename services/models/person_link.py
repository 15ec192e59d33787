"""Two records that are of one person, or that were said not to be. Nobody is ever merged."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

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

from ..enums import LinkAnswer
from .seen import seen

_BOTH_SEEN = f"({seen('first_id')} and {seen('second_id')})"
_CHANGE = f"({_BOTH_SEEN} and ({may('change_people')} or {may(ERASE)}))"


class LinkDecisionQuerySet(OwnedQuerySet):
    def about(self, *participants: int) -> Self:
        """Decisions about any of these records."""
        return self.filter(models.Q(first__in=participants) | models.Q(second__in=participants))

    def same(self) -> Self:
        """Pairs that count as one person."""
        return self.filter(answer=LinkAnswer.SAME)

    def different(self) -> Self:
        """Pairs that were looked at and are two people."""
        return self.filter(answer=LinkAnswer.DIFFERENT)


class LinkDecision(OwnedModel):
    """What was last decided of two records: one row a pair, the lower key first.

    A link that comes apart becomes "different", so that nobody is asked again; what was decided
    before is in the row's history. `Participant.person_id` follows from these rows
    (actions.links). A row about a hidden record is hidden.
    """

    first = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    second = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    answer = models.CharField(max_length=9, choices=LinkAnswer.choices)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()

    objects: ClassVar[Any] = OwnedManager.from_queryset(LinkDecisionQuerySet)()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["first", "second"], name="one_answer_a_pair"),
            models.CheckConstraint(
                name="link_lower_key_first",
                condition=models.Q(first__lt=models.F("second")),
                violation_error_message=_("A record cannot be linked to itself."),
            ),
            models.CheckConstraint(
                name="link_answer_is_known", condition=models.Q(answer__in=LinkAnswer.values)
            ),
            OwnedReference(
                name="link_first_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "first_id"),
            ),
            OwnedReference(
                name="link_second_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "second_id"),
            ),
            RowSecurity(name="services_linkdecision_rows", read=_BOTH_SEEN, write=_CHANGE),
            Tracked(
                name="services_linkdecision_history",
                about=("services.participant", "first_id"),
                ignored=("decided_at",),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.answer}"
