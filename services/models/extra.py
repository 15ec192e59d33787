"""What was given at a session so that people could come: childcare, travel, interpreter, food."""

from django.db import models

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import mine

from ..enums import ExtraKind
from .seen import seen_or_nobody

MOST_POUNDS = 10_000


class Extra(OwnedRow):
    """One kind of help at one session: to a participant, or without one to everybody together.

    There is one row a person and kind, so that a register sent twice gives nothing twice.
    """

    session = models.ForeignKey(
        "services.Session",
        on_delete=models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="extras",
    )
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="extras",
    )
    kind = models.CharField(max_length=11, choices=ExtraKind.choices)
    number = models.PositiveIntegerField(null=True, blank=True)
    pounds = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant", "kind"],
                name="one_extra_a_kind",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="extra_is_something",
                condition=models.Q(number__gte=1) | models.Q(pounds__gt=0),
            ),
            models.CheckConstraint(
                name="extra_is_believable",
                condition=(models.Q(pounds=None) | models.Q(pounds__lte=MOST_POUNDS))
                & (models.Q(number=None) | models.Q(number__lte=5000)),
            ),
            OwnedReference(
                name="extra_session_same_organisation",
                to="services.Session",
                columns=("organisation_id", "session_id"),
            ),
            OwnedReference(
                name="extra_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="services_extra_rows",
                read=seen_or_nobody(),
                change=mine("organisation_id"),
                remove=mine("organisation_id"),
            ),
            Tracked(
                name="services_extra_history",
                about=("services.participant", "participant_id"),
                kinds=("changed", "removed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.session_id}"
