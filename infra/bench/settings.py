"""Production's way of serving on development's services: no debug, no stand-ins asked, one more address."""

from infra.config import logs
from infra.config.settings.dev import *

DEBUG = False
ROOT_URLCONF = "infra.bench.urls"
LOGGING = logs.dictionary(pretty=False, level="WARNING")
