"""The same server with what `django-admin startproject` puts before a view, and nothing more."""

from .settings import *  # noqa: F403

INSTALLED_APPS = [
    "rco_network.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "rco_network.management.bench.stock_urls"
LOGIN_URL = "/"
MIDDLEWARE = [
    # The one that is not stock: outside a scope this database has no accounts and no sessions.
    "rco_network.core.middleware.OneTransaction",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
