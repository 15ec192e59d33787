"""What is in Redis is a hint, and never a program."""

import pickle

import pytest

from rco_network.core.cache import TolerantRedisCache


class Redis:
    """As much of Redis as a cache asks for."""

    def __init__(self):
        self.kept = {}

    def set(self, key, value, ex=None, nx=False):
        if nx and key in self.kept:
            return False
        self.kept[key] = value
        return True

    def get(self, key):
        return self.kept.get(key)


@pytest.fixture
def redis():
    return Redis()


@pytest.fixture
def cache(redis, monkeypatch):
    made = TolerantRedisCache("redis://127.0.0.1:1/0", {})
    monkeypatch.setattr(made._cache, "get_client", lambda *args, **kwargs: redis)
    return made


@pytest.mark.parametrize("value", ["1", 7, True, [1.5, 2.25], None])
def test_what_was_kept_comes_back(cache, value):
    cache.set("one", value)
    assert cache.get("one", "nothing") == value


class Run:
    has_run = False

    def __reduce__(self):
        return (ran, ())


def ran():
    Run.has_run = True
    return Run()


def test_a_program_left_in_redis_is_not_run_and_counts_as_nothing(cache, redis):
    redis.kept[cache.make_and_validate_key("one")] = pickle.dumps(Run())
    assert cache.get("one", []) == []
    assert cache.get_many(["one", "two"]) == {}
    assert not Run.has_run
