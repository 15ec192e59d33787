"""Records that only named people see: for everybody else the person was never here."""

from django.conf import settings
from django.db import models

from rco_network.core.history import Tracked
from rco_network.core.tenancy import ERASE, OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import may, mine

from .seen import asked_by_function, seen

_MAY_RESTRICT = f"({may('restrict')} or {may(ERASE)})"
_WRITE = f"({mine('organisation_id')} and {_MAY_RESTRICT})"


def _read(table: str) -> str:
    return f"({asked_by_function(table)} or {seen()})"


class Restriction(OwnedRow):
    """A participant's record is restricted: managers see it, and those who are named.

    A row of its own and not a column of the person: only who may restrict can write it, by the
    database's own word, and the function that every policy asks reads an empty table where nobody
    is restricted.
    """

    participant = models.OneToOneField(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="restriction",
    )
    restricted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    restricted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            OwnedReference(
                name="restriction_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="services_restriction_rows",
                read=_read("services_restriction"),
                write=_WRITE,
            ),
            Tracked(
                name="services_restriction_history",
                about=("services.participant", "participant_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} is restricted"


class NamedPerson(OwnedRow):
    """A colleague who sees a restricted record without being a manager."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="named_people",
    )
    membership = models.ForeignKey(
        "organisations.StaffMembership",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "membership"], name="named_once_on_a_record"
            ),
            OwnedReference(
                name="named_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            OwnedReference(
                name="named_membership_same_organisation",
                to="organisations.StaffMembership",
                columns=("organisation_id", "membership_id"),
            ),
            RowSecurity(
                name="services_namedperson_rows",
                read=_read("services_namedperson"),
                write=_WRITE,
            ),
            Tracked(
                name="services_namedperson_history",
                about=("services.participant", "participant_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} on {self.participant_id}"
