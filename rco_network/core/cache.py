"""The cache may vanish; the product may not."""

import json
import logging
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Counts of wrong sign-ins (accounts/limits.py): a brake that goes away with Redis is none.
_COUNTED = "allauth:"
_UNREADABLE = object()


class Plain:
    """Values as JSON. Django's own way is pickle, with which whoever can write to Redis would run
    what they like in the web."""

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value).encode()

    def loads(self, data: bytes) -> Any:
        try:
            return json.loads(data)
        except ValueError:
            return _UNREADABLE


class TolerantRedisCache(RedisCache):
    """Redis that is allowed to be away: reads miss, writes are forgotten, the log says so.

    Only rate limits and other hints live here. Sessions, jobs and mail are in PostgreSQL. While
    Redis is away each process counts wrong sign-ins in its own memory: the limits then hold for
    each process, and not for all of them together, until Redis is back.
    """

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        options = {"serializer": Plain} | params.get("OPTIONS", {})
        super().__init__(server, params | {"OPTIONS": options})
        self._own = LocMemCache("counts while redis is away", {})

    def add(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try("add", True, key, *args, **kwargs))

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        found = self._try("get", default, key, default, version)
        return default if found is _UNREADABLE else found

    # One by one: Redis's own way goes round `get`, which knows what cannot be read.
    get_many = BaseCache.get_many

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
