"""Why a database shell of the run-time role cannot walk into an organisation.

PostgreSQL lets any session set any custom setting, so the settings of a scope alone would be a
lock with the key beside it. Each scope therefore carries a proof: an HMAC-SHA256 over what it
claims, under a key that the web derives from SECRET_KEY and that the database keeps where only
the owner can read (schema `sealed`, written by `manage.py migrate`). The functions that every
policy calls answer "nobody, nothing" unless the proof fits (core migration 0004).

A proof is good for transactions that begin within a minute of it: one that was somehow overheard
is soon worth nothing. It reaches the server as a bound parameter, so that it stands in no
`pg_stat_activity` and no log of statements.
"""

import hashlib
import hmac
import time
from typing import Any

from django.conf import settings

_BLOCK = 64  # bytes of a SHA-256 block (RFC 2104)

# Where the moment of a proof comes from. Tests that stop the clock put the real one here.
clock = time.time

CREATE = """
create schema if not exists sealed;
revoke all on schema sealed from public;
create table if not exists sealed.scope_key (
    inner_pad bytea not null, outer_pad bytea not null, unique (inner_pad)
);
revoke all on sealed.scope_key from public;
"""


def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"rco_network.scope", "sha256")


def prove(claims: tuple[str, str, str, str]) -> str:
    """Return the proof for (user, organisations, installation, rights) as the settings hold them.

    Milliseconds since 1970, a full stop, and the HMAC in hexadecimal digits.
    """
    moment = str(int(clock() * 1000))
    said = "|".join((*claims, moment)).encode()
    return f"{moment}.{hmac.new(_key(settings.SECRET_KEY), said, hashlib.sha256).hexdigest()}"


def write_keys(connection: Any) -> None:
    """Give the database, as its owner, the keys of SECRET_KEY and SECRET_KEY_FALLBACKS.

    Keys that are no longer among them are forgotten. The two pads of RFC 2104 are kept in place
    of the key, so that the check needs no extension.
    """
    pads = []
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        block = _key(secret).ljust(_BLOCK, b"\0")
        pads.append((bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)))
    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        cursor.execute(
            "delete from sealed.scope_key where inner_pad <> all(%s)", [[pad for pad, _ in pads]]
        )
        cursor.executemany(
            "insert into sealed.scope_key values (%s, %s) on conflict do nothing", pads
        )
