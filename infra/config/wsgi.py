"""HTTP entry point: webhooks, API and pages."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.config.settings.prod")
application = get_wsgi_application()
