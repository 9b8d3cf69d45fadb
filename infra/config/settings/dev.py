"""Development: all on this machine, stand-ins instead of the vendors, no secret worth keeping."""

import os

from infra.config import environment, logs
from infra.config.development import DEVELOPMENT_FIELD_KEY, DEVELOPMENT_SECRET_KEY
from infra.dev import addresses

for _name, _value in addresses.environment().items():
    os.environ.setdefault(_name, _value)

from infra.config.settings.base import *  # noqa: E402
from infra.config.settings.base import ALLOWED_HOSTS  # noqa: E402

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.text("SECRET_KEY", DEVELOPMENT_SECRET_KEY)
FIELD_KEYS = environment.items("FIELD_KEYS", DEVELOPMENT_FIELD_KEY)
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
LOGGING = logs.dictionary(pretty=True)
