"""That somebody who stayed away was called."""

from django.conf import settings
from django.db import models

from rco_network.core.history import Tracked
from rco_network.core.tenancy import ERASE, OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import may

from .seen import seen

_SEE = f"({seen()} and ({may('log')} or {may('see_people')} or {may(ERASE)}))"
_CHANGE = f"({seen()} and ({may('change_people')} or {may(ERASE)}))"


class FollowUp(OwnedRow):
    """Somebody was called about a group; until they are absent again nobody needs to."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="follow_ups",
    )
    group = models.ForeignKey(
        "services.Group", on_delete=models.CASCADE, db_constraint=False, related_name="follow_ups"
    )
    away_on = models.DateField(help_text="The absence, the last until then, that it was about.")
    called_on = models.DateField()
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "participant"], name="last_call_about_a_group"
            ),
            OwnedReference(
                name="followup_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            OwnedReference(
                name="followup_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            RowSecurity(name="services_followup_rows", read=_SEE, write=_CHANGE),
            Tracked(
                name="services_followup_history", about=("services.participant", "participant_id")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} called about {self.group_id}"
