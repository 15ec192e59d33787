"""The cache may vanish; the product may not."""

import logging
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Counts of wrong sign-ins (accounts/limits.py): a brake that goes away with Redis is none.
_COUNTED = "allauth:"


class TolerantRedisCache(RedisCache):
    """Redis that is allowed to be away: reads miss, writes are forgotten, the log says so.

    Only rate limits and other hints live here. Sessions, jobs and mail are in PostgreSQL. While
    Redis is away each process counts wrong sign-ins in its own memory: the limits then hold for
    each process, and not for all of them together, until Redis is back.
    """

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("counts while redis is away", {})

    def add(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try("add", True, key, *args, **kwargs))

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._try("get", default, key, default, version)

    def set(self, key: Any, *args: Any, **kwargs: Any) -> None:
        self._try("set", None, key, *args, **kwargs)

    def delete(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try("delete", False, key, *args, **kwargs))

    def _try(self, name: str, otherwise: Any, key: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), name)(key, *args, **kwargs)
        except RedisError as error:
            logger.warning("The cache did not answer (%s).", type(error).__name__)
        if str(key).startswith(_COUNTED):
            return getattr(self._own, name)(key, *args, **kwargs)
        return otherwise
