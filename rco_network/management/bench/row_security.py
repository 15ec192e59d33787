"""Row security switched off and on again, to see what it costs; in the bench's database only."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from organisations.enums import Right
from rco_network.core.tenancy import Scope, scope
from services.models import Enrolment, Participant, Restriction

if TYPE_CHECKING:
    from .ground import Ground

PRICE = 1.15
HIDDEN = 20


class RowSecuritySwitch:
    """The owner's hand on every policy of one database."""

    def __init__(self, owner_url: str) -> None:
        self.owner_url = owner_url
        with psycopg.connect(owner_url) as connection:
            rows = connection.execute(
                "select relname from pg_class where relrowsecurity and relkind = 'r' order by 1"
            )
            self.tables = [row[0] for row in rows]

    def _turn(self, state: str) -> None:
        statement = sql.SQL("; ").join(
            sql.SQL("alter table {} {} row level security").format(
                sql.Identifier(table), sql.SQL(state)
            )
            for table in self.tables
        )
        with psycopg.connect(self.owner_url) as connection:
            connection.execute("set lock_timeout = '20s'")
            connection.execute(statement)

    @contextmanager
    def off(self) -> Iterator[None]:
        """Every row of every organisation is open meanwhile; the manual filters stay."""
        self._turn("disable")
        try:
            yield
        finally:
            self._turn("enable")

    def without(
        self, work: Callable[[], float], warm_up: Callable[[], object]
    ) -> Callable[[], float]:
        """Return the same work done without row security, after what must be planned anew."""

        def measured() -> float:
            with self.off():
                warm_up()
                result = work()
            warm_up()
            return result

        return measured


def hidden_records(ground: "Ground") -> Callable[[], AbstractContextManager[None]]:
    """Add people to the class whose records are restricted for as long as the block runs.

    The one who opens the register is not named on them, so the page is the same page.
    """
    organisation = ground.membership.organisation_id

    def everything() -> AbstractContextManager[Scope]:
        rights = [Right.RESTRICT, Right.SEE_RESTRICTED]
        return scope(organisation_ids=[organisation], rights=rights)

    @contextmanager
    def hidden() -> Iterator[None]:
        with everything():
            people = [
                Participant.objects.create(
                    organisation_id=organisation, joined_on="2020-01-06", name=f"Hidden {n}"
                )
                for n in range(HIDDEN)
            ]
            for person in people:
                own = {"organisation_id": organisation, "participant": person}
                Restriction.objects.create(**own)
                Enrolment.objects.create(**own, group=ground.group, enrolled_on="2020-01-06")
        try:
            yield
        finally:
            with everything():
                Participant.objects.filter(pk__in=[person.pk for person in people]).delete()

    return hidden
