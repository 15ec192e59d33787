"""Row security switched off and on again, to see what it costs; in the bench's database only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

PRICE = 1.15


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
