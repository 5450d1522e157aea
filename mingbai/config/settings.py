"""Django's settings for desk, console and API; what differs from place to place comes from the surroundings."""

import os
import secrets
from pathlib import Path

from mingbai.config.databases import named_in
from mingbai.config.stages import STAGES
from mingbai.config.webplace import origin_of

WEB, API = (Path(__file__).resolve().parent.parent / door for door in ("web", "api"))
ORIGIN = origin_of(os.environ)  # where browsers find the console

DEBUG = False
SECRET_KEY = os.environ.get("MINGBAI_SECRET_KEY") or secrets.token_urlsafe(48)  # `mingbai serve` hands its own on
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *ORIGIN.hosts]
CSRF_TRUSTED_ORIGINS = ORIGIN.origins

INSTALLED_APPS = [
    *("pgtrigger", "pghistory", "procrastinate.contrib.django", "django.contrib.sessions", "csp", "django_htmx"),
    "django_cotton.apps.SimpleAppConfig",  # loaders stand below
    *(f"mingbai.{stage}" for stage in STAGES),
    "mingbai.web",
]
DATABASES = named_in(os.environ)
AUTH_USER_MODEL = "offices.Officer"  # whom pghistory means by a user; accounts to log in with are another matter
DATABASE_ROUTERS = ["mingbai.config.databases.OnlyTheOwnerMigrates"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # a stage is asked for its jobs when one is wanted
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {  # faults of ours go to stderr, once; what people do goes to the evidence log
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # whoever tries names that are not ours
    },
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SESSION_ENGINE = "mingbai.access.sessions"  # the table keeps digests of keys
SESSION_COOKIE_NAME = "mingbai-session"

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]

# ------------------------------------------------------------------ the console

ROOT_URLCONF = "mingbai.config.addresses"
MIDDLEWARE = [
    "mingbai.api.watching.times.Timed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "mingbai.web.bounds.Bounded",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "mingbai.web.doors.session.SignedIn",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB, API],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.filesystem.Loader"],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django_cotton.templatetags.cotton",
                "mingbai.web.parts.tags",
            ],
            "context_processors": ["django.template.context_processors.request", "mingbai.web.frame.frame"],
        },
    }
]
COTTON_DIR = "parts"

STATIC_URL = "/assets/"
STATIC_ROOT = WEB / "built"  # made at set-up by assets/build.mjs; names carry a digest of the content
WHITENOISE_IMMUTABLE_FILE_TEST = r"-[0-9A-Z]{8}\.|/picture-"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ORIGIN.is_secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ORIGIN.is_secure else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ORIGIN.is_secure
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_AGE = "mingbai-language", 365 * 24 * 3600
CSRF_COOKIE_NAME = "mingbai-form"
CSRF_FAILURE_VIEW = "mingbai.web.errors.views.stale_form"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20  # a form's fields; files have limits of their own
