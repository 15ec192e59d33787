"""PostgreSQL only: an address becomes Django's settings, read by libpq's own parser."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

_DJANGO_NAMES = {
    "dbname": "NAME",
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
}


def reporting_of(address: str) -> str:
    """Return the reporting role's address beside a run-time role's: named after it.

    For servers of our own (demonstration, tests, bench); an installation states both addresses.
    """
    user = conninfo_to_dict(address).get("user", "")
    return make_conninfo(address, user=f"{user}_reports")


def database(
    address: str, *, pool: bool = False, statement_seconds: int = 30, least: int = 1
) -> dict[str, Any]:
    """Return one entry of DATABASES for a `postgresql://` address.

    `least` connections of a pool stay open. A pooled entry shares connections between threads;
    that is safe here because everything a request tells the database about itself is set for one
    transaction only (core/tenancy).
    """
    config: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql"}
    options: dict[str, Any] = {
        "connect_timeout": 5,
        "options": f"-c statement_timeout={statement_seconds * 1000} -c lock_timeout=10000",
    }
    for key, value in conninfo_to_dict(address).items():
        if key in _DJANGO_NAMES:
            config[_DJANGO_NAMES[key]] = value
        else:
            options[key] = value
    if pool:
        options["pool"] = {"min_size": least, "max_size": 8, "timeout": 10}
    else:
        config["CONN_HEALTH_CHECKS"] = True
    return config | {"OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": True}


def cache_address(redis_url: str) -> str:
    """Kombu spells a socket `redis+socket://`, redis-py spells it `unix://`."""
    return redis_url.replace("redis+socket://", "unix://", 1)
