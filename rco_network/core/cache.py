"""The cache may vanish; the product may not."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class TolerantRedisCache(RedisCache):
    """Redis that is allowed to be away: reads miss, writes are forgotten, the log says so.

    Only rate limits and other hints live here. Sessions, jobs and mail are in PostgreSQL.
    """

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._try(super().add, True, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._try(super().get, default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._try(super().set, None, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._try(super().delete, False, *args, **kwargs)

    def _try(self, method: Any, otherwise: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except RedisError as error:
            logger.warning("The cache did not answer (%s).", type(error).__name__)
            return otherwise
