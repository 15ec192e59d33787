"""Settings of `manage.py up`: one machine, plain http on loopback, a demonstration network."""

import hashlib
import os

# One secret is enough to keep for a demonstration; production names both.
if "SECRET_KEY" in os.environ:
    made = hashlib.sha256(f"field keys of {os.environ['SECRET_KEY']}".encode()).hexdigest()
    os.environ.setdefault("FIELD_KEYS", made)

from .databases import reporting_of

if address := os.environ.get("DATABASE_URL"):
    os.environ.setdefault("DATABASE_REPORTING_URL", reporting_of(address))

from .base import *  # noqa: F403

IS_DEMONSTRATION = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")  # noqa: F405
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_PROXY_SSL_HEADER = None
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
ALLAUTH_TRUSTED_PROXY_COUNT = 0
