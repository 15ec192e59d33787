"""What somebody's data may not be used for, because they asked."""

from django.conf import settings
from django.db import models

from rco_network.core.history import Tracked
from rco_network.core.tenancy import ERASE, OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import may, mine

from ...models.seen import asked_by_function
from ..enums import Use

_ANSWERS = f"({may('answer_people')} or {may(ERASE)})"


class Limit(OwnedRow):
    """A record that is kept and not used for now (UK GDPR Art. 18).

    Whoever answers what people ask still sees it; `rco_hidden_participants()` hides it from
    everybody else. Sessions that were counted stay counted.
    """

    participant = models.OneToOneField(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="limit",
    )
    since = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            OwnedReference(
                name="limit_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="data_rights_limit_rows",
                read=f"({asked_by_function('data_rights_limit')} or "
                f"({mine('organisation_id')} and {_ANSWERS}))",
                write=f"({mine('organisation_id')} and {_ANSWERS})",
            ),
            Tracked(
                name="data_rights_limit_history",
                about=("services.participant", "participant_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} is not to be used"


class Objection(OwnedRow):
    """A use to which somebody objected, and which has ended (UK GDPR Art. 21)."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="objections",
    )
    use = models.CharField(max_length=12, choices=Use.choices)
    since = models.DateTimeField(auto_now_add=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "use"], name="one_objection_a_use"),
            OwnedReference(
                name="objection_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="data_rights_objection_rows",
                write=f"({mine('organisation_id')} and {_ANSWERS})",
            ),
            Tracked(
                name="data_rights_objection_history",
                about=("services.participant", "participant_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} objects to {self.use}"
