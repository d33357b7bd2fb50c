"""Settings, read from the environment; every name has a default that is safe for a council."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

HERE = Path(__file__).resolve().parent

DATA = Path(os.environ.get("SUFFICE_DATA", "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)

DEBUG = os.environ.get("SUFFICE_DEBUG", "") == "1"


def _secret_key() -> str:
    """Return the key of this installation, made once and readable by its owner alone."""
    if given := os.environ.get("SUFFICE_SECRET_KEY"):
        return given
    kept = DATA / "secret-key"
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return kept.read_text().strip()


def _sqlite() -> dict[str, Any]:
    """Return the embedded database: readers never wait, writers queue, and a link to nothing is refused."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "suffice.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def _database(address: str | None) -> dict[str, Any]:
    """Return the database at `address` (postgres://person:password@host:port/name?sslmode=require), or the embedded."""
    if not address:
        return _sqlite()
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "SUFFICE_DATABASE_URL must start with postgres://. Leave it out to use the embedded database."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


SECRET_KEY = _secret_key()
DATABASES = {"default": _database(os.environ.get("SUFFICE_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [host for host in os.environ.get("SUFFICE_ALLOWED_HOSTS", "").split(",") if host] or LOCAL_HOSTS
# On somebody's own machine there is no TLS; anywhere else there is, and a proxy in front that says so.
LOCAL = DEBUG or set(ALLOWED_HOSTS) <= {*LOCAL_HOSTS, "testserver"}

# The rooms of the house, in the order of the one-way rule. Each is a Django app with the same furniture.
ROOMS = [
    "suffice.core",
    "suffice.analyse.returns",
    "suffice.analyse.market",
    "suffice.analyse.comparison",
    "suffice.analyse.needs",
    "suffice.analyse.projections",
    "suffice.analyse.scenarios",
    "suffice.analyse.sufficiency",
    "suffice.review.timeliness",
    "suffice.review.performance",
    "suffice.review.workforce",
    "suffice.review.reports",
    "suffice.publish.statement",
]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "suffice.core.middleware.idle_sign_out",
    "suffice.core.middleware.refusals",
    "suffice.analyse.returns.limits.upload_limit",
]

ROOT_URLCONF = "suffice.urls"
WSGI_APPLICATION = "suffice.core.wsgi.application"

TEMPLATES = [
    {
        "NAME": "pages",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE.joinpath(*room.split(".")[1:], "templates") for room in ROOMS],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "suffice.core.pages.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "suffice.core.pages.layout.layout",
            ],
        },
    },
    {
        # For the third parties alone (allauth's e-mails and error text); our own pages are all in the engine above.
        "NAME": "others",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    # Addresses carry the hash of the file, so a browser may keep it for ever, and nothing has to be collected first.
    "staticfiles": {"BACKEND": "suffice.core.pages.assets.HashedAddress"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 365 * 24 * 3600

CACHES = {
    # In files, so that the limits on sign-in attempts hold across the web server's processes.
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA / "cache"}
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# What is brought streams to disk beside the data, and nothing larger than the limit is read at all.
UPLOAD_LIMIT = 512 * 1024**2
FILE_UPLOAD_TEMP_DIR = DATA / "arriving"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

AUTH_USER_MODEL = "core.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "suffice.core.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "suffice.core.accounts.forms.SignInForm",
    "reauthenticate": "suffice.core.accounts.forms.ConfirmForm",
    "reset_password_from_key": "suffice.core.accounts.forms.ForgottenForm",
    "change_password": "suffice.core.accounts.forms.ChangeForm",
    "set_password": "suffice.core.accounts.forms.FirstForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Suffice: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "suffice.core.accounts.adapter.TwoFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Suffice"
MFA_TOTP_TOLERANCE = 1  # a code is good for half a minute on either side: clocks drift, and people type
# An administrator gives people their addresses, and no letter asks whether they are right.
MFA_ALLOW_UNVERIFIED_EMAIL = True

SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "suffice.core.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
IDLE_MINUTES = 60

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_SSL_REDIRECT = not LOCAL
SECURE_PROXY_SSL_HEADER = None if LOCAL else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_CONTENT_TYPE_NOSNIFF = True
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
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Without a post server, letters are kept as files for the administrator to pass on.
EMAIL_HOST = os.environ.get("SUFFICE_EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "letters"
DEFAULT_FROM_EMAIL = os.environ.get("SUFFICE_EMAIL_FROM", "suffice@localhost")

SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # joining the browsers' preload list is the council's own decision, about its whole domain
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
