"""WebSocket entry point; development also answers HTTP here by handing it to the WSGI handler."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.config.settings.prod")

from django.core.asgi import get_asgi_application

# Django must be set up before anything below imports models.
_http = get_asgi_application()

from infra.config.sockets import application_for

application = application_for(_http)
