"""Settings of the tests. The addresses are placeholders: tests/servers.py starts real servers."""

import os

os.environ.setdefault("SECRET_KEY", "for-tests-only")
os.environ.setdefault("DATABASE_URL", "postgresql:///tests-not-started")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")
os.environ.setdefault("EMAIL_URL", "memory://")

from .local import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405
# Within a test's own transaction nobody else sees its rows: figures are counted where they are.
# Real sites and workers (tests/servers.py) count as the reporting role.
REPORTING_DATABASE = os.environ.get("RCO_TEST_REPORTING", "default")
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
