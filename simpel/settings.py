"""Settings. What an installation may choose is an environment variable `SIMPEL_*`: see docs/reference/settings.md."""

import os
import secrets
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import unquote, urlsplit

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from simpel.law.pack import load as load_pack
from simpel.logs import LOGGING as LOGGING

django_stubs_ext.monkeypatch()  # ModelForm[Application] and the like, checked by mypy, are plain classes at run time

ROOT = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """One setting of this installation."""
    return os.environ.get(f"SIMPEL_{name}", default)


def flag(name: str, *, default: bool = False) -> bool:
    """A yes-or-no setting: 1, true, yes count as yes."""
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes"}


def kept_secret(path: Path) -> str:
    """A secret made once at first start and kept in a file only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass  # another process was first; its secret is the one to use
    return path.read_text()


def writable_folder(path: Path) -> Path:
    """A folder that is there afterwards and takes files, or a sentence on why it does not."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=path):
            return path
    except OSError as problem:
        reason = "it is a file" if path.is_file() else f"{problem.strerror or problem}"
        raise ImproperlyConfigured(
            f"files cannot be kept in {path}: {reason}. Let SIMPEL_VAR name a folder that this user may write in."
        ) from problem


VAR = writable_folder(Path(env("VAR", str(ROOT / "var"))).resolve())
PRODUCTION = flag("PRODUCTION")
DEBUG = flag("DEBUG")
SECRET_KEY = env("SECRET_KEY") or kept_secret(VAR / "keys" / "django.key")
SITE_URL = env("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env("HOSTS", f"127.0.0.1,localhost,{urlsplit(SITE_URL).hostname}").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

PACK = load_pack(Path(env("PACK", str(ROOT / "packs" / "indonesia"))))
BLOCK_OVERDUE_REPORTS = flag("BLOCK_OVERDUE_REPORTS")  # an institution that owes reports files nothing new
WHEREABOUTS_DAYS = int(env("WHEREABOUTS_DAYS", "365"))  # then look-ups, and what people wrote in a crisis, are erased
CLOCK_FILE = "" if PRODUCTION else env("CLOCK_FILE")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "simpel.ui",
    "simpel.people",  # before allauth, whose pages it draws
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "simpel.ledger",
    "simpel.documents",
    "simpel.notices",
    "simpel.letters",
    "simpel.permits",
    "simpel.advice",
    "simpel.figures",
    "simpel.whereabouts",
    "simpel.travel",
    "simpel.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "simpel.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simpel.people.presence.PresenceMiddleware",
    "simpel.people.entrance.EntranceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simpel.ui.headers.PrivatePagesMiddleware",
]

ROOT_URLCONF = "simpel.urls"
WSGI_APPLICATION = "simpel.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "simpel.people.context.me",
            ],
            "builtins": ["simpel.ui.templatetags.ui"],
        },
    },
]


def database(url: str) -> dict[str, object]:
    """`sqlite:PATH` or `postgresql://user:password@host:port/name`, as Django wants it."""
    if url.startswith("sqlite:"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.removeprefix("sqlite:"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}},
    }


DATABASES = {"default": database(env("DATABASE_URL", f"sqlite:{VAR / 'simpel.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "permits:desk"
ACCOUNT_ADAPTER = "simpel.people.accounts.ClosedAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key,30/15m/ip", "login": "60/m/ip"}
PROVE_AGAIN_MINUTES = int(env("PROVE_AGAIN_MINUTES", "15"))  # age of a sign-in after which a decision asks again
REQUIRE_SECOND_FACTOR = flag("REQUIRE_SECOND_FACTOR", default=PRODUCTION)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "SIMPEL"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "simpel_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with the usual 300, many strangers could push out each other's counters
    }
}

SESSION_ENGINE = "simpel.people.sessions"  # knows whose each session is, so that people see and end theirs
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-simpel" if PRODUCTION else "simpel"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "simpel.ui.errors.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Inggris"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = PACK.time_zone
FORMAT_MODULE_PATH = ["simpel.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if flag("COLLECTED")
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
EXPORTS = VAR / "exports"  # what people exported, for some days
FILES = Path(env("FILES", str(VAR / "files")))  # private documents and letters, never served by path
KEYS = Path(env("KEYS", str(VAR / "keys")))  # master key and development signing authority
SIGNING_P12 = env("SIGNING_P12")  # PKCS#12 with the letters' signing key; without it: development authority
SIGNING_P12_PASSWORD_FILE = env("SIGNING_P12_PASSWORD_FILE")
PASSPORT_OFFICE_KEY = env("PASSPORT_OFFICE_KEY")  # PEM file: public key that the passport office signs replies with
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

MAIL = urlsplit(env("MAIL", f"file:{VAR / 'mail'}"))  # file:FOLDER, smtp://host:port, smtps://…
MAIL_FROM = env("MAIL_FROM", "simpel@localhost")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
if MAIL.scheme == "file":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL.path
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = MAIL.hostname or "localhost"
    EMAIL_PORT = MAIL.port or 25
    EMAIL_HOST_USER = unquote(MAIL.username or "")
    EMAIL_HOST_PASSWORD = unquote(MAIL.password or "")
    EMAIL_USE_SSL = MAIL.scheme == "smtps"
    EMAIL_TIMEOUT = 10
