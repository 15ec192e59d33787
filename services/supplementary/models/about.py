"""What every row of the school has: rows about a child, and rows about the school itself."""

from typing import Any

from django.db.models import BaseConstraint

from rco_network.core.history import Tracked
from rco_network.core.tenancy import ERASE, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import may, mine

from ...models.seen import seen


def about_child(name: str, *, secret: tuple[str, ...] = ()) -> list[BaseConstraint]:
    """Return the constraints of a table with a participant; `secret` columns are encrypted."""
    return [
        OwnedReference(
            name=f"school_{name}_participant_owned",
            to="services.Participant",
            columns=("organisation_id", "participant_id"),
        ),
        RowSecurity(
            name=f"school_{name}_rows",
            read=seen(),
            write=f"({seen()} and ({may('change_people')} or {may(ERASE)}))",
        ),
        Tracked(
            name=f"school_{name}_history",
            about=("services.participant", "participant_id"),
            secret=secret,
        ),
    ]


def of_the_school(name: str, **tracked: Any) -> list[BaseConstraint]:
    """Return the constraints of a table about the school: everybody reads, who runs it writes."""
    return [
        RowSecurity(
            name=f"school_{name}_rows",
            write=f"({mine('organisation_id')} and {may('run_services')})",
        ),
        Tracked(name=f"school_{name}_history", **tracked),
    ]
