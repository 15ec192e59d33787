"""What every row of a room has: rows about one person, and rows of what the room is set up with."""

from typing import Any

from django.db.models import BaseConstraint

from rco_network.core.history import Tracked
from rco_network.core.tenancy import ERASE, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import may, mine

from .seen import seen


def about_person(room: str, name: str, *, secret: tuple[str, ...] = ()) -> list[BaseConstraint]:
    """Return the constraints of a table with a participant: hidden where they are, with a history.

    `room` and `name` name them in the database; `secret` columns are encrypted.
    """
    return [
        OwnedReference(
            name=f"{room}_{name}_participant_owned",
            to="services.Participant",
            columns=("organisation_id", "participant_id"),
        ),
        RowSecurity(
            name=f"{room}_{name}_rows",
            read=seen(),
            write=f"({seen()} and ({may('change_people')} or {may(ERASE)}))",
        ),
        Tracked(
            name=f"{room}_{name}_history",
            about=("services.participant", "participant_id"),
            secret=secret,
        ),
    ]


def set_up_by_who_runs(room: str, name: str, **tracked: Any) -> list[BaseConstraint]:
    """Return the constraints of a table that all colleagues read and who runs services writes."""
    return [
        RowSecurity(
            name=f"{room}_{name}_rows",
            write=f"({mine('organisation_id')} and {may('run_services')})",
        ),
        Tracked(name=f"{room}_{name}_history", **tracked),
    ]
