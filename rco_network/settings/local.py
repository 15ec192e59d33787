"""Settings of `manage.py up`: one machine, plain http on loopback, a demonstration network."""

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
