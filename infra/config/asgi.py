"""Entry point for WebSockets, and for everything where one process serves one port."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.config.settings.prod")

from django.core.wsgi import get_wsgi_application

# Django must be set up before anything below imports models.
_http = get_wsgi_application()

from infra.config.bridge import WsgiBridge
from infra.config.sockets import application_for

application = application_for(WsgiBridge(_http))
