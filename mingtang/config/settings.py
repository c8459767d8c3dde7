"""Django settings, composed from the environment. Environments differ by variables, not by modules."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from mingtang.config.environment import Environment, SettingError
from mingtang.config.logs import logging_tree

env = Environment()

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(env.text("MINGTANG_VAR")).resolve()
KEYS = VAR / "keys"

SECRET_KEY = env.secret("MINGTANG_SECRET_KEY", made_in=KEYS)
FIELD_KEY = env.secret("MINGTANG_FIELD_KEY", made_in=KEYS)
EVIDENCE_KEY = env.secret("MINGTANG_EVIDENCE_KEY", made_in=KEYS)
KEY_ENCRYPTION_KEY = env.secret("MINGTANG_KEY_ENCRYPTION_KEY", made_in=KEYS)
DEBUG = env.flag("MINGTANG_DEBUG")
ALLOWED_HOSTS = env.list("MINGTANG_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("MINGTANG_ORIGINS")

NODE_NAME = env.text("MINGTANG_NODE_NAME")
SITE_CODE = env.text("MINGTANG_SITE_CODE")
METRICS_TOKEN = env.secret("MINGTANG_METRICS_TOKEN")
CLOCK_SOURCES = env.list("MINGTANG_CLOCK_SOURCE")
BEHIND_PROXY = env.flag("MINGTANG_PROXY")
CLIENT_CERTIFICATES = BEHIND_PROXY and env.flag("MINGTANG_CLIENT_CERTIFICATES")

# Trust: where certificates say that they are looked up, and whose policy time is stamped under
TRUST_ADDRESS = env.text("MINGTANG_TRUST_ADDRESS").rstrip("/") or [*CSRF_TRUSTED_ORIGINS, "http://127.0.0.1:8000"][0]
TIMESTAMP_POLICY = env.text("MINGTANG_TIMESTAMP_POLICY")
PKCS11_LIBRARY = env.text("MINGTANG_PKCS11_LIBRARY")
PKCS11_TOKEN = env.text("MINGTANG_PKCS11_TOKEN")
PKCS11_PIN = env.secret("MINGTANG_PKCS11_PIN")

ACME_ADDRESS = env.text("MINGTANG_ACME_ADDRESS").rstrip("/") or TRUST_ADDRESS
ACME_OPEN = env.flag("MINGTANG_ACME_OPEN")
ACME_DOMAINS = env.list("MINGTANG_ACME_DOMAINS")
ACME_NETWORKS = env.networks("MINGTANG_ACME_NETWORKS")
ACME_PORT = env.number("MINGTANG_ACME_PORT")
ACME_DAYS = env.number("MINGTANG_ACME_DAYS")

# Accounts and sessions (GB/T 22239-2019 8.1.4.1)
IDLE_MINUTES = env.number("MINGTANG_IDLE_MINUTES")
SESSION_LIMIT = env.number("MINGTANG_SESSION_LIMIT")
LOCK_AFTER = env.number("MINGTANG_LOCK_AFTER")
LOCK_MINUTES = env.number("MINGTANG_LOCK_MINUTES")
ITEM_SEPARATION = env.flag("MINGTANG_ITEM_SEPARATION")
EFFICIENCY_RULES = env.text("MINGTANG_EFFICIENCY_RULES")
EFFICIENCY_GRADES = env.text("MINGTANG_EFFICIENCY_GRADES")
INSPECT_LOOPBACK = env.flag("MINGTANG_INSPECT_LOOPBACK")
CONTRIBUTION_SCORING = env.text("MINGTANG_CONTRIBUTION_SCORING")
PASSWORD_DAYS = env.number("MINGTANG_PASSWORD_DAYS")
TOTP_REQUIRED = env.flag("MINGTANG_TOTP_REQUIRED")
API_PER_MINUTE = env.number("MINGTANG_API_PER_MINUTE")
PUBLISH_BY_ANOTHER = env.flag("MINGTANG_PUBLISH_BY_ANOTHER")
PAYMENTS = env.text("MINGTANG_PAYMENTS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_tasks",
    "django_tasks_db",
    "oauth2_provider",
    "wagtail",
    "taggit",
    "treebeard",
    "mingtang.ui",
    "mingtang.kernel.jobs",
    "mingtang.kernel.evidence",
    "mingtang.kernel.directory",
    "mingtang.kernel.messaging",
    "mingtang.kernel.trust",
    "mingtang.kernel.acme",
    "mingtang.kernel.search",
    "mingtang.kernel.content",
    "mingtang.kernel.definitions",
    "mingtang.kernel.clocks",
    "mingtang.kernel.forms",
    "mingtang.kernel.letters",
    "mingtang.kernel.processes",
    "mingtang.kernel.cases",
    "mingtang.domains.supervision",
    "mingtang.domains.registration",
    "mingtang.domains.interaction.moderation",
    "mingtang.domains.interaction.messages",
    "mingtang.domains.interaction.frequent",
    "mingtang.domains.interaction.opinions",
    "mingtang.domains.interaction.surveys",
    "mingtang.domains.interaction.interviews",
    "mingtang.domains.disclosure.requests",
    "mingtang.domains.disclosure.catalogue",
    "mingtang.domains.disclosure.reports",
    "mingtang.domains.inspection",
    "mingtang.domains.portal.sites",
    "mingtang.domains.portal.databases",
    "mingtang.domains.portal.contributions",
    "mingtang.domains.portal.sharing",
    "mingtang.domains.portal.editing",
    "mingtang.domains.portal.visits",
    "mingtang.domains.services.catalogue",
    "mingtang.domains.services.licences",
    "mingtang.domains.services.payments",
    "mingtang.domains.services.applications",
    "mingtang.domains.services.designing",
    "mingtang.domains.services.ratings",
    "mingtang.domains.services.reporting",
    "mingtang.domains.services.hall",
    "mingtang.domains.services.efficiency",
    "mingtang.config",
]

MIDDLEWARE = [
    "mingtang.config.health.MeasureRequests",
    "mingtang.ui.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mingtang.ui.middleware.ReadingSettings",
    "mingtang.ui.middleware.ScriptVariant",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mingtang.kernel.directory.middleware.WhoIsActing",
    "mingtang.kernel.directory.middleware.DutiesFirst",
]

ROOT_URLCONF = "mingtang.config.urls"
ASGI_APPLICATION = "mingtang.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "ui" / "components"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["mingtang.ui.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "mingtang.ui.context.reading",
                "mingtang.kernel.directory.context.who",
                "mingtang.kernel.messaging.context.unread",
            ],
        },
    }
]


def _database(url: str) -> dict[str, Any]:
    """One DATABASES entry for `url`; empty means the embedded SQLite file. Raises SettingError for other schemes."""
    if not url or url.startswith("sqlite://"):
        path = url.removeprefix("sqlite://") or VAR / "mingtang.sqlite3"
        return {
            "ENGINE": "mingtang.kernel.statements.sqlite",
            "NAME": path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # a writer waits at its first statement, never fails half-way
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(f"DATABASE_URL must start with postgresql:// or sqlite://, not {parts.scheme!r}")
    options = dict(parse_qsl(parts.query))  # as libpq reads them: host=/run/postgresql, sslmode=verify-full
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "options": "-c jit=off",  # to compile a statement takes longer than to read the page it is for
            **options,
            "pool": {"min_size": 1, "max_size": 16, "timeout": 8, "reconnect_timeout": 10},
        },
    }


DATABASE_URL = env.text("DATABASE_URL")
DATABASES = {"default": _database(DATABASE_URL)}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["mingtang.kernel.directory.sign_in.AccountBackend"]
PASSWORD_HASHERS = ["mingtang.kernel.directory.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "mingtang.kernel.directory.passwords.LongAndMixed"},
    {"NAME": "mingtang.kernel.directory.passwords.NotAboutTheHolder"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
SESSION_ENGINE = "mingtang.kernel.directory.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "mingtang_session"
CSRF_COOKIE_NAME = "mingtang_csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "mingtang.config.errors.csrf_refused"
OAUTH2_PROVIDER = {
    "OIDC_ENABLED": True,
    "OIDC_RSA_PRIVATE_KEY": "",  # read from VAR/keys when the provider first needs it, see config.apps
    "OIDC_RESPONSE_TYPES_SUPPORTED": ["code"],
    "SCOPES": {
        "openid": "您的账号编号",
        "profile": "您的姓名、机构和岗位",
        "directory": "以您的名义查阅机构、人员和存证",
        "directory.write": "以您的名义修改机构、人员和账号",
    },
    "DEFAULT_SCOPES": ["openid"],
    "PKCE_REQUIRED": True,
    "REQUEST_APPROVAL_PROMPT": "auto",  # asked again only when no valid token covers the scopes
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "REFRESH_TOKEN_EXPIRE_SECONDS": 30 * 86400,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ID_TOKEN_EXPIRE_SECONDS": 3600,
    "OAUTH2_VALIDATOR_CLASS": "mingtang.kernel.directory.openid.claims.ClaimsOfAccount",
    # RFC 9700, the best current practice: no implicit or password grant, S256 only, tokens in headers, hashed at rest
    **{
        f"COMPLIANT_BCP_RFC9700_{practice}": True
        for practice in (
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "TOKEN_STORAGE",
            "REFRESH_TOKEN",
            "REDIRECT_URI_MATCHING",
            "PKCE_REQUIRED",
        )
    },
}

HTTPS = env.flag("MINGTANG_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]  # asked for on this machine, without TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_PERMISSIONS = 0o600

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体"), ("zh-hant", "繁體"), ("en", "English"), ("ug", "ئۇيغۇرچە")]
LOCALE_PATHS = [PACKAGE / "locale"]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
MIGRATION_MODULES = {
    "wagtailcore": "mingtang.domains.portal.sites.wagtail_tables"
}  # its own history takes minutes, decision 0059
TIME_ZONE = env.text("MINGTANG_TIME_ZONE")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("ui/vendor", PACKAGE / "ui" / "vendor")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {"BACKEND": "mingtang.ui.assets.StaticFiles"},
}
MEDIA_ROOT = VAR / "files"
KEEPS_OFD = env.flag("MINGTANG_OFD")
FONTS = Path(env.text("MINGTANG_FONTS") or VAR / "fonts")
FILES_BUCKET = env.text("MINGTANG_S3_BUCKET")
STORAGES["content"] = STORAGES["default"]  # contents, letters, archives: beside the files of the node, or in its bucket
if FILES_BUCKET:
    STORAGES["content"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": FILES_BUCKET,
            "endpoint_url": env.text("MINGTANG_S3_ENDPOINT") or None,
            "region_name": env.text("MINGTANG_S3_REGION") or None,
            "access_key": env.secret("MINGTANG_S3_KEY_ID") or None,
            "secret_key": env.secret("MINGTANG_S3_SECRET") or None,
        },
    }
CLAMAV = env.text("MINGTANG_CLAMAV")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING_CONFIG = "mingtang.config.logs.configure"
LOGGING = logging_tree(env.text("MINGTANG_LOG_LEVEL"))

SILENCED_SYSTEM_CHECKS: list[str] = []
