"""Settings common to development, tests and production; what differs comes from the environment."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from infra.config import content_security, environment, logs

BASE_DIR = Path(__file__).resolve().parents[3]
DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY")

# --- where things are ---------------------------------------------------------------------------
PUBLIC_BASE_URL = environment.text("PUBLIC_BASE_URL", "http://localhost:8000")
PUBLIC_DOMAIN = environment.text("PUBLIC_DOMAIN", "localhost")
ALLOWED_HOSTS = [PUBLIC_DOMAIN, f".{PUBLIC_DOMAIN}", environment.host_of(PUBLIC_BASE_URL)]

DATABASE_URL = environment.text("DATABASE_URL")
MIGRATOR_DATABASE_URL = environment.text("MIGRATOR_DATABASE_URL")
BOOTSTRAP_DATABASE_URL = environment.text("BOOTSTRAP_DATABASE_URL")
REDIS_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0")

# --- vendors ------------------------------------------------------------------------------------
CARRIER_API_BASE = environment.text("CARRIER_API_BASE", "https://api.twilio.com")
CARRIER_ACCOUNT_SID = environment.text("CARRIER_ACCOUNT_SID")
CARRIER_AUTH_TOKEN = environment.text("CARRIER_AUTH_TOKEN")
CARRIER_SIGNALLING = environment.text("CARRIER_SIGNALLING")
CARRIER_SIGNALLING_INSECURE = environment.flag("CARRIER_SIGNALLING_INSECURE")
# Where the stand-in's telephone is, for a link in the console; empty with the real network.
CARRIER_PHONE_URL = environment.text("CARRIER_PHONE_URL")
# How often, and from what age on, open calls are compared with what the carrier says of them.
RECONCILE_EVERY_S = environment.seconds("RECONCILE_EVERY_S", 60)
STRIPE_API_BASE = environment.text("STRIPE_API_BASE", "https://api.stripe.com")
STRIPE_API_KEY = environment.text("STRIPE_API_KEY")
STRIPE_WEBHOOK_SECRET = environment.text("STRIPE_WEBHOOK_SECRET")
FIELD_KEYS = environment.items("FIELD_KEYS")

# --- apps ---------------------------------------------------------------------------------------
_FRAMEWORK_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_vite",
    "csp",
]
_PUBLIC_APPS = ["infra.base", "tenants.directory", "tenants.identity", "billing", "infra.onboarding"]
_TENANT_PACKAGES = ["tenants.crm", "telephony", "reporting"]


SHARED_APPS = [*_FRAMEWORK_APPS, *_PUBLIC_APPS]
TENANT_APPS = ["crm", "telephony", "reporting"]  # app labels whose tables live in each tenant's schema
INSTALLED_APPS = [*SHARED_APPS, *_TENANT_PACKAGES]

MIDDLEWARE = [
    "infra.base.request_ids.RequestIdMiddleware",
    # The carrier has no session, cookie, language or page: it is answered before all that.
    "telephony.webhooks.short_way.ShortWay",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "infra.config.content_security.PolicyMiddleware",
    "tenants.directory.middleware.TenantMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tenants.identity.middleware.ProfileLocale",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "infra.config.urls"
WSGI_APPLICATION = "infra.config.wsgi.application"
ASGI_APPLICATION = "infra.config.asgi.application"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "infra" / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ]
        },
    }
]

# --- stores -------------------------------------------------------------------------------------
DATABASES = {"default": environment.database(DATABASE_URL)}
DATABASE_ROUTERS = ["tenants.directory.router.SchemaRouter"]
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "seatline",
    }
}
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    # The pub/sub layer, not the list layer: it survives a Redis restart without losing messages silently.
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "seatline"},
    }
}
CELERY_BROKER_URL = environment.broker(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "seatline"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_ALWAYS_EAGER = False

# --- people and sessions ------------------------------------------------------------------------
AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tenants.identity.allauth_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # owners prove the address by paying, members by invitation
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_SERVE_SPECIFICATION = True
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": "/account/verify-email/{key}",
    "account_reset_password": "/account/password/reset",
    "account_reset_password_from_key": "/account/password/reset/{key}",
    "account_signup": "/signup",
}
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", f"Seatline <no-reply@{PUBLIC_DOMAIN}>")

# --- API ----------------------------------------------------------------------------------------
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "infra.base.problems.exception_handler",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Seatline API",
    "DESCRIPTION": "What the Seatline console uses. Errors are RFC 9457 problems with a stable code.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Several things have a state; each list of states gets a name of its own.
    "ENUM_NAME_OVERRIDES": {"TenantStateEnum": "tenants.directory.models.Tenant.State"},
}

# --- pages --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = content_security.policy(CARRIER_SIGNALLING, CARRIER_SIGNALLING_INSECURE)
STATIC_URL = "/static/"
STATIC_ROOT: Path | None = None  # only production collects files; elsewhere they are found where they are
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FRONTEND_MANIFEST = FRONTEND_DIST / ".vite" / "manifest.json"
DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": FRONTEND_MANIFEST}}
UNFOLD = {"SITE_TITLE": "Seatline", "SITE_HEADER": "Seatline operations"}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

LOGGING = logs.dictionary(pretty=False)
