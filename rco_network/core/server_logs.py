"""The logs of the servers beneath us: gunicorn's, and PostgreSQL's own."""

from typing import Any

from django.core import checks
from django.db import DatabaseError, connections
from gunicorn.glogging import Logger

from .logs import NoPersonalData, safe_path

# What PostgreSQL writes of a statement is what people typed: by default an error carries the whole
# of it. LOG stands above ERROR in its order, so start, stop and trouble of the server itself stay;
# errors of statements are in our own log, by type, SQLSTATE and place. It can log no slow
# statement without its text, so it logs none: pg_stat_statements counts them without values.
POSTGRES = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    # No log, but as telling: pg_stat_activity shows each role what its other sessions run, with
    # the names that were typed. Who waits for what is still seen there.
    "track_activities": "off",
}


class GunicornLog(Logger):
    """gunicorn's lines by the same rule: no addresses of machines, no queries, no typed paths."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(NoPersonalData())

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        method = environ.get("REQUEST_METHOD", "")
        return {
            "t": self.now(),
            "m": method if method.isalpha() and len(method) < 9 else "?",
            "U": safe_path(environ.get("PATH_INFO", "")),
            "s": str(resp.status).partition(" ")[0],
            "B": getattr(resp, "sent", None),
            "M": int(request_time.total_seconds() * 1000),
        }


@checks.register(checks.Tags.database)
def check_database_log(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Any]:
    """Warn when the server that we are connected to would write what people typed into its log."""
    found: list[Any] = []
    for alias in databases or ():
        try:
            with connections[alias].cursor() as cursor:
                cursor.execute(
                    "select name, setting from pg_settings where name = any(%s)", [list(POSTGRES)]
                )
                loose = sorted(n for n, value in cursor.fetchall() if is_loose(n, value))
        except DatabaseError:
            continue  # that it is away is told by others
        if loose:
            words = (
                f"The database server of “{alias}” may log or show what people type: "
                f"{', '.join(loose)}."
            )
            wanted = ", ".join(f"{name}={POSTGRES[name]}" for name in loose)
            hint = f"Set in postgresql.conf (or by ALTER SYSTEM) and reload: {wanted}"
            found.append(checks.Warning(words, hint=hint, id="logs.W001"))
    return found


def is_loose(name: str, value: str) -> bool:
    """Whether a setting of PostgreSQL lets more into its log than ours does."""
    if name == "log_min_messages":
        return value not in ("log", "fatal", "panic")
    return value != POSTGRES[name]
