"""Tests: the embedded services of the test state directory, no broker, no Redis messages, a cheap hasher."""

import os

from infra.config import environment, logs
from infra.config.development import DEVELOPMENT_FIELD_KEY, DEVELOPMENT_SECRET_KEY
from infra.dev import addresses

for _name, _value in addresses.test_environment().items():
    os.environ.setdefault(_name, _value)

from infra.config.settings.base import *  # noqa: E402
from infra.config.settings.base import ALLOWED_HOSTS  # noqa: E402

SECRET_KEY = environment.text("SECRET_KEY", DEVELOPMENT_SECRET_KEY)
FIELD_KEYS = environment.items("FIELD_KEYS", DEVELOPMENT_FIELD_KEY)
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "127.0.0.1", "testserver"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose
ACCOUNT_RATE_LIMITS = False
PUBLIC_API_RATE = None
SILENCED_SYSTEM_CHECKS = ["django_vite.W001"]  # Python tests do not need the built console
LOGGING = logs.dictionary(pretty=True, level="WARNING")
