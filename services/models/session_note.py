"""What a colleague noted about a session as a whole."""

from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import ERASE, OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import may, mine

_MINE = mine("organisation_id")


class SessionNote(OwnedRow):
    """A note on a session, for those who see its group.

    A table of its own: what is counted is read without it. It is about the session; should a
    name stand in it all the same, it goes with that person (services/retention.py).
    """

    session = models.OneToOneField(
        "services.Session", on_delete=models.CASCADE, db_constraint=False, related_name="note"
    )
    text = EncryptedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_note_says_something", condition=models.Q(text__is_empty=False)
            ),
            OwnedReference(
                name="sessionnote_session_same_organisation",
                to="services.Session",
                columns=("organisation_id", "session_id"),
            ),
            RowSecurity(
                name="services_sessionnote_rows",
                read=f"({_MINE} and ({may('log')} or {may('see_all_groups')} or {may(ERASE)}))",
                write=f"({_MINE} and ({may('log')} or {may(ERASE)}))",
            ),
            Tracked(
                name="services_sessionnote_history",
                about=("services.session", "session_id"),
                secret=("text",),
            ),
        ]

    def __str__(self) -> str:
        return f"note on {self.session_id}"
