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

# Milliseconds. A transaction that does nothing for a minute was left behind: nothing here talks to
# anybody else while it holds rows.
LIMITS = {"lock_timeout": 10_000, "idle_in_transaction_session_timeout": 60_000}
# How libpq notices a server that is gone without a word: seconds, and milliseconds for the last.
REACHING: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
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
    config: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True}
    limits = {"statement_timeout": statement_seconds * 1000} | LIMITS
    options: dict[str, Any] = REACHING | {
        "options": " ".join(f"-c {name}={value}" for name, value in limits.items())
    }
    for key, value in conninfo_to_dict(address).items():
        if key in _DJANGO_NAMES:
            config[_DJANGO_NAMES[key]] = value
        else:
            options[key] = value
    if pool:
        options["pool"] = {"min_size": least, "max_size": 8, "timeout": 10, "max_lifetime": 3600}
    return config | {"OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": True}


def cache_address(redis_url: str) -> str:
    """Kombu spells a socket `redis+socket://`, redis-py spells it `unix://`."""
    return redis_url.replace("redis+socket://", "unix://", 1)
