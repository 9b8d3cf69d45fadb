"""Production's way of serving on development's services: no debug, no stand-ins asked, one more address."""

from infra.config import logs
from infra.config.settings.dev import *
from infra.config.settings.dev import MIDDLEWARE

DEBUG = False
ROOT_URLCONF = "infra.bench.urls"
MIDDLEWARE = ["infra.bench.short.Short", *MIDDLEWARE]
LOGGING = logs.dictionary(pretty=False, level="WARNING")
