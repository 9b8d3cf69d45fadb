"""Production: TLS everywhere, files with hashed names, and no start without real secrets."""

import os

from infra.config import environment
from infra.config.refusal import refuse_unsafe

refuse_unsafe(os.environ)

from infra.config.settings.base import *  # noqa: E402
from infra.config.settings.base import BASE_DIR, PUBLIC_DOMAIN, STORAGES  # noqa: E402

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=True)
# The carrier and the load balancer's probe may arrive on the inner network; both check themselves.
SECURE_REDIRECT_EXEMPT = [r"^hooks/", r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [f"https://{PUBLIC_DOMAIN}", f"https://*.{PUBLIC_DOMAIN}"]
STATIC_ROOT = BASE_DIR / ".state" / "static"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(environment.text("EMAIL_PORT", "25"))
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
