"""Settings of a production installation. A missing one names itself and says what to do."""

from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError
from whitenoise.compress import Compressor

from .databases import cache_address, database
from .signing_in import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = Env()


def required(name: str, what: str) -> str:
    """Read a setting that has no safe default."""
    try:
        return env.str(name)
    except EnvError:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it to {what}, then start again. "
            "`python3 manage.py up` starts a demonstration that needs no settings."
        ) from None


SECRET_KEY = required("SECRET_KEY", "a long random text that is kept secret")
# Earlier ones, while sessions and proofs made with them are still about; `migrate` after a change.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
# Encrypt contact details and notes (core/encryption.py). The newest first; the others still read.
FIELD_KEYS = [
    key.strip()
    for key in required(
        "FIELD_KEYS", "one or more long random texts with commas between, the newest first"
    ).split(",")
    if key.strip()
]
DEBUG = False
SITE_URL = env.str("SITE_URL", "https://localhost")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# Demo accounts and notices. `manage.py make_demo` refuses to run where this is off.
IS_DEMONSTRATION = False

INSTALLED_APPS = [
    "rco_network",
    "rco_network.core",
    "rco_network.accounts",
    "organisations",
    "services",
    "services.safeguarding",
    "services.data_rights",
    "services.referrals",
    "services.esol",
    "services.advice",
    "services.supplementary",
    "services.volunteering",
    "outcomes",
    "funding",
    "rco_network.reports",
    "rco_network.administration.InstallationAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "import_export",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rco_network.core.middleware.AnswerKnownMethods",
    "rco_network.core.middleware.KeepOthersOut",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rco_network.core.middleware.KeepPagesPrivate",
    "rco_network.core.middleware.RefuseUnreadableInput",
    "rco_network.core.middleware.OneTransaction",
    "rco_network.accounts.sessions.SessionsByCookie",
    "rco_network.core.middleware.ChooseLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rco_network.accounts.middleware.EndSessions",
    "rco_network.accounts.middleware.SpeakTheirLanguage",
    "rco_network.accounts.middleware.AskToSignIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisations.middleware.ActForOrganisation",
    "organisations.middleware.RecordVisits",
    "services.middleware.ForgetOnPhones",
    "outcomes.middleware.StayWithTheQuestions",
    "rco_network.accounts.middleware.RequireSecondFactor",
    "rco_network.navigation.ShowNavigation",
]

ROOT_URLCONF = "rco_network.urls"
WSGI_APPLICATION = "rco_network.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["rco_network.core.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rco_network.core.context.chrome",
            ],
        },
    },
]
FORM_RENDERER = "rco_network.core.forms.Renderer"

# Run-time role: owns nothing, cannot bypass row security. The owner's address is given to the
# process that migrates and to no other.
DATABASES = {
    "default": database(
        required("DATABASE_URL", "postgresql://run-time-role:password@host/database"), pool=True
    )
}
# Figures are read by a role that may read only, and no column that says who somebody is. Its
# address may be a replica's.
DATABASES["reporting"] = database(
    required("DATABASE_REPORTING_URL", "postgresql://reporting-role:password@host/database"),
    pool=True,
    least=0,
    statement_seconds=300,
)
REPORTING_DATABASE = "reporting"
DATABASE_ROUTERS = ["rco_network.core.tenancy.counting.CountingRouter"]
if owner := env.str("DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = database(owner, statement_seconds=3600)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = required("REDIS_URL", "redis://:password@host:6379/0")
CACHES = {
    "default": {
        "BACKEND": "rco_network.core.cache.TolerantRedisCache",
        "LOCATION": cache_address(REDIS_URL),
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 100
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_timeout": 5,
    "socket_connect_timeout": 5,
    # A broker that is away costs a request no time: the sweeper asks again.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "retry_on_timeout": False,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "Europe/London"
# How often waiting jobs are nudged, and how long a running one may be silent before another
# worker gets it. A worker beats every 5 seconds.
JOB_SWEEP_SECONDS = env.float("JOB_SWEEP_SECONDS", 15.0)
JOB_SILENT_SECONDS = env.float("JOB_SILENT_SECONDS", 30.0)
CELERY_BEAT_SCHEDULE = {
    "wake-waiting-jobs": {"task": "core.wake_waiting_jobs", "schedule": JOB_SWEEP_SECONDS},
    "send-waiting-mail": {"task": "core.send_mail", "schedule": JOB_SWEEP_SECONDS},
    "forget-ended-mail": {"task": "core.forget_ended_mail", "schedule": 86400.0},
    "forget-packs": {"task": "reports.forget_packs", "schedule": 3600.0},
    "ask-match-codes": {"task": "reports.ask_match_codes", "schedule": 3600.0},
    "returns": {"task": "funding.returns", "schedule": 3600.0},
    "let-go": {"task": "services.let_go", "schedule": 3600.0},
    "lapse-offers": {"task": "services.lapse_offers", "schedule": 3600.0},
    "remind-of-advice": {"task": "advice.remind", "schedule": 3600.0},
    "forget-uploaded-files": {"task": "services.forget_uploaded_files", "schedule": 3600.0},
    "expire-referrals": {"task": "referrals.expire", "schedule": 3600.0},
    "remind-of-volunteers": {"task": "volunteering.remind", "schedule": 3600.0},
    "verify-trail": {"task": "core.verify_trail", "schedule": crontab(hour=2, minute=30)},
}

# The address is unique without case, by a constraint on lower(email) that this check overlooks.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTH_USER_MODEL = "accounts.User"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1)

SESSION_ENGINE = "rco_network.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER: tuple[str, str] | None = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# What no page of ours ever asks a device for.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer autoplay browsing-topics camera display-capture geolocation "
        "gyroscope hid idle-detection local-fonts magnetometer microphone midi payment serial usb"
    ).split()
}

# A register, an import file and nothing larger.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_HANDLERS = ["rco_network.core.uploads.LimitedFile"]

LANGUAGE_CODE = "en-gb"
# Each by its own name, as somebody looks for it. Farsi's catalogue is written to serve Dari too.
LANGUAGES = [
    ("en-gb", "English"),
    ("ar", "العربية"),
    ("fa", "فارسی / دری"),
    ("so", "Soomaali"),
    ("ti", "ትግርኛ"),
    ("uk", "Українська"),
]
FORMAT_MODULE_PATH = ["rco_network.formats"]
NUMBER_GROUPING = 3  # for languages that Django has no formats of
LOCALE_PATHS = [BASE_DIR / "rco_network" / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / ".local" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "rco_network.core.static_files.PackedFiles"},
}

# The paper's fonts are read from disk by WeasyPrint: packing them would cost each start seconds.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "ttf")

EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG["EMAIL_HOST"]
EMAIL_PORT = EMAIL_CONFIG["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL_CONFIG["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = EMAIL_CONFIG["EMAIL_USE_TLS"]
EMAIL_USE_SSL = EMAIL_CONFIG["EMAIL_USE_SSL"]
EMAIL_FILE_PATH = EMAIL_CONFIG["EMAIL_FILE_PATH"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Common Thread <noreply@localhost>")

# Backups (SECURITY.md): where they go, the public key that they are for, and how many hours, days,
# weeks and months have a copy of their own. The private key is never on this machine.
BACKUP_DIR = env.str("BACKUP_DIR", "")
BACKUP_RECIPIENT = env.str("BACKUP_RECIPIENT", "")
BACKUP_KEEP = env.str("BACKUP_KEEP", "24 7 5 3")

# Error reports would carry what people typed; errors go to the log, by type and place only.
ADMINS: list[tuple[str, str]] = []
DEFAULT_EXCEPTION_REPORTER = "rco_network.core.logs.TypeAndPlace"
DEFAULT_EXCEPTION_REPORTER_FILTER = "rco_network.core.logs.NothingTyped"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "rco_network.core.logs.NoPersonalData"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.db.backends": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}

IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_SKIP_ADMIN_LOG = True
# Which numbers are printed (core/disclosure): the smallest number of people, the base to which
# numbers are rounded (1: not at all), and whether zeros are "printed" or "protected".
# The ONS "10-5" rule is DISCLOSURE_THRESHOLD=10 and DISCLOSURE_ROUNDING=5.
DISCLOSURE_THRESHOLD = env.int("DISCLOSURE_THRESHOLD", 5)
DISCLOSURE_ROUNDING = env.int("DISCLOSURE_ROUNDING", 1)
DISCLOSURE_ZEROS = env.str("DISCLOSURE_ZEROS", "printed")
